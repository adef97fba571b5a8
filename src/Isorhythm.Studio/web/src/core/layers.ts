import type { Instrument, Parked } from "./instrument";
import type { Player } from "./player";
import type { State } from "./state";
import type { Store } from "./store";

/** Spaces that sound together on one clock. One of them is on the map; the others play on as they were left. */
export class Layers {
  private readonly parked = new Map<number, Parked>();
  private next = 1;

  constructor(
    private readonly store: Store<State>,
    private readonly instrument: Instrument,
  ) {}

  /** Leaves the space on the map as it sounds, and makes room for another beside it. */
  begin(): void {
    const { layers, layer, model } = this.store.state;
    const id = this.next++;
    const all = layers.length > 0 ? layers : [{ id: layer, name: model?.name ?? "", silent: false }];
    this.parked.set(layer, this.instrument.park());
    this.instrument.begin();
    this.store.set({ layers: [...this.named(all), { id, name: "", silent: false }], layer: id });
  }

  /** The space that sounds with this player beside the one on the map, as it was left. */
  besideOf(player: Player): Parked | undefined {
    return [...this.parked.values()].find((parked) => parked.player === player);
  }

  select(id: number): void {
    const { layer, layers } = this.store.state;
    const wanted = this.parked.get(id);
    if (id !== layer && wanted) {
      this.parked.set(layer, this.instrument.park());
      this.parked.delete(id);
      this.store.set({ layers: this.named(layers), layer: id });
      this.instrument.take(wanted);
    }
  }

  /** The last one stays. */
  close(id: number): void {
    const { layer, layers } = this.store.state;
    const other = layers.find((one) => one.id !== id);
    if (!other) {
      return;
    }
    if (id === layer) {
      this.select(other.id);
    }
    const gone = this.parked.get(id);
    if (gone) {
      this.parked.delete(id);
      this.instrument.playback.remove(gone.player);
      this.store.set({ layers: this.store.state.layers.filter((one) => one.id !== id) });
    }
  }

  toggleSilent(id: number): void {
    const { layer, layers } = this.store.state;
    const player = id === layer ? this.instrument.playback.player : this.parked.get(id)?.player;
    if (player) {
      player.silent = !player.silent;
      this.store.set({ layers: layers.map((one) => (one.id === id ? { ...one, silent: player.silent } : one)) });
    }
  }

  /** The space on the map may be another than when its layer was made. */
  private named(layers: State["layers"]): State["layers"] {
    const { layer, model } = this.store.state;
    return layers.map((one) => (one.id === layer ? { ...one, name: model?.name ?? one.name } : one));
  }
}
