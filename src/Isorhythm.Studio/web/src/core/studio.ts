import { api, isPlayable, type ModelSummary, type SpaceMap, type TrainingView, Unreachable } from "./api";
import { type NamedFile, worthSending } from "./files";
import { listen } from "./hub";
import type { Instrument } from "./instrument";
import type { Layers } from "./layers";
import { memory } from "./memory";
import type { State } from "./state";
import type { Store } from "./store";

const mapSize = 64;
// Notes that are written one after another take a hundred times as long.
const coarseSize = 20;

/** The studio's spaces as the page sees them: opened, imported into, learned, and lost and found again. */
export class Studio {
  /** The space that this page asked for, or found being learned when it came: it opens when it is done. */
  private awaited: string | null = null;
  private shaded: SpaceMap | null = null;

  constructor(
    private readonly store: Store<State>,
    private readonly instrument: Instrument,
    private readonly layers: Layers,
    private readonly fail: (error: unknown) => void,
  ) {
    listen({
      training: (view) => void this.onTraining(view),
      models: () => void this.refresh(),
      connected: (yes) => this.onConnected(yes),
    });
    store.watch(({ model, map, change }) => {
      if (model && map && !change && map !== this.shaded) {
        this.shaded = map;
        void this.attempt(() => this.shade(model));
      }
    });
    void this.refresh();
  }

  /** Reads what the studio has, and opens a space if none is open. */
  async refresh(): Promise<void> {
    await this.attempt(async () => {
      const { models, training, firstStart } = await api.state();
      if (!this.store.state.loaded) {
        // What the first start learns unasked must not take the place of what came with the program and is being played.
        this.awaited = firstStart && models.some(isPlayable) ? null : (training?.name ?? null);
      }
      this.store.set({ models, loaded: true });
      if (training) {
        this.follow(training);
      }
      if (!models.some((model) => model.name === this.store.state.model?.name)) {
        const name = memory.read<string>("model");
        const playable = models.filter(isPlayable);
        await this.openModel(playable.find((model) => model.name === name) ?? playable[0]);
      }
    });
  }

  async open(name: string): Promise<void> {
    await this.attempt(() => this.openModel(this.store.state.models.find((model) => model.name === name)));
  }

  /** Opens a space beside those that sound; one that does not sound yet, if there is one. */
  async openBeside(): Promise<void> {
    const { models, layers, model } = this.store.state;
    const playable = models.filter(isPlayable);
    const sounding = [model?.name, ...layers.map((layer) => layer.name)];
    await this.attempt(() => this.openModel(playable.find((one) => !sounding.includes(one.name)) ?? playable[0], true));
  }

  async import(files: readonly NamedFile[]): Promise<void> {
    if (files.length === 0) {
      return;
    }
    this.store.set({ importing: true, import: null, message: null });
    await this.attempt(async () => this.store.set({ import: await api.import(await Promise.all(files.map(worthSending))) }));
    this.store.set({ importing: false });
  }

  /** Looks for something else to learn in what was dropped. */
  async learnAs(recipe: string): Promise<void> {
    await this.attempt(async () => {
      const { import: answer } = this.store.state;
      if (answer) {
        this.store.set({ import: await api.importFor(answer.id, recipe) });
      }
    });
  }

  /** Puts the head where a dropped file lies in the space that is open. */
  async find(path: string): Promise<void> {
    await this.attempt(async () => {
      const { model, import: answer } = this.store.state;
      if (model && answer) {
        this.instrument.moveHead(await api.find(model.name, answer.id, path), "find");
      }
    });
  }

  closeImport(): void {
    this.store.set({ import: null });
  }

  async train(name: string): Promise<void> {
    const answer = this.store.state.import;
    if (answer) {
      await this.attempt(async () => {
        this.awaited = (await api.train(answer.id, answer.recipe, name)).name;
        this.store.set({ import: null, curve: [] });
      });
    }
  }

  async stop(): Promise<void> {
    await this.attempt(() => api.stopTraining());
  }

  private async openModel(model: ModelSummary | undefined, beside = false): Promise<void> {
    if (model && !isPlayable(model)) {
      throw new Error(model.error ?? `The space ${model.name} cannot be opened.`);
    }
    if (model) {
      const map = await api.map(model.name);
      memory.write("model", model.name);
      if (beside) {
        this.layers.begin();
      }
      this.instrument.open(model, map);
    }
  }

  /** Draws the space that is open on another plane; the sound goes on. */
  async choosePlane(plane: string): Promise<void> {
    await this.attempt(async () => {
      const { model, map } = this.store.state;
      if (model && map) {
        this.instrument.usePlane(await api.map(model.name, plane, map));
      }
    });
  }

  /** Takes a clip as one of three corners; with the third the plane through them is drawn. */
  async addCorner(clip: number): Promise<void> {
    const corners = [...(this.store.state.corners ?? []), clip];
    this.store.set({ corners });
    if (corners.length === 3) {
      this.store.set({ corners: null });
      await this.choosePlane(corners.join());
    }
  }

  chooseCorners(yes: boolean): void {
    this.store.set({ corners: yes ? [] : null });
  }

  /** Puts the head somewhere in the space, or in a genre. */
  async goSomewhere(genre: string | null): Promise<void> {
    await this.attempt(async () => {
      const { model } = this.store.state;
      if (model) {
        this.instrument.moveHead(await api.sample(model.name, genre, Math.floor(Math.random() * 2 ** 31)), genre ?? "somewhere");
      }
    });
  }

  /** The space plays already; its shading comes when the studio has worked it out, and after it what its knobs do and how nearly it is drawn to scale. */
  private async shade(model: ModelSummary): Promise<void> {
    const plane = this.store.state.map?.plane ?? "";
    const isHere = (): boolean => this.store.state.model?.name === model.name && this.store.state.map?.plane === plane;
    const change = await api.change(model.name, model.tracks ? coarseSize : mapSize, plane);
    if (isHere()) {
      this.store.set({ change });
    }
    const isOpen = (): boolean => this.store.state.model?.name === model.name;
    if (!this.store.state.qualities) {
      const qualities = await api.qualities(model.name);
      if (isOpen()) {
        this.store.set({ qualities });
      }
    }
    if (model.isFlat && !this.store.state.flatness) {
      const flatness = await api.flatness(model.name);
      if (isOpen()) {
        this.store.set({ flatness });
      }
    }
  }

  private onConnected(yes: boolean): void {
    const wasLost = !this.store.state.connected;
    this.store.set({ connected: yes });
    if (yes && wasLost) {
      this.store.set({ message: null });
      void this.refresh().then(() => this.instrument.refresh());
    }
  }

  private async onTraining(view: TrainingView): Promise<void> {
    this.follow(view);
    if (view.state === "running") {
      return;
    }
    this.store.set({ training: null });
    if (view.state === "failed") {
      this.store.set({ message: { kind: "error", words: view.sentence } });
      return;
    }
    await this.attempt(async () => {
      const { models } = await api.state();
      this.store.set({ models });
      if (view.name === this.awaited || !this.store.state.model) {
        await this.openModel(models.find((model) => model.name === view.name));
      } else {
        this.store.set({ message: { kind: "note", words: `A new space is ready: ${view.name}. Choose it at the top.` } });
      }
    });
  }

  private follow(view: TrainingView): void {
    const last = this.store.state.curve.at(-1);
    const kept = this.store.state.training?.name === view.name ? this.store.state.curve : [];
    const point = { step: view.step, seconds: view.seconds, train: view.train.total, validation: view.validation?.total ?? null };
    const isNew = view.step > 0 && (kept.length === 0 || last?.step !== view.step);
    this.store.set({ training: view.state === "running" ? view : null, curve: isNew ? [...kept, point] : kept });
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.fail(error);
      if (error instanceof Unreachable) {
        this.store.set({ connected: false });
      }
    }
  }
}
