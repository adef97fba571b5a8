import type { Drum } from "../core/grid";
import { FloodGate } from "../core/midi/flood-gate";
import { MidiPort } from "../core/midi/port";
import { memory } from "../core/memory";
import type { Store } from "../core/store";
import type { Drums } from "./drums";
import type { Controller, Learning, LinksState } from "./links-state";
import { Turns } from "./turns";

/** What a MIDI input moves. */
export interface Played {
  /** Something came that is shown by a light. */
  heard(): void;
  /** The row of notes that keys of a channel play; null where that channel plays drums. */
  rowOn(channel: number): Drum | null;
  strike(row: Drum, velocity: number, pitch: number): void;
  /** `share` is 0..1. */
  turn(control: string, share: number): void;
  /** A stroke while taps are counted is one of them; true when it was taken. */
  tap(at: number): boolean;
}

/** The MIDI input that pads, keys and controllers are played on; what it has learned is kept for each device. */
export class Hands {
  /** When it was last heard, in milliseconds of `performance.now()`. */
  lastHeard = -Infinity;
  private readonly gate = new FloodGate();
  private readonly turns: Turns;
  private readonly port: MidiPort;
  private told = 0;

  constructor(
    private readonly store: Store<LinksState>,
    private readonly drums: Drums,
    private readonly played: Played,
  ) {
    this.turns = new Turns((id, share) => played.turn(id, share));
    this.port = new MidiPort(
      (input) => {
        const key = input.kind === "ready" ? input.chosen : null;
        this.drums.useInput(key);
        this.store.set({ input, learning: null, bindings: memory.read<LinksState["bindings"]>(bindingsKey(key)) ?? {} });
      },
      (data, at) => this.hear(data, at),
    );
  }

  /** Takes the input that was used last, or the first there is. */
  async ask(): Promise<void> {
    await this.port.ask(memory.read<string>("midi.input"), "first");
    if (this.port.key) {
      memory.write("midi.input", this.port.key);
    }
  }

  choose(key: string | null): void {
    memory.write("midi.input", key);
    this.port.choose(key);
  }

  /** The next message of the right kind belongs to this; null waits no longer. */
  learn(learning: Learning | null): void {
    this.store.set({ learning });
  }

  forget(control: string): void {
    const { [control]: _, ...bindings } = this.store.state.bindings;
    this.keep(bindings);
  }

  private hear([status = 0, first = 0, second = 0]: Uint8Array, at: number): void {
    const [kind, channel] = [status & 0xf0, status & 0x0f];
    if (kind === 0x90 && second > 0) {
      this.hasHeard(at);
      this.strike(channel, first, second / 127, at);
    } else if (kind === 0xb0 && first < 120) {
      this.hasHeard(at);
      this.control({ channel, number: first }, second / 127);
    }
  }

  private hasHeard(at: number): void {
    this.lastHeard = at;
    this.played.heard();
  }

  private strike(channel: number, pitch: number, velocity: number, at: number): void {
    if (!this.gate.opens(at)) {
      this.tellOfFlood(at);
      return;
    }
    const { learning } = this.store.state;
    if (learning?.kind === "drum") {
      this.drums.assign(pitch, learning.id);
      this.learn(null);
    } else if (this.played.tap(at)) {
      return;
    }
    const row = this.played.rowOn(channel) ?? this.drums.struckBy(pitch);
    if (row) {
      this.played.strike(row, velocity, pitch);
    }
  }

  private control(controller: Controller, share: number): void {
    const { learning, bindings } = this.store.state;
    if (learning?.kind === "control") {
      const others = Object.entries(bindings).filter(([, other]) => !same(other, controller));
      this.keep({ ...Object.fromEntries(others), [learning.id]: controller });
      this.learn(null);
    }
    Object.entries(this.store.state.bindings)
      .filter(([, bound]) => same(bound, controller))
      .forEach(([id]) => this.turns.add(id, share));
  }

  private keep(bindings: LinksState["bindings"]): void {
    this.store.set({ bindings });
    memory.write(bindingsKey(this.port.key), bindings);
  }

  private tellOfFlood(at: number): void {
    if (at - this.told > 1000) {
      this.told = at;
      this.store.set({ dropped: this.gate.dropped });
    }
  }
}

function same(a: Controller, b: Controller): boolean {
  return a.channel === b.channel && a.number === b.number;
}

function bindingsKey(device: string | null): string {
  return `midi.controls.${device ?? ""}`;
}
