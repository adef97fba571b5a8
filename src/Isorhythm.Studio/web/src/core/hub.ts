import { HttpTransportType, type HubConnection, HubConnectionBuilder, LogLevel } from "@microsoft/signalr";
import type { EvaluationView } from "../about/evaluation";
import type { TrainingView } from "./api";

export interface HubListener {
  training(view: TrainingView): void;
  models(): void;
  /** True once the studio is heard, also after it was away; false when it goes. */
  connected(yes: boolean): void;
}

/** What the jam hears over the same socket. */
export interface JamListener {
  heard(message: unknown): void;
  connected(yes: boolean): void;
}

let socket: HubConnection | null = null;
const jams = new Set<JamListener>();

/** The jam's end of the socket. What is said while the studio is away is refused. */
export const jamWire = {
  async say(message: object): Promise<void> {
    await socket?.invoke("Jam", message);
  },

  /** Tells at once whether the studio is there. Returns how to listen no longer. */
  listen(listener: JamListener): () => void {
    jams.add(listener);
    listener.connected(socket?.state === "Connected");
    return () => jams.delete(listener);
  },
};

/** What the studio tells whoever connects it with other programs. */
export interface LinksListener {
  osc(event: unknown): void;
  link(state: unknown): void;
  exports(): void;
}

const linked = new Set<LinksListener>();

/** The end of the socket that connections with other programs use. What is said while the studio is away is lost. */
export const linksWire = {
  say(order: object): void {
    if (socket?.state === "Connected") {
      socket.send("Osc", order).catch(() => undefined);
    }
  },

  listen(listener: LinksListener): void {
    linked.add(listener);
  },
};

/** Ableton Link's part of it. */
export const linkWire = {
  say(order: object): void {
    if (socket?.state === "Connected") {
      socket.send("Link", order).catch(() => undefined);
    }
  },

  async time(): Promise<number> {
    if (socket?.state !== "Connected") {
      throw new Error("The studio is away.");
    }
    return socket.invoke<number>("LinkTime");
  },
};

const measuring = new Set<(view: EvaluationView) => void>();

/** How the measuring of a space goes. */
export const evaluationWire = {
  listen(listener: (view: EvaluationView) => void): void {
    measuring.add(listener);
  },
};

const retryAfter = [250, 500, 1000, 2000];
/** Milliseconds without a sign of the studio, which gives one every two seconds, after which the line is dead. */
const silence = 8_000;

/** Listens to the studio for as long as the page lives; a lost studio is tried again for ever. */
export function listen(listener: HubListener): void {
  const hub = new HubConnectionBuilder()
    .withUrl(new URL("hub", document.baseURI).href, { transport: HttpTransportType.WebSockets, skipNegotiation: true })
    .configureLogging(LogLevel.None)
    .build();
  hub.serverTimeoutInMilliseconds = silence;
  hub.on("training", (view: TrainingView) => listener.training(view));
  hub.on("models", () => listener.models());
  hub.on("evaluation", (view: EvaluationView) => measuring.forEach((hear) => hear(view)));
  hub.on("jam", (message: unknown) => jams.forEach((jam) => jam.heard(message)));
  hub.on("osc", (event: unknown) => linked.forEach((link) => link.osc(event)));
  hub.on("link", (state: unknown) => linked.forEach((link) => link.link(state)));
  hub.on("exports", () => linked.forEach((link) => link.exports()));
  socket = hub;
  const connected = (yes: boolean): void => {
    listener.connected(yes);
    jams.forEach((jam) => jam.connected(yes));
  };
  const connect = async (attempt: number): Promise<void> => {
    try {
      await hub.start();
      connected(true);
    } catch {
      connected(false);
      setTimeout(() => void connect(attempt + 1), retryAfter[Math.min(attempt, retryAfter.length - 1)]);
    }
  };
  hub.onclose(() => {
    connected(false);
    void connect(0);
  });
  void connect(0);
}
