import type { Clip } from "../../core/api";

/** A folder of clips on the map: its name, and the clip that lies most in its middle. */
export interface Zone {
  readonly name: string;
  readonly middle: Clip;
  readonly clips: number;
}

const fewest = 3;

/**
 * The folders that the clips came from, largest first, as a map names its regions. A space from one folder, or from
 * loose files, has none.
 */
export function zonesOf(clips: readonly Clip[]): Zone[] {
  const folders = new Map<string, Clip[]>();
  for (const clip of clips) {
    const folder = clip.source.split(/[\\/]/).at(-2) ?? "";
    folders.set(folder, [...(folders.get(folder) ?? []), clip]);
  }
  if (folders.size < 2) {
    return [];
  }
  return [...folders]
    .filter(([name, members]) => name !== "" && members.length >= fewest)
    .map(([name, members]) => ({ name, middle: middleOf(members), clips: members.length }))
    .sort((a, b) => b.clips - a.clips);
}

/** The member with the shortest way to all others: strays cannot pull it out of the crowd as they would a mean. */
function middleOf(members: readonly Clip[]): Clip {
  const far = (clip: Clip): number => members.reduce((sum, other) => sum + Math.hypot(clip.x - other.x, clip.y - other.y), 0);
  return members.reduce((best, clip) => (far(clip) < far(best) ? clip : best));
}
