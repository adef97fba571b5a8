import type { JamListener } from "../core/hub";
import { type Heard, type Joined, type Phrase, type Reply, type Said, type Turn, understood } from "./protocol";
import type { Records } from "./records";

/** The socket as the jam needs it. */
export interface Wire {
  say(message: Said): Promise<void>;
  listen(listener: JamListener): () => void;
}

export interface LineEvents {
  joined(joined: Joined): void;
  reply(reply: Reply): void;
  turn(turn: Turn): void;
  error(words: string): void;
  connected(yes: boolean): void;
}

export interface Invitation {
  readonly session: string;
  readonly model: string;
  readonly bpm: number;
  readonly bars: number;
  readonly watch: boolean;
}

export const noJam = "The studio did not take that. The music goes on.";

/**
 * The line to the studio for one session. A lost socket, a reloaded page and a restarted studio come back to the same
 * session; phrases without an answer are sent again, and their numbers keep them from counting twice.
 */
export class Line {
  private connected = false;
  private joined = false;
  /** The number of the phrase that is sent again now. */
  private resent: number | null = null;
  private invitation: Invitation | null = null;
  private readonly hangUp: () => void;

  constructor(
    private readonly wire: Wire,
    private readonly records: Records,
    private readonly events: LineEvents,
  ) {
    this.hangUp = wire.listen({ heard: (message) => this.heard(message), connected: (yes) => this.onConnected(yes) });
  }

  join(invitation: Invitation): void {
    this.invitation = invitation;
    this.joined = false;
    if (this.connected) {
      this.sayJoin();
    }
  }

  phrase(number: number, notes: Phrase, partial: boolean): void {
    const { invitation } = this;
    if (!invitation || invitation.watch) {
      return;
    }
    if (!partial) {
      this.records.addPending(invitation.session, number, notes);
    }
    if (this.joined) {
      this.say({ type: "phrase", number, notes, ...(partial ? { partial: true as const } : {}) });
    }
  }

  set(sigma: number, drift: number): void {
    if (this.joined) {
      this.say({ type: "set", sigma, drift });
    }
  }

  leave(): void {
    if (this.joined) {
      this.say({ type: "leave" });
    }
    this.joined = false;
    this.invitation = null;
    this.hangUp();
  }

  private onConnected(yes: boolean): void {
    const isNews = yes !== this.connected;
    this.connected = yes;
    this.joined &&= yes;
    this.events.connected(yes);
    if (yes && isNews && this.invitation) {
      this.sayJoin();
    }
  }

  private sayJoin(): void {
    if (!this.invitation) {
      return;
    }
    const { watch, ...join } = this.invitation;
    const token = this.records.token(join.session);
    this.say({ type: "join", ...join, ...(token && !watch ? { token } : {}), ...(watch ? { watch } : {}) });
  }

  private heard(message: unknown): void {
    const heard = understood(message);
    if (heard && this.invitation) {
      this.take(heard);
    }
  }

  private take(heard: Heard): void {
    switch (heard.type) {
      case "joined":
        this.onJoined(heard);
        break;
      case "reply":
        this.events.reply(heard);
        if (!heard.partial) {
          this.settle(heard.number);
        }
        break;
      case "turn":
        this.events.turn(heard);
        break;
      case "error":
        // A phrase that is refused a second time would be refused for ever.
        if (this.resent !== null) {
          this.settle(this.resent);
        }
        this.events.error(heard.message);
        break;
    }
  }

  private onJoined(joined: Joined): void {
    const session = this.invitation?.session ?? "";
    if (joined.session.toLowerCase() !== session.toLowerCase()) {
      return;
    }
    this.joined = true;
    if (joined.token) {
      this.records.keepToken(session, joined.token);
    }
    joined.turns.forEach((turn) => this.records.dropPending(session, turn.number));
    this.events.joined(joined);
    this.resend();
  }

  /** One at a time: what gathered while the studio was away must not come as a flood. */
  private resend(): void {
    const first = this.invitation && !this.invitation.watch ? this.records.pending(this.invitation.session)[0] : undefined;
    this.resent = first?.number ?? null;
    if (first) {
      this.say({ type: "phrase", ...first });
    }
  }

  private settle(number: number): void {
    if (this.invitation) {
      this.records.dropPending(this.invitation.session, number);
    }
    if (this.resent === number) {
      this.resend();
    }
  }

  private say(message: Said): void {
    this.wire.say(message).catch(() => {
      // A socket that breaks under a message is told apart from a studio that refuses it: the former mends itself.
      if (this.connected) {
        this.events.error(noJam);
      }
    });
  }
}
