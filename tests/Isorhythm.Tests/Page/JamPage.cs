using System.Text.Json;

namespace Isorhythm.Tests;

/// <summary>The jam in a browser: a fast one, a drummer who plays whenever it is his turn, and a line that can be slow or cut.</summary>
internal static class JamPage
{
    /// <summary>Bars of 0.8 seconds, one a turn.</summary>
    public const string Script =
        """
        localStorage.setItem("isorhythm.jam.bpm", "300");
        localStorage.setItem("isorhythm.jam.bars", "1");

        window.replyDelay = 0;
        const sockets = [];
        window.cut = () => sockets.forEach((socket) => socket.close());
        window.WebSocket = class extends WebSocket {
          constructor(...given) {
            super(...given);
            sockets.push(this);
          }
          set onmessage(hear) {
            super.onmessage = (event) => String(event.data).includes('"type":"reply"') && window.replyDelay ? setTimeout(() => hear(event), window.replyDelay) : hear(event);
          }
          get onmessage() {
            return super.onmessage;
          }
        };

        const input = Object.assign(new EventTarget(), { id: "1", name: "Kit", manufacturer: "Acme", state: "connected", open: async () => input });
        const access = Object.assign(new EventTarget(), { inputs: new Map([["1", input]]), outputs: new Map() });
        Navigator.prototype.requestMIDIAccess = async () => access;

        const hands = {
          keys: () => dispatchEvent(new KeyboardEvent("keydown", { code: "KeyX", key: "x", bubbles: true })),
          pads: () => {
            const pad = document.querySelector("[data-testid=pad-1]");
            const { x, y } = pad.getBoundingClientRect();
            pad.dispatchEvent(new PointerEvent("pointerdown", { clientX: x + 5, clientY: y + 5, bubbles: true, cancelable: true }));
          },
          midi: () => input.dispatchEvent(Object.assign(new Event("midimessage"), { data: new Uint8Array([0x99, 38, 100]) })),
        };
        window.foreseen = {};
        window.begun = {};
        window.lights = [];
        new MutationObserver((changes) => changes.forEach(({ target }) => window.lights.push(target.dataset.turn))).observe(document, { subtree: true, attributeFilter: ["data-turn"] });
        window.drum = (hand) => setInterval(() => {
          const { jam } = window.isorhythm;
          jam.parts.forEach(({ who, start }) => (window.begun[who] ??= start));
          jam.machine.forEach(({ number, start }) => (window.foreseen[number] ??= start - jam.time));
          jam.turn === "human" && hands[hand]();
        }, 90);
        """;

    /// <summary>From the main view into a jam that has been joined.</summary>
    public static async Task EnterJamAsync(this PlayedPage page)
    {
        await page.UntilPlayableAsync();
        await page.Page.Keyboard.PressAsync("j");
        await page.UntilJoinedAsync();
    }

    public static Task UntilJoinedAsync(this PlayedPage page) => page.UntilAsync("window.isorhythm.jam?.state.joined");

    /// <summary>Starts, and lets the drummer play with these hands.</summary>
    public static async Task StartDrummingAsync(this PlayedPage page, string hand = "keys")
    {
        await page.Page.EvaluateAsync("hand => { window.drum(hand); }", hand);
        await page.Page.Keyboard.PressAsync("Space");
    }

    public static Task UntilTurnsAsync(this PlayedPage page, int count) => page.UntilAsync($"window.isorhythm.jam.turns.length >= {count}");

    public static async Task<JsonElement> JamAsync(this PlayedPage page, string what) =>
        (await page.Page.EvaluateAsync<JsonElement>($"() => window.isorhythm.jam.{what}")).Clone();

    public static async Task<string> SessionAsync(this PlayedPage page) => (await page.JamAsync("state.session")).GetString()!;
}
