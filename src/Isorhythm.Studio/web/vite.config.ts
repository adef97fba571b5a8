import { defineConfig } from "vite";

// `npm run dev` serves the page itself and passes the rest to a studio that is already running.
const studio = "http://127.0.0.1:5170";

export default defineConfig({
  base: "./",
  build: { target: "es2022", assetsInlineLimit: 0, modulePreload: { polyfill: false }, chunkSizeWarningLimit: 600 },
  server: { proxy: { "/api": studio, "/hub": { target: studio, ws: true } } },
  worker: { format: "es" },
});
