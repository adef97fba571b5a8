// Plays a report's phrases from its buttons: round and round, one at a time; within one figure the next goes on where the last one was.

const { tempo, phrases } = JSON.parse(document.getElementById("music").textContent);
const secondsPerQuarter = 60 / tempo;
const buttons = [...document.querySelectorAll("button.play")];
const words = document.getElementById("sound");
const scheduled = [];
const mostRemembered = 2000;

// Seconds that are scheduled ahead; the timers of a hidden page come once a second.
const ahead = () => (document.hidden ? 1.6 : 0.15);
const between = 25;
// Milliseconds after which a browser that gives no sound is said to.
const patience = 3000;

let context = null;
let band = null;
let playing = null;

/** The phrases of a button one after another: every note with its place in quarters from the beginning. */
function songOf(button) {
  let quarters = 0;
  const parts = button.dataset.play.split(" ").map(Number).map((phrase) => {
    const from = quarters;
    quarters += phrases[phrase].quarters;
    return { phrase, from };
  });
  const notes = parts.flatMap(({ phrase, from }) => phrases[phrase].notes.map((note) => ({ phrase, note, at: from + note[0] })));
  return { button, parts, quarters, notes: notes.sort((a, b) => a.at - b.at) };
}

/** Where the song is, in quarters of its own length. */
function placeOf({ begun, quarters }, time) {
  const place = (time - begun) / secondsPerQuarter;
  return ((place % quarters) + quarters) % quarters;
}

function play(button) {
  const song = songOf(button);
  const now = context.currentTime + 0.03;
  const goesOn = playing && playing.button.closest("figure") === button.closest("figure");
  const place = goesOn ? placeOf(playing, now) % song.quarters : 0;
  stop();
  const next = song.notes.findIndex((note) => note.at >= place - 1e-6);
  playing = {
    ...song,
    begun: now - place * secondsPerQuarter,
    next: next < 0 ? song.notes.length : next,
    bus: band.bus(),
    timer: setInterval(schedule, between),
  };
  button.setAttribute("aria-pressed", "true");
  schedule();
  requestAnimationFrame(follow);
}

/** Hands the audio clock what begins within the time ahead. */
function schedule() {
  const { notes, begun, quarters, bus } = playing;
  if (notes.length === 0) {
    return;
  }
  for (;;) {
    const { phrase, note, at } = notes[playing.next % notes.length];
    const round = Math.floor(playing.next / notes.length);
    const time = begun + (round * quarters + at) * secondsPerQuarter;
    if (time >= context.currentTime + ahead()) {
      return;
    }
    const [, length, pitch, velocity, voice] = note;
    band.strike(bus, Math.max(time, context.currentTime), length * secondsPerQuarter, pitch, velocity, voice);
    scheduled.push({ time, phrase, pitch, velocity });
    scheduled.splice(0, scheduled.length - mostRemembered);
    playing.next++;
  }
}

/** Stops; what was scheduled is not heard any more. */
function stop() {
  if (playing) {
    const { bus, button, timer } = playing;
    clearInterval(timer);
    bus.gain.setTargetAtTime(0, context.currentTime, 0.008);
    setTimeout(() => bus.disconnect(), 200);
    button.setAttribute("aria-pressed", "false");
    playing = null;
    show(null, 0);
  }
}

/** Moves the playhead with what is heard. */
function follow() {
  if (playing) {
    const place = placeOf(playing, context.currentTime - (context.outputLatency || 0));
    const part = playing.parts.findLast(({ from }) => from <= place);
    show(part.phrase, (place - part.from) / phrases[part.phrase].quarters);
    requestAnimationFrame(follow);
  }
}

function show(phrase, share) {
  for (const picture of document.querySelectorAll(".picture.sounds")) {
    picture.classList.toggle("sounds", picture.dataset.phrase === `${phrase}`);
  }
  const picture = phrase === null ? null : document.querySelector(`.picture[data-phrase="${phrase}"]`);
  picture?.classList.add("sounds");
  picture?.style.setProperty("--at", share.toFixed(4));
}

/** Browsers give sound only after a gesture, and one without an output device never does and never says so. */
async function press(button) {
  if (playing?.button === button) {
    stop();
    return;
  }
  if (!context) {
    context = new AudioContext({ latencyHint: "interactive" });
    band = createBand(context);
  }
  const tired = new Promise((resolve) => setTimeout(resolve, patience));
  await Promise.race([context.resume(), tired]);
  const runs = context.state === "running";
  words.textContent = runs ? "" : "The browser gives no sound. Check that the computer has an output device, then press again.";
  if (runs) {
    play(button);
  }
}

// A button under the focus is pressed with Space as ever; anywhere else Space stops.
function isSpaceToStop(event) {
  const control = document.activeElement?.closest("button, a, summary");
  return event.key === " " && playing && (!control || control === playing.button);
}

buttons.forEach((button) => button.addEventListener("click", () => void press(button)));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    stop();
  } else if (isSpaceToStop(event)) {
    event.preventDefault();
    stop();
    // The button that is let go of now must not begin again.
    document.addEventListener("keyup", (released) => released.preventDefault(), { once: true });
  }
});
document.documentElement.classList.add("sounding");

/** What sounds, for tests and for the curious. */
window.isorhythm = {
  get scheduled() {
    return scheduled;
  },
  get playing() {
    return playing && { phrases: playing.parts.map((part) => part.phrase), begun: playing.begun, place: placeOf(playing, context.currentTime) };
  },
};
