import { html, type TemplateResult } from "lit";
import type { State } from "../../core/state";
import type { Links } from "../links";
import type { LinksState } from "../links-state";

/** The folder of saved files: where it lies, and what lies in it, whoever put it there. */
export function filesTab(_: Links, __: State, { exports }: LinksState): TemplateResult {
  if (!exports) {
    return html`<p class="words">The studio is being asked…</p>`;
  }
  const { folder, files } = exports;
  return html`<p class="words">All that you save lies in this folder at once. Add it to your DAW's browser, and put files there yourself.</p>
    <code class="folder" data-testid="exports-folder">${folder}</code>
    ${files.length === 0
      ? html`<p class="words">It is empty: save a pattern with <kbd>S</kbd>.</p>`
      : html`<ul class="saved" data-testid="exports">${files.map(({ name, url, savedAt, bytes }) => html`<li><a href=${url} download=${name}
          @dragstart=${(event: DragEvent) => drag(event, name, url)} draggable="true">${name}</a>
          <small>${when(savedAt)} · ${bytes < 1000 ? `${bytes} B` : `${Math.round(bytes / 1000)} kB`}</small></li>`)}</ul>`}`;
}

function drag({ dataTransfer }: DragEvent, name: string, path: string): void {
  const url = new URL(path, document.baseURI).href;
  dataTransfer?.setData("DownloadURL", `audio/midi:${name}:${url}`);
  dataTransfer?.setData("text/uri-list", url);
}

function when(savedAt: string): string {
  return new Date(savedAt).toLocaleString([], { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" });
}
