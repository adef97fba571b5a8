/** A file with its path inside whatever was dropped or chosen. */
export interface NamedFile {
  readonly path: string;
  readonly file: File;
}

const suspicious = 1 << 20;

/**
 * What has to be sent of a file so that the studio can judge it. A clip is small: of something large that does not begin
 * as MIDI does (a recording in the same folder), its first kilobyte is enough to say so.
 */
export async function worthSending({ path, file }: NamedFile): Promise<{ path: string; file: Blob }> {
  if (file.size > suspicious) {
    const mark = await file.slice(0, 4).text();
    if (mark !== "MThd" && mark !== "RIFF") {
      return { path, file: file.slice(0, 1024) };
    }
  }
  return { path, file };
}

/** Files of a file or folder picker. */
export function pickedFiles(list: FileList): NamedFile[] {
  return [...list].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/** Everything that was dropped, folders walked to their leaves. Must be called within the drop event. */
export async function droppedFiles(transfer: DataTransfer): Promise<NamedFile[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.() ?? null);
  if (entries.every((entry) => entry === null)) {
    return pickedFiles(transfer.files);
  }
  const found = await Promise.all(entries.map((entry) => (entry ? walk(entry) : [])));
  return found.flat();
}

async function walk(entry: FileSystemEntry): Promise<NamedFile[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    return [{ path: entry.fullPath.replace(/^\//, ""), file }];
  }
  const children = await readAll((entry as FileSystemDirectoryEntry).createReader());
  const found = await Promise.all(children.map(walk));
  return found.flat();
}

/** A directory reader gives its entries in batches, and an empty batch at the end. */
async function readAll(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const all: FileSystemEntry[] = [];
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (batch.length === 0) {
      return all;
    }
    all.push(...batch);
  }
}
