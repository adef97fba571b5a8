import type { Drum, Role } from "../core/grid";

export const ink = {
  text: "#ece7dc",
  quiet: "#8d938f",
  accent: "#ffb000",
} as const;

/** A drum's colour and glyph, the same wherever it appears. The colours are Okabe and Ito's, safe for colour-blind eyes. */
export interface Mark {
  readonly colour: string;
  /** An SVG path in a box of 16 by 16. */
  readonly glyph: string;
}

const star =
  "M7 1h2v4.6l3.6-2.9 1.2 1.6L10 7l3.8 2.7-1.2 1.6L9 8.4V15H7V8.4l-3.6 2.9-1.2-1.6L6 7 2.2 4.3l1.2-1.6L7 5.6z";

const marks: readonly [RegExp, Mark][] = [
  [/kick|bass/, { colour: "#E69F00", glyph: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2z" }],
  [/snare/, { colour: "#56B4E9", glyph: "M2.5 2.5h11v11h-11z" }],
  [/open/, { colour: "#F0E442", glyph: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zm0 3a3 3 0 1 1 0 6 3 3 0 0 1 0-6z" }],
  [/hat|pedal/, { colour: "#009E73", glyph: "M2 4.1 4.1 2 8 5.9 11.9 2 14 4.1 10.1 8l3.9 3.9-2.1 2.1L8 10.1 4.1 14 2 11.9 5.9 8z" }],
  [/low.*tom|floor/, { colour: "#0072B2", glyph: "M1.5 3h13L8 14z" }],
  [/mid.*tom/, { colour: "#D55E00", glyph: "M8 1.5 14.5 8 8 14.5 1.5 8z" }],
  [/tom/, { colour: "#CC79A7", glyph: "M8 2l6.5 11h-13z" }],
  [/clap|crash|cymbal/, { colour: "#999999", glyph: star }],
];
const note = "M6 1.5 13 3v2.6L8 4.5V11a3 3 0 1 1-2-2.8z";
const voices: Record<Role, Mark> = {
  melody: { colour: "#56B4E9", glyph: note },
  bass: { colour: "#E69F00", glyph: "M2 11.5 14 9v3.5L2 15zM6.8 1h2.4v8.5H6.8z" },
  keys: { colour: "#CC79A7", glyph: "M2 2.5h3.2v11H2zM6.4 2.5h3.2v11H6.4zM10.8 2.5H14v11h-3.2z" },
  strings: { colour: "#009E73", glyph: "M1 5c3-4 5-4 7 0s4 4 7 0v3c-3 4-5 4-7 0s-4-4-7 0zM1 11h14v2H1z" },
};
const other: Mark = { colour: "#B5E2A0", glyph: "M1.5 6.2h13v3.6h-13z" };

export function markOf(drum: Drum): Mark {
  if (drum.role) {
    return voices[drum.role];
  }
  const name = drum.name.toLowerCase();
  return marks.find(([pattern]) => pattern.test(name))?.[1] ?? other;
}

/** The keys that mute the parts, in their order. T is the tap. */
export const muteKeys = ["q", "w", "e", "r", "y", "u", "i", "o", "p"];
