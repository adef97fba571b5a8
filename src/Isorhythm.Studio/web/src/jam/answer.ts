import type { Note, Phrase } from "./protocol";

/** What the machine plays, and how it came to it. */
export interface Answer {
  readonly kind: "reply" | "partial" | "variation" | "echo";
  readonly notes: Phrase;
}

/** What there is to answer with when the downbeat comes. */
export interface Stock {
  readonly reply: Phrase | null;
  readonly partial: Phrase | null;
  readonly previous: Phrase | null;
  readonly heard: Phrase;
  readonly hasWaited: boolean;
}

/**
 * What is played from this downbeat: the reply; else the answer to all but the last beat; else a variation of the reply
 * before. Else null: wait one whole bar. After that the player's own phrase comes back varied, for there is never silence.
 */
export function answerFrom(stock: Stock, steps: number): Answer | null {
  if (stock.reply) {
    return { kind: "reply", notes: stock.reply };
  }
  if (stock.partial) {
    return { kind: "partial", notes: stock.partial };
  }
  if (stock.previous) {
    return { kind: "variation", notes: varied(stock.previous, steps) };
  }
  return stock.hasWaited ? { kind: "echo", notes: varied(stock.heard, steps) } : null;
}

/** The same phrase with its halves exchanged, and a little softer: known, but not the same again. */
export function varied(phrase: Phrase, steps: number): Phrase {
  const half = Math.floor(steps / 2);
  return phrase
    .map((note): Note => ({ ...note, step: (note.step + half) % steps, velocity: Math.max(1, Math.round(note.velocity * 0.9)) }))
    .sort((a, b) => a.step - b.step || a.drum - b.drum);
}
