import { evaluationWire } from "../core/hub";
import { type App, host } from "../views/app";

/** The way to what is known of a space: its code comes when the panel is first opened, or when a space is being measured. */
export function mountAboutDoor(app: App, fail: (error: unknown) => void): void {
  const panel = host("about");
  let loading: Promise<unknown> | null = null;
  const load = (): void => {
    loading ??= import("./panel").then(({ mountAbout }) => mountAbout(app, panel, fail));
  };
  panel.addEventListener("beforetoggle", load);
  evaluationWire.listen(load);
}
