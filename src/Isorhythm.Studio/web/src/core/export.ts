import { api, type ExportAnswer, type Place } from "./api";
import { decodedAt, takeOf } from "./decoder";
import type { Pattern } from "./grid";
import type { Groove } from "./groove";
import { Recording } from "./recording";
import type { Instrument } from "./instrument";
import type { State } from "./state";
import type { Store } from "./store";
import { nearest } from "./space/nearest";
import type { Take } from "./take";

/** Saves what is heard as MIDI files: the pattern at the head, or a recorded path. */
export class Exporter {
  private recording: Recording | null = null;
  private written: { take: Take; muted: readonly boolean[]; tempo: number; groove: Groove; file: Promise<ExportAnswer | null> } | null = null;

  constructor(
    private readonly store: Store<State>,
    private readonly instrument: () => Instrument,
    private readonly fail: (error: unknown) => void,
  ) {}

  /** Writes the head's pattern, without what is muted, and says where it lies; null when that failed. The same is written once. */
  async point(): Promise<ExportAnswer | null> {
    const { take, muted, tempo, groove } = this.store.state;
    if (!take) {
      return null;
    }
    const { written } = this;
    if (written?.take !== take || written.muted !== muted || written.tempo !== tempo || written.groove !== groove) {
      const file = this.write(this.name("near"), [take.pattern.filter((hit) => !muted[hit.drum])]);
      this.written = { take, muted, tempo, groove, file };
    }
    const file = await this.written?.file;
    if (!file) {
      this.written = null;
    }
    return file ?? null;
  }

  async savePoint(): Promise<void> {
    download(await this.point());
  }

  /** Saves what lies at some places of the space, put together by `patterns`. */
  async savePlaces(name: string, patterns: (patternAt: (place: Place) => Promise<Pattern>) => Promise<readonly Pattern[]>): Promise<void> {
    const { state } = this.store;
    const { model } = state;
    if (!model) {
      return;
    }
    const patternAt = async (place: Place): Promise<Pattern> => takeOf(place, await decodedAt(model, place, state), model.grid, state).pattern;
    try {
      const heard = (await patterns(patternAt)).map((pattern) => pattern.filter((hit) => !state.muted[hit.drum]));
      download(await this.write(name, heard));
    } catch (error) {
      this.fail(error);
    }
  }

  /** Arms the recording of a path, or ends it and saves what was heard. */
  async toggleRecording(): Promise<void> {
    const { recording } = this;
    if (!recording) {
      this.recording = new Recording(this.instrument().grid);
      this.store.set({ recording: { bars: 0 } });
      if (!this.store.state.playing) {
        await this.instrument().togglePlay();
      }
      return;
    }
    this.recording = null;
    this.store.set({ recording: null });
    if (recording.bars > 0) {
      download(await this.write(this.name(`path of ${recording.bars} bars from`), recording.patterns));
    }
  }

  hear(step: number, hits: Pattern): void {
    const { recording } = this;
    if (recording) {
      recording.hear(step, hits);
      if (recording.bars !== this.store.state.recording?.bars) {
        this.store.set({ recording: { bars: recording.bars } });
      }
    }
  }

  private name(what: string): string {
    const { model, map, head } = this.store.state;
    return `${what} ${nearest(head, map)?.clip.name ?? model?.name ?? "rhythm"}`;
  }

  private async write(name: string, patterns: readonly Pattern[]): Promise<ExportAnswer | null> {
    const { model, tempo, groove } = this.store.state;
    try {
      return model && (await api.export(model, name, { tempo, groove }, patterns));
    } catch (error) {
      this.fail(error);
      return null;
    }
  }
}

function download(file: ExportAnswer | null): void {
  if (file) {
    const link = document.createElement("a");
    link.href = file.url;
    link.download = file.fileName;
    link.click();
  }
}
