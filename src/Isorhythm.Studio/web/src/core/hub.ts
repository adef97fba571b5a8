import { HttpTransportType, HubConnectionBuilder, LogLevel } from "@microsoft/signalr";
import type { TrainingView } from "./api";

export interface HubListener {
  training(view: TrainingView): void;
  models(): void;
  /** True once the studio is heard, also after it was away; false when it goes. */
  connected(yes: boolean): void;
}

const retryAfter = [250, 500, 1000, 2000];

/** Listens to the studio for as long as the page lives; a lost studio is tried again for ever. */
export function listen(listener: HubListener): void {
  const hub = new HubConnectionBuilder()
    .withUrl(new URL("hub", document.baseURI).href, { transport: HttpTransportType.WebSockets, skipNegotiation: true })
    .configureLogging(LogLevel.None)
    .build();
  hub.serverTimeoutInMilliseconds = 30_000;
  hub.on("training", (view: TrainingView) => listener.training(view));
  hub.on("models", () => listener.models());
  const connect = async (attempt: number): Promise<void> => {
    try {
      await hub.start();
      listener.connected(true);
    } catch {
      listener.connected(false);
      setTimeout(() => void connect(attempt + 1), retryAfter[Math.min(attempt, retryAfter.length - 1)]);
    }
  };
  hub.onclose(() => {
    listener.connected(false);
    void connect(0);
  });
  void connect(0);
}
