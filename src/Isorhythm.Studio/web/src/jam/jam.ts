import { jamWire } from "../core/hub";
import { memory } from "../core/memory";
import { drumOf, pitchOf } from "../core/midi/drum-map";
import { drumMemory } from "../core/midi/drum-memory";
import { MidiInputs } from "../core/midi/input";
import type { MidiPlayer } from "../core/midi/player";
import { Store } from "../core/store";
import { limitTempo } from "../core/tap";
import { Duel } from "./duel";
import { initialJam, type JamState } from "./jam-state";
import { Lean, type Source } from "./lean";
import { Line, type Wire } from "./line";
import { sessionName } from "./names";
import type { Measure } from "./parts";
import type { Joined, Phrase, Reply, Turn } from "./protocol";
import { Records } from "./records";
import { Band } from "./sound/band";
import { type Performance, Watched } from "./watched";

/** A stroke that was handed to the audio clock, for tests and for the curious. */
interface Scheduled {
  readonly time: number;
  readonly drum: number;
  readonly velocity: number;
}

const rememberedStrokes = 600;
const settleAfter = 60;
const restAfter = 700;
const patienceMargin = 0.004;

/** A jam as the page has it: the duel, the band that sounds it, the line to the studio, and what the player turns. */
export class Jam {
  readonly store = new Store<JamState>(initialJam);
  readonly scheduled: Scheduled[] = [];
  readonly inputs: MidiInputs;
  private duel: Duel;
  private watched = new Watched();
  private band: Band | null = null;
  private line: Line | null = null;
  private readonly lean = new Lean();
  private readonly sent = new Map<number, Phrase>();
  private settling: ReturnType<typeof setTimeout> | undefined;
  private tempoSettling: ReturnType<typeof setTimeout> | undefined;
  private readonly struckListeners = new Set<(drum: number) => void>();

  constructor(
    private readonly midi: MidiPlayer,
    private readonly volume: () => number,
    private readonly wire: Wire = jamWire,
    private readonly records = new Records(),
  ) {
    this.recall();
    this.duel = this.newDuel();
    this.inputs = new MidiInputs(
      (input) => this.store.set({ input }),
      ({ pitch, velocity, at }) => {
        const drum = drumOf(pitch, this.state.drums, drumMemory.notesIn(this.inputs.key));
        if (drum !== null && this.state.open && !this.state.watching) {
          this.strike("midi", drum, velocity, at);
        }
      },
    );
    const ticker = new Worker(new URL("./ticker.worker.ts", import.meta.url), { type: "module" });
    ticker.onmessage = () => this.band && this.duel.pump(this.band.now);
  }

  get state(): Readonly<JamState> {
    return this.store.state;
  }

  get performance(): Performance {
    return this.state.watching ? this.watched : this.duel;
  }

  get lateAnswers(): number {
    return this.duel.lateAnswers;
  }

  /** Seconds of the clock that the performance runs on, as the eye should see it: with what is heard. */
  get time(): number {
    if (this.state.watching || !this.band) {
      return performance.now() / 1000;
    }
    return this.band.ears.timeAt(performance.now());
  }

  /** Calls back with every stroke of the player's. */
  onStrike(listener: (drum: number) => void): void {
    this.struckListeners.add(listener);
  }

  enter(session: string, model: string, watching: boolean): void {
    this.leaveSession();
    this.store.set({ open: true, watching, model, session: session || sessionName(), joined: false, refused: false, message: null });
    this.line = new Line(this.wire, this.records, {
      joined: (joined) => this.onJoined(joined),
      reply: (reply) => this.onReply(reply),
      turn: (turn) => this.onTurn(turn),
      error: (words) => this.store.set({ message: { kind: "error", words }, refused: !this.state.joined }),
      connected: (connected) => this.store.set({ connected, joined: this.state.joined && connected }),
    });
    this.rejoin();
    void this.askAgain();
  }

  leave(): void {
    this.stop();
    this.leaveSession();
    this.band?.close();
    this.band = null;
    this.store.set({ open: false, projecting: false });
  }

  async toggle(): Promise<void> {
    await (this.state.running ? this.stop() : this.start());
  }

  stop(): void {
    this.duel.stop();
    this.band?.choke();
    this.store.set({ running: false });
  }

  /** A stroke of the player's; `at` in milliseconds of `performance.now()`. It sounds at once and is written down where it was meant. */
  strike(source: Source, drum: number, velocity: number, at: number): void {
    const band = this.wake();
    if (this.state.sounds) {
      band.strikeNow(drum, velocity);
    }
    this.struckListeners.forEach((listener) => listener(drum));
    if (this.state.source !== source) {
      this.store.set({ source, lean: this.lean.of(source) });
    }
    if (this.duel.running) {
      const time = band.ears.timeAt(at) - this.state.latency[source] / 1000;
      this.duel.strike({ drum, velocity, time });
      this.noteLean(source, time);
    }
  }

  setBpm(wanted: number): void {
    const bpm = limitTempo(wanted);
    memory.write("jam.bpm", bpm);
    this.change({ bpm });
    // A session is written down with the tempo that it was begun at: one that has no turn yet is begun anew.
    if (!this.state.running && this.state.turns.length === 0) {
      clearTimeout(this.tempoSettling);
      this.tempoSettling = setTimeout(() => this.beginAnew(), restAfter);
    }
  }

  /** Another jam, with everything else as it is. */
  beginAnew(): void {
    this.begin({});
  }

  /** Another length of the turns, or another model, is another session: its points would not lie in the same space. */
  setBars(bars: number): void {
    memory.write("jam.bars", bars);
    this.begin({ bars });
  }

  setModel(model: string): void {
    this.begin({ model });
  }

  setSigma(sigma: number): void {
    this.turn({ sigma });
  }

  setDrift(drift: number): void {
    this.turn({ drift });
  }

  setClicks(clicks: boolean): void {
    memory.write("jam.clicks", clicks);
    this.store.set({ clicks });
  }

  setSounds(sounds: boolean): void {
    memory.write("jam.sounds", sounds);
    this.store.set({ sounds });
  }

  setLatency(source: Source, milliseconds: number): void {
    const latency = { ...this.state.latency, [source]: Math.min(300, Math.max(0, Math.round(milliseconds))) };
    memory.write("jam.latency", latency);
    this.lean.forget(source);
    this.store.set({ latency, lean: null });
    this.duel.patience = this.patience;
  }

  /** Takes what the player's strokes have in common off the timing of their instrument. */
  takeOutLean(): void {
    const { source, lean, latency } = this.state;
    if (lean !== null) {
      this.setLatency(source, latency[source] + lean);
    }
  }

  setChannel(channel: number | null): void {
    memory.write("jam.channel", channel);
    this.store.set({ channel });
    if (this.band) {
      this.band.channel = channel;
    }
  }

  async askMidi(): Promise<void> {
    await this.inputs.ask(memory.read<string>("midi.input"));
  }

  /** A kit that was chosen before is connected again, where the browser allows it without a question. */
  private async askAgain(): Promise<void> {
    if (this.state.input.kind !== "asleep" || this.state.watching || memory.read<string>("midi.input") === null) {
      return;
    }
    const permission = await navigator.permissions?.query({ name: "midi" as PermissionName }).catch(() => null);
    if (permission?.state === "granted") {
      await this.askMidi();
    }
  }

  chooseInput(key: string | null): void {
    memory.write("midi.input", key);
    this.inputs.choose(key);
  }

  private get measure(): Measure {
    const { bpm, bars, stepsPerQuarter } = this.state;
    return { bpm, bars, stepsPerQuarter };
  }

  /** Longer than any instrument's latency, or a phrase would close before its last stroke is told. */
  private get patience(): number {
    return this.state.latency[this.state.source] / 1000 + patienceMargin;
  }

  private recall(): void {
    this.store.set({
      bpm: memory.read<number>("jam.bpm") ?? initialJam.bpm,
      bars: memory.read<number>("jam.bars") ?? initialJam.bars,
      clicks: memory.read<boolean>("jam.clicks") ?? true,
      sounds: memory.read<boolean>("jam.sounds") ?? true,
      latency: { ...initialJam.latency, ...memory.read<JamState["latency"]>("jam.latency") },
      channel: memory.read<number>("jam.channel"),
    });
  }

  private newDuel(): Duel {
    const duel = new Duel(this.measure, {
      click: (time, isDownbeat) => this.state.clicks && this.band?.click(time, isDownbeat),
      strike: ({ drum, velocity }, time) => {
        this.band?.strikeMachine(drum, velocity / 127, time);
        this.scheduled.push({ time, drum, velocity: velocity / 127 });
        this.scheduled.splice(0, this.scheduled.length - rememberedStrokes);
      },
      send: (number, notes, partial) => {
        this.sent.set(number, notes);
        this.line?.phrase(number, notes, partial);
      },
    });
    duel.patience = this.patience;
    return duel;
  }

  private wake(): Band {
    if (!this.band) {
      this.band = new Band(this.state.drums, this.midi);
      this.band.volume = this.volume();
      this.band.channel = this.state.channel;
    }
    void this.band.context.resume();
    return this.band;
  }

  private async start(): Promise<void> {
    if (this.tempoSettling !== undefined) {
      this.beginAnew();
    }
    const band = this.wake();
    const patience = new Promise<void>((resolve) => setTimeout(resolve, 3000));
    await Promise.race([band.context.resume(), patience]);
    if (band.context.state !== "running") {
      this.store.set({ message: { kind: "error", words: "The browser gives no sound. Check that the computer has an output device, then start again." } });
      return;
    }
    this.duel.use(this.measure);
    this.duel.patience = this.patience;
    this.duel.start(band.now, (this.state.turns.at(-1)?.number ?? 0) + 1);
    this.store.set({ running: true, message: null });
  }

  private leaveSession(): void {
    clearTimeout(this.tempoSettling);
    this.tempoSettling = undefined;
    this.line?.leave();
    this.line = null;
    this.sent.clear();
    this.watched = new Watched();
    this.duel.stop();
    this.duel = this.newDuel();
    this.store.set({ running: false, joined: false, turns: [], cloud: [], milliseconds: null, lateAnswers: 0 });
  }

  private rejoin(): void {
    const { session, model, bpm, bars, watching } = this.state;
    this.line?.join({ session, model, bpm, bars, watch: watching });
  }

  private begin(patch: Partial<JamState>): void {
    this.store.set(patch);
    this.enter("", this.state.model, false);
  }

  private change(patch: Partial<JamState>): void {
    this.store.set(patch);
    this.duel.use(this.measure);
  }

  private turn(patch: Partial<JamState>): void {
    this.store.set(patch);
    this.settle(() => this.line?.set(this.state.sigma, this.state.drift));
  }

  /** A turned knob tells the studio where it came to rest, and not every place on the way. */
  private settle(tell: () => void): void {
    clearTimeout(this.settling);
    this.settling = setTimeout(tell, settleAfter);
  }

  private onJoined(joined: Joined): void {
    const isNew = !this.state.joined && this.state.turns.length === 0;
    const turns = joined.turns.length >= this.state.turns.length ? joined.turns : this.state.turns;
    this.store.set({
      joined: true,
      refused: false,
      model: joined.model || this.state.model,
      turns,
      cloud: joined.cloud.length > 0 ? joined.cloud : this.state.cloud,
      stepsPerQuarter: joined.stepsPerQuarter,
      drums: joined.drums.length > 0 ? joined.drums.map((name) => ({ name, pitch: pitchOf(name) })) : this.state.drums,
      ...(isNew ? { bpm: joined.bpm, bars: joined.bars, sigma: joined.sigma, drift: joined.drift } : {}),
    });
    this.duel.use(this.measure);
    this.band?.useDrums(this.state.drums);
    if (!isNew) {
      this.line?.set(this.state.sigma, this.state.drift);
    }
  }

  private onReply(reply: Reply): void {
    this.duel.hear(reply.number, reply.notes, reply.partial, this.band?.now ?? 0);
    if (reply.partial) {
      return;
    }
    const turn: Turn = { number: reply.number, notes: this.sent.get(reply.number) ?? [], reply: reply.notes, human: reply.human, machine: reply.machine };
    this.store.set({ milliseconds: reply.milliseconds, lateAnswers: this.duel.lateAnswers });
    this.addTurn(turn);
  }

  private onTurn(turn: Turn): void {
    if (this.state.watching) {
      this.watched.see(turn, this.measure, performance.now() / 1000);
    }
    this.addTurn(turn);
  }

  private addTurn(turn: Turn): void {
    const others = this.state.turns.filter(({ number }) => number !== turn.number);
    this.store.set({ turns: [...others, turn].sort((a, b) => a.number - b.number) });
  }

  private noteLean(source: Source, time: number): void {
    const moment = this.duel.momentAt(time);
    if (moment?.part.who === "human") {
      const sixteenth = 15 / moment.part.bpm;
      const position = (time - moment.part.start) / sixteenth;
      this.lean.add(source, (position - Math.round(position)) * sixteenth);
      this.store.set({ lean: this.lean.of(source) });
    }
  }
}
