import { html, render } from "lit";
import type { App } from "./app";
import { icons } from "./icons";

/** One sentence for the player: an error has a shape and a role of its own, and a lost studio stays on show until it is back. */
export function mountMessage(app: App, host: HTMLElement): void {
  app.store.watch(({ message, connected, loaded }) => {
    const words = connected || !loaded ? message?.words : "The studio does not answer. What plays goes on; the page reconnects by itself.";
    const isError = !connected || message?.kind === "error";
    host.className = words ? `message ${isError ? "error" : "note"}` : "";
    host.setAttribute("role", isError ? "alert" : "status");
    host.dataset["testid"] = "message";
    render(
      words
        ? html`<span class="shape" aria-hidden="true">${isError ? "!" : "i"}</span><p>${words}</p>
            ${message ? html`<button class="icon" aria-label="close" @click=${() => app.store.set({ message: null })}>
              <svg viewBox="0 0 24 24"><path d=${icons.close} /></svg></button>` : ""}`
        : html``,
      host,
    );
  });
}
