import type { App } from "../views/app";
import { placeOf } from "./names";
import type { Room } from "./room";

/** The way into the jam: the page's address says whether it is entered, and its code comes only then. */
export function mountDoor(app: App): void {
  let room: Promise<Room> | null = null;
  const look = async (): Promise<void> => {
    const place = placeOf(location.hash);
    if (place) {
      room ??= import("./room").then(({ Room }) => new Room(app));
      const entered = await room;
      whenLoaded(app, () => placeOf(location.hash) && entered.enter(place));
    } else if (room) {
      (await room).leave();
    }
  };
  addEventListener("hashchange", () => void look());
  void look();
}

/** A link into a jam may come before the studio has told its spaces. */
function whenLoaded(app: App, then: () => void): void {
  let waiting = true;
  app.store.watch(({ loaded }) => {
    if (loaded && waiting) {
      waiting = false;
      then();
    }
  });
}
