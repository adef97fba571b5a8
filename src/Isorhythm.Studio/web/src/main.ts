import "./style/page.css";
import { mountAboutDoor } from "./about/door";
import { Unreachable } from "./core/api";
import { Exporter } from "./core/export";
import { Glide } from "./core/glide";
import { hand } from "./core/hand";
import { Instrument } from "./core/instrument";
import { Layers } from "./core/layers";
import { MidiOut } from "./core/midi/out";
import { Pads } from "./core/pads";
import { Paths } from "./core/paths";
import { Snapshots } from "./core/snapshots";
import { Rings } from "./core/space/rings";
import { initialState, type State } from "./core/state";
import { Store } from "./core/store";
import { Studio } from "./core/studio";
import { mountDoor } from "./jam/door";
import { mountLinks } from "./links/door";
import { type App, host } from "./views/app";
import { mountBottom } from "./views/bottom";
import { ClipList } from "./views/clips";
import { mountDials } from "./views/dials";
import { redraw } from "./views/frames";
import { mountImport } from "./views/import";
import { listenToKeys } from "./views/keys";
import "./views/knob";
import { mountLive } from "./views/live";
import { MapView } from "./views/map/map-view";
import { mountPlanes } from "./views/map/planes";
import { mountWhere } from "./views/map/where";
import { mountMessage } from "./views/message";
import { PathList } from "./views/paths";
import { mountPattern } from "./views/pattern/rows";
import { mountSnapshots } from "./views/snapshots";
import { mountStage } from "./views/stage";
import { mountTransport } from "./views/transport";

const store = new Store<State>(initialState);
const fail = (error: unknown): void => {
  if (error instanceof Unreachable) {
    store.set({ connected: false });
  } else {
    store.set({ message: { kind: "error", words: error instanceof Error ? error.message : String(error) } });
  }
};
const exporter: Exporter = new Exporter(store, () => instrument, fail);
const instrument: Instrument = new Instrument(
  store,
  {
    fail,
    heard: (step, hits) => {
      exporter.hear(step, hits);
      glide.hear(step);
      paths.hear(step);
    },
    beside: (player, step) => paths.hearBeside(player, step),
  },
  hand.isDown,
);
const glide = new Glide(store, instrument);
const layers = new Layers(store, instrument);
const paths = new Paths(store, instrument, layers, exporter, fail);
const studio = new Studio(store, instrument, layers, fail);
const midi = new MidiOut(store, instrument.playback.midi);
const snapshots = new Snapshots(store, instrument, glide);
const pads = new Pads(store, instrument, exporter);
const app: App = { store, instrument, studio, layers, snapshots, pads, paths, exporter, midi };
hand.onPress(() => instrument.moments.settle());

mountTransport(app, host("top"));
new MapView(app, host("map"));
new Rings(store, fail);
mountPlanes(app, host("planes"));
mountWhere(app, host("where"));
mountStage(app, host("stage"));
const clips = new ClipList(app, host("clips"));
const pathList = new PathList(app, host("paths"));
mountPattern(app, host("pattern"));
mountDials(app, host("dials"));
mountSnapshots(app, host("snapshots"));
mountImport(app, host("import"));
mountBottom(app, host("bottom"));
mountMessage(app, host("message"));
mountLive(app, host("live"));
listenToKeys(app, { toggleClips: () => clips.toggle(), togglePaths: () => pathList.toggle(), closeLists: () => clips.close() || pathList.close() });
store.watch(redraw);

declare global {
  interface Window {
    /** What sounds, for tests and for the curious. */
    isorhythm: unknown;
  }
}

window.isorhythm = {
  get scheduled() {
    return instrument.playback.scheduled;
  },
  get head() {
    return { x: store.state.head.x, y: store.state.head.y };
  },
  get extent() {
    return store.state.map?.extent;
  },
  get pattern() {
    return store.state.take?.pattern ?? [];
  },
  get model() {
    return store.state.model?.name;
  },
  get map() {
    return { plane: store.state.map?.plane, code: store.state.head.code, rings: store.state.rings !== null };
  },
  /** What a player has set beside the head. */
  get setting() {
    const { threshold, temperature, tempo, groove, muted, frozen, snapshots, paths, looping, radius, pad } = store.state;
    return { threshold, temperature, tempo, groove, muted, frozen, radius, pad, looping, paths, snapshots: snapshots.map((take) => take?.pattern ?? null) };
  },
  get playing() {
    return store.state.playing;
  },
};

mountDoor(app);
mountLinks(app, fail);
mountAboutDoor(app, fail);
