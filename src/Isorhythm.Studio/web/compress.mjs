// Lays beside each file of the built page what the studio sends in its place: compressed once and well, and not again for each that asks.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";

const folder = new URL("dist/", import.meta.url);
for (const name of readdirSync(folder, { recursive: true })) {
  if (/\.(js|css|html|svg)$/.test(name)) {
    const file = new URL(name, folder);
    writeFileSync(new URL(`${name}.br`, folder), brotliCompressSync(readFileSync(file)));
  }
}
