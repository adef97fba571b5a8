import type { Exporter } from "../core/export";
import type { Instrument } from "../core/instrument";
import type { Layers } from "../core/layers";
import type { Pads } from "../core/pads";
import type { Paths } from "../core/paths";
import type { Snapshots } from "../core/snapshots";
import type { State } from "../core/state";
import type { Store } from "../core/store";
import type { Studio } from "../core/studio";
import type { MidiOut } from "../core/midi/out";

/** What a view is given: the state to show, and the things that can be asked to act. */
export interface App {
  readonly store: Store<State>;
  readonly instrument: Instrument;
  readonly studio: Studio;
  readonly layers: Layers;
  readonly snapshots: Snapshots;
  readonly pads: Pads;
  readonly paths: Paths;
  readonly exporter: Exporter;
  readonly midi: MidiOut;
}

/** The element of the page's skeleton with this id. */
export function host(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) {
    throw new Error(`index.html has no element #${id}.`);
  }
  return element;
}
