import {
  AdditiveBlending, BufferAttribute, BufferGeometry, Color, DoubleSide, type IUniform, LineBasicMaterial, LineSegments, Mesh, PerspectiveCamera, Points,
  Scene as Stage, ShaderMaterial, WebGLRenderer,
} from "three";
import { type Player, tints } from "../tints";
import { fieldOfView, type Orbit } from "./orbit";
import type { Look, Picture } from "./picture";
import { type Bead, type Knot, piecesFor, ribbon, type Scene } from "./scene";
import { beadFragment, beadVertex, cloudFragment, cloudVertex, ribbonFragment, ribbonVertex } from "./shaders";

type Uniforms = Record<string, IUniform>;

const players: readonly Player[] = ["human", "machine"];
const ribbonWidth = 0.042;

/** The space as a solid body of light. Throws where the machine has no WebGL. */
export class SolidPicture implements Picture {
  private readonly renderer = new WebGLRenderer({ antialias: true, powerPreference: "high-performance" });
  private readonly camera = new PerspectiveCamera(fieldOfView, 1, 0.05, 40);
  private readonly stage = new Stage();
  private readonly cloud = new Points(new BufferGeometry(), shader(cloudVertex, cloudFragment, { scale: { value: 1 } }));
  private readonly links = new LineSegments(
    new BufferGeometry(),
    new LineBasicMaterial({ vertexColors: true, blending: AdditiveBlending, transparent: true, depthWrite: false, depthTest: false }),
  );
  private readonly ribbons = { human: ribbonMesh("human"), machine: ribbonMesh("machine") };
  private readonly beads = { human: beadPoints("human"), machine: beadPoints("machine") };
  private readonly watcher = new ResizeObserver(() => this.fit());
  private shownCloud: Scene["cloud"] | null = null;
  private height = 1;

  constructor(lost: () => void) {
    this.element.className = "space-canvas";
    this.element.ariaHidden = "true";
    this.element.addEventListener("webglcontextlost", lost, { once: true });
    this.renderer.setClearColor(0x000000);
    const bodies = [this.cloud, this.links, ...players.flatMap((player) => [this.ribbons[player], this.beads[player]])];
    bodies.forEach((body) => (body.frustumCulled = false));
    this.stage.add(...bodies);
    this.watcher.observe(this.element);
  }

  get element(): HTMLCanvasElement {
    return this.renderer.domElement;
  }

  show(scene: Scene): void {
    if (scene.cloud !== this.shownCloud) {
      this.shownCloud = scene.cloud;
      fill(this.cloud, { position: [scene.cloud.flat(), 3] });
    }
    for (const player of players) {
      const beads = scene[player];
      fill(this.beads[player], {
        position: [beads.flatMap((bead) => bead.at), 3],
        size: [beads.map((bead) => bead.size), 1],
        bright: [beads.map((bead) => bead.bright), 1],
        along: [beads.map((_, i) => i), 1],
      });
      uniformsOf(this.beads[player].material)["last"] = { value: beads.length - 1 };
      fillRibbon(this.ribbons[player], ribbon(beads, piecesFor(beads.length)));
    }
    this.fillLinks(scene);
  }

  draw(orbit: Orbit, look: Look): void {
    this.camera.position.set(...orbit.eye);
    this.camera.lookAt(0, 0, 0);
    uniformsOf(this.cloud.material)["scale"] = { value: this.height * this.renderer.getPixelRatio() };
    for (const player of players) {
      Object.assign(uniformsOf(this.ribbons[player].material), {
        head: { value: look.head },
        aspect: { value: this.camera.aspect },
        width: { value: ribbonWidth * look.scale ** 2 },
      });
      Object.assign(uniformsOf(this.beads[player].material), {
        head: { value: look.head },
        scale: { value: this.height * this.renderer.getPixelRatio() * look.scale * 1.5 },
        pulse: { value: look.playing === player ? look.pulse : 0 },
      });
    }
    this.links.geometry.setDrawRange(0, 2 * Math.floor(look.head + 1.02));
    this.renderer.render(this.stage, this.camera);
  }

  dispose(): void {
    this.watcher.disconnect();
    this.element.remove();
    this.renderer.dispose();
    this.renderer.forceContextLoss();
  }

  private fit(): void {
    const { clientWidth, clientHeight } = this.element;
    if (clientWidth > 0 && clientHeight > 0) {
      this.height = clientHeight;
      this.renderer.setPixelRatio(Math.min(2, devicePixelRatio));
      this.renderer.setSize(clientWidth, clientHeight, false);
      this.camera.aspect = clientWidth / clientHeight;
      this.camera.updateProjectionMatrix();
    }
  }

  private fillLinks({ human, machine }: Scene): void {
    const ends = human.flatMap((bead, i): { bead: Bead; player: Player }[] => {
      const answer = machine[i];
      return answer ? [{ bead, player: "human" }, { bead: answer, player: "machine" }] : [];
    });
    const colours = ends.flatMap(({ bead, player }) => new Color(tints[player]).multiplyScalar(0.3 * bead.bright).toArray());
    fill(this.links, { position: [ends.flatMap(({ bead }) => bead.at), 3], color: [colours, 3] });
  }
}

function shader(vertexShader: string, fragmentShader: string, uniforms: Uniforms): ShaderMaterial {
  return new ShaderMaterial({ vertexShader, fragmentShader, uniforms, blending: AdditiveBlending, transparent: true, depthWrite: false, depthTest: false, side: DoubleSide });
}

/** Shaders are given the colours as a screen has them: nothing is converted on the way. */
function tint(player: Player): IUniform {
  return { value: new Color(tints[player]).convertLinearToSRGB() };
}

function ribbonMesh(player: Player): Mesh<BufferGeometry, ShaderMaterial> {
  const uniforms = { colour: tint(player), head: { value: 0 }, aspect: { value: 1 }, width: { value: ribbonWidth } };
  return new Mesh(new BufferGeometry(), shader(ribbonVertex, ribbonFragment, uniforms));
}

function beadPoints(player: Player): Points<BufferGeometry, ShaderMaterial> {
  const uniforms = { colour: tint(player), head: { value: 0 }, scale: { value: 1 }, last: { value: 0 }, pulse: { value: 0 } };
  return new Points(new BufferGeometry(), shader(beadVertex, beadFragment, uniforms));
}

function uniformsOf(material: ShaderMaterial): Uniforms {
  return material.uniforms;
}

/** A body whose size changes gets new buffers; the old ones are given back. */
function fill(body: { geometry: BufferGeometry }, attributes: Record<string, readonly [readonly number[], number]>): void {
  body.geometry.dispose();
  body.geometry = new BufferGeometry();
  for (const [name, [values, size]] of Object.entries(attributes)) {
    body.geometry.setAttribute(name, new BufferAttribute(Float32Array.from(values), size));
  }
}

/** Two corners a knot, one on either side, and two triangles from each knot to the next. */
function fillRibbon(mesh: Mesh<BufferGeometry>, knots: readonly Knot[]): void {
  const twice = (pick: (i: number) => readonly number[]): number[] => knots.flatMap((_, i) => [...pick(i), ...pick(i)]);
  const at = (i: number): readonly number[] => (knots[Math.min(knots.length - 1, Math.max(0, i))] as Knot).at;
  fill(mesh, {
    position: [twice(at), 3],
    before: [twice((i) => at(i - 1)), 3],
    after: [twice((i) => at(i + 1)), 3],
    side: [knots.flatMap(() => [-1, 1]), 1],
    along: [twice((i) => [(knots[i] as Knot).along]), 1],
    bright: [twice((i) => [(knots[i] as Knot).bright]), 1],
  });
  mesh.geometry.setIndex(knots.slice(1).flatMap((_, i) => [2 * i, 2 * i + 1, 2 * i + 2, 2 * i + 1, 2 * i + 3, 2 * i + 2]));
}
