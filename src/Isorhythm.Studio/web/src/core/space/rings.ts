import { api } from "../api";
import { Latest } from "../latest";
import type { State } from "../state";
import type { Store } from "../store";

const rest = 180;

/** Asks for the lines of equal heard distance round the head when it has come to rest, in spaces that were trained to be flat. */
export class Rings {
  private asked: State["head"] | null = null;
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private readonly asking = new Latest<State["head"]>((head) => this.ask(head));

  constructor(
    private readonly store: Store<State>,
    private readonly fail: (error: unknown) => void,
  ) {
    store.watch((state) => this.follow(state));
  }

  private follow({ head, model, showsRings, rings, change }: State): void {
    // The shading comes first: the studio draws one thing at a time.
    if (!model?.isFlat || !showsRings || !change || head === this.asked || rings?.at === head) {
      return;
    }
    this.asked = head;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.asking.run(head), rest);
  }

  private async ask(at: State["head"]): Promise<void> {
    const { model, map, head } = this.store.state;
    // Another space may have been opened since: the head is none of its places.
    if (!model?.isFlat || !map || head !== at) {
      return;
    }
    try {
      const contours = await api.contours(model.name, at, map.plane);
      if (this.store.state.head === at && this.store.state.map === map) {
        this.store.set({ rings: { at, contours } });
      }
    } catch (error) {
      this.fail(error);
    }
  }
}
