import { html, render, type TemplateResult } from "lit";
import { classMap } from "lit/directives/class-map.js";
import { guard } from "lit/directives/guard.js";
import { droppedFiles, pickedFiles } from "../core/files";
import type { State } from "../core/state";
import type { App } from "./app";
import { toggleHelp } from "./help";
import { icons } from "./icons";
import { thumbnail } from "./thumbnail";
import { trainingBar } from "./training";

/** The bar at the bottom: bring clips in, go back to what was heard, take rhythms out. While a space is learned, how that goes. */
export function mountBottom(app: App, host: HTMLElement): void {
  let shown: State["history"] = [];
  const drag = { url: "", fileName: "" };
  // A drag that leaves the browser needs its file to lie there before it begins.
  const prepare = async (): Promise<void> => {
    Object.assign(drag, (await app.exporter.point()) ?? { url: "", fileName: "" });
  };
  app.store.watch((state) => {
    host.classList.toggle("learning", state.training !== null && state.model !== null);
    render(
      state.training
        ? state.model
          ? trainingBar(app, state)
          : html``
        : html`${importZone(app, state)}${historyStrip(app, state)}${saving(app, state, prepare, drag)}`,
      host,
    );
    if (state.history !== shown) {
      shown = state.history;
      host.querySelector(".stamp.current")?.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  });
  acceptDrops(app);
}

function importZone(app: App, { importing }: State): TemplateResult {
  const take = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    void app.studio.import(pickedFiles(input.files ?? new DataTransfer().files)).then(() => (input.value = ""));
  };
  return html`<div class="drop" data-testid="import-drop">
    <p>${importing ? "reading your clips…" : html`<b>Drop MIDI clips anywhere</b><span> to make your own space</span>`}</p>
    <label class="button">files…<input type="file" multiple accept=".mid,.midi,.kar,.rmi,audio/midi" data-testid="import-files"
      @change=${take} aria-label="choose MIDI files" /></label>
    <label class="button">folder…<input type="file" webkitdirectory data-testid="import-folder" @change=${take}
      aria-label="choose a folder of MIDI files" /></label>
  </div>`;
}

function historyStrip(app: App, { history, canUndo, canRedo, model }: State): TemplateResult {
  return html`<div class="history" role="group" aria-label="What was done">
    <button class="icon" data-testid="undo" ?disabled=${!canUndo} aria-label="undo" title="undo (Z)" aria-keyshortcuts="Control+Z"
      @click=${() => app.instrument.moments.undo()}><svg viewBox="0 0 24 24"><path d=${icons.undo} /></svg></button>
    <button class="icon" data-testid="redo" ?disabled=${!canRedo} aria-label="redo" title="redo (Shift Z)"
      aria-keyshortcuts="Control+Shift+Z" @click=${() => app.instrument.moments.redo()}>
      <svg viewBox="0 0 24 24"><path d=${icons.redo} /></svg></button>
    <div class="stamps">${guard([history, model], () => history.map(({ item, index, current }) => html`
      <button class=${classMap({ stamp: true, current })} aria-label="${index + 1}: ${item.words}" aria-current=${current}
        title="back to ${index + 1}: ${item.words}" @click=${() => app.instrument.moments.goTo(index)}
        >${model ? thumbnail(item.setting.take?.pattern ?? [], model.grid) : ""}<span>${item.words}</span></button>`))}</div>
  </div>`;
}

function saving(
  app: App,
  { take, recording }: State,
  prepare: () => Promise<void>,
  drag: { url: string; fileName: string },
): TemplateResult {
  const start = (event: DragEvent): void => {
    if (drag.url) {
      const url = new URL(drag.url, document.baseURI).href;
      event.dataTransfer?.setData("DownloadURL", `audio/midi:${drag.fileName}:${url}`);
      event.dataTransfer?.setData("text/uri-list", url);
    }
  };
  return html`<div class="save" role="group" aria-label="Save">
    <button data-testid="save-midi" draggable="true" ?disabled=${!take} aria-keyshortcuts="S"
      title="save the pattern at the head as MIDI (S), or drag it out" @pointerenter=${() => void prepare()} @focus=${() => void prepare()}
      @dragstart=${start} @click=${() => void app.exporter.savePoint()}>
      <svg viewBox="0 0 24 24" class="grip" aria-hidden="true"><path d=${icons.grip} /></svg>save point</button>
    <button data-testid="save-path" class=${classMap({ recording: recording !== null })} aria-pressed=${recording !== null}
      ?disabled=${!take} aria-keyshortcuts="Shift+S" title="record what is heard from the next bar, press again to save it as MIDI (Shift S)"
      @click=${() => void app.exporter.toggleRecording()}><i class="dot"></i>${recordingWords(recording)}</button>
    <a class="button" href="#jam" data-testid="jam" aria-keyshortcuts="J" title="trade bars with the machine (J)">jam</a>
    <button class="icon" aria-label="keys" title="the keys (?)" data-testid="help" @click=${toggleHelp}>?</button>
  </div>`;
}

function recordingWords(recording: State["recording"]): string {
  if (!recording) {
    return "record";
  }
  return recording.bars === 0 ? "waits for the bar" : `save ${recording.bars} ${recording.bars === 1 ? "bar" : "bars"}`;
}

/** Clips may fall anywhere on the page. */
function acceptDrops(app: App): void {
  const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
  addEventListener("dragover", (event) => {
    if (hasFiles(event)) {
      event.preventDefault();
      document.body.classList.add("dropping");
    }
  });
  addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) {
      document.body.classList.remove("dropping");
    }
  });
  addEventListener("drop", (event) => {
    document.body.classList.remove("dropping");
    if (event.dataTransfer && hasFiles(event)) {
      event.preventDefault();
      void droppedFiles(event.dataTransfer).then((files) => app.studio.import(files));
    }
  });
}
