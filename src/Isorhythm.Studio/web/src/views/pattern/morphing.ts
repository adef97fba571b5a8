import type { Hit, Pattern } from "../../core/grid";

/** A stroke as it is drawn: `position` in steps with its microtiming, `size` 0 (not there yet, or gone) to 1. */
export interface Sprite {
  readonly drum: number;
  readonly step: number;
  readonly position: number;
  readonly velocity: number;
  readonly size: number;
  /** Of a note, how many steps it sounds, and its MIDI pitch; of a stroke 1 and 0. */
  readonly length: number;
  readonly pitch: number;
}

const duration = 120;
const reach = 3;

/** Lets strokes grow, shrink and slide from one pattern to the next, so that the eye learns what the ear hears. */
export class Morphing {
  private from: readonly Sprite[] = [];
  private pairs: readonly (readonly [Sprite, Sprite])[] = [];
  private since = -Infinity;

  /** Aims at another pattern, from wherever the strokes are now. `still` goes there at once. */
  show(pattern: Pattern, now: number, still: boolean): void {
    this.from = this.at(now).filter((sprite) => sprite.size > 0);
    this.pairs = pair(this.from, pattern.map(spriteOf));
    this.since = still ? -Infinity : now;
  }

  at(now: number): Sprite[] {
    const time = Math.min(1, (now - this.since) / duration);
    const eased = 1 - (1 - time) ** 3;
    const sprites = this.pairs.map(([from, to]) => between(from, to, eased));
    return time < 1 ? sprites : sprites.filter((sprite) => sprite.size > 0);
  }

  moving(now: number): boolean {
    return now - this.since < duration;
  }
}

function spriteOf(hit: Hit): Sprite {
  const { drum, step, velocity, length = 1, pitch = 0 } = hit;
  return { drum, step, position: step + hit.offset / 2, velocity, size: 1, length, pitch };
}

/** Each new stroke comes from the nearest old one of its drum within reach; the rest grow, and the left over shrink. */
function pair(from: readonly Sprite[], to: readonly Sprite[]): (readonly [Sprite, Sprite])[] {
  const free = new Set(from);
  const find = (target: Sprite, within: number): Sprite | undefined =>
    [...free]
      .filter((old) => old.drum === target.drum && Math.abs(old.position - target.position) <= within)
      .sort((a, b) => Math.abs(a.position - target.position) - Math.abs(b.position - target.position))[0];
  const pairs: (readonly [Sprite, Sprite])[] = [];
  const claim = (targets: readonly Sprite[], within: number): Sprite[] =>
    targets.filter((target) => {
      const old = find(target, within);
      if (old) {
        free.delete(old);
        pairs.push([old, target]);
      }
      return !old;
    });
  // Strokes that stay where they are have first choice, or a neighbour could take their place.
  const born = claim(claim(to, 0.5), reach);
  born.forEach((target) => pairs.push([{ ...target, size: 0 }, target]));
  free.forEach((old) => pairs.push([old, { ...old, size: 0 }]));
  return pairs;
}

function between(from: Sprite, to: Sprite, time: number): Sprite {
  const mix = (a: number, b: number): number => (time >= 1 ? b : a + (b - a) * time);
  return {
    ...to,
    position: mix(from.position, to.position),
    velocity: mix(from.velocity, to.velocity),
    size: mix(from.size, to.size),
    length: mix(from.length, to.length),
    pitch: mix(from.pitch, to.pitch),
  };
}
