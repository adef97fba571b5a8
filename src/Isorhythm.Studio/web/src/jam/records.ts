import { memory } from "../core/memory";
import type { Phrase } from "./protocol";

interface Pending {
  readonly number: number;
  readonly notes: Phrase;
}

interface Record {
  readonly session: string;
  readonly token: string | null;
  readonly pending: readonly Pending[];
}

/** What remembers a value by a name; the page's memory is one. */
export interface Shelf {
  read<T>(key: string): T | null;
  write(key: string, value: unknown): void;
}

const shelfKey = "jam.sessions";
const remembered = 8;
const longestPending = 64;

/** What this browser must know to come back to its sessions: their tokens, and the phrases that were not answered yet. */
export class Records {
  constructor(private readonly shelf: Shelf = memory) {}

  token(session: string): string | null {
    return this.of(session).token;
  }

  keepToken(session: string, token: string): void {
    this.keep({ ...this.of(session), token });
  }

  pending(session: string): readonly Pending[] {
    return this.of(session).pending;
  }

  addPending(session: string, number: number, notes: Phrase): void {
    const others = this.pending(session).filter((phrase) => phrase.number !== number);
    this.keep({ ...this.of(session), pending: [...others, { number, notes }].slice(-longestPending) });
  }

  dropPending(session: string, number: number): void {
    const record = this.of(session);
    if (record.pending.some((phrase) => phrase.number === number)) {
      this.keep({ ...record, pending: record.pending.filter((phrase) => phrase.number !== number) });
    }
  }

  private of(session: string): Record {
    return this.all().find((record) => record.session === session) ?? { session, token: null, pending: [] };
  }

  private keep(record: Record): void {
    const others = this.all().filter((other) => other.session !== record.session);
    this.shelf.write(shelfKey, [...others, record].slice(-remembered));
  }

  private all(): readonly Record[] {
    return this.shelf.read<Record[]>(shelfKey) ?? [];
  }
}
