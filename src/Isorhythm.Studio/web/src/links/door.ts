import type { LinkState } from "../core/api";
import { linksWire } from "../core/hub";
import { memory } from "../core/memory";
import { type App, host } from "../views/app";

/** The way to the connections: their code comes when the panel is first opened, when OSC or Link is on, or when a device was used before. */
export function mountLinks(app: App, fail: (error: unknown) => void): void {
  const panel = host("midi");
  let loading: Promise<unknown> | null = null;
  const load = (): void => {
    loading ??= import("./panel").then(({ mountPanel }) => mountPanel(app, panel, fail));
  };
  panel.addEventListener("beforetoggle", load);
  linksWire.listen({ osc: load, link: (state) => (state as LinkState).on && load(), exports: () => undefined });
  if (["midi.device", "midi.input", "midi.clockInput", "audio.delay"].some((key) => memory.read(key))) {
    load();
  }
}
