export interface Dot {
  readonly x: number;
  readonly y: number;
  readonly name: string;
}

export interface Label {
  readonly dot: Dot;
  /** Left edge and middle line of the words. */
  readonly x: number;
  readonly y: number;
  /** What the words cover. */
  readonly box: Box;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const gap = 7;
const margin = 3;
// Rings of one area each.
const ringCount = 256;

/** How large names are, in pixels, how much is kept clear around each, and the square that they must stay in. */
export interface Lettering {
  readonly width: (name: string) => number;
  readonly height: number;
  readonly air: number;
  readonly size: number;
}

type Spots = (dot: Dot, wide: number, high: number) => readonly { x: number; y: number }[];

/** A clip's name: right of its dot, or left, below, above. */
export const beside: Spots = (dot, wide, high) => [
  { x: dot.x + gap, y: dot.y },
  { x: dot.x - gap - wide, y: dot.y },
  { x: dot.x - wide / 2, y: dot.y + high },
  { x: dot.x - wide / 2, y: dot.y - high },
];

/** A zone's name: over its middle, or a little above or below. */
export const over: Spots = (dot, wide, high) =>
  [0, -1, 1, -2, 2].map((lines) => ({ x: dot.x - wide / 2, y: dot.y + lines * high }));

/**
 * Places as many names as fit at one of their spots, so that no name lies on another, on anything in `taken`, or outside
 * the square. Earlier dots go first; a dot whose name does not fit goes without.
 */
export function placeLabels(dots: readonly Dot[], lettering: Lettering, spots: Spots, taken: readonly Box[]): Label[] {
  const { width, height, air, size } = lettering;
  const full = [...taken];
  const labels: Label[] = [];
  for (const dot of dots) {
    const wide = width(dot.name);
    const spot = spots(dot, wide, height).find(({ x, y }) => {
      const box = boxOf({ x, y }, wide, height);
      return isInside(box, size) && !full.some((other) => overlap(box, other));
    });
    if (spot) {
      const box = boxOf(spot, wide, height);
      full.push(grown(box, air));
      labels.push({ dot, ...spot, box });
    }
  }
  return labels;
}

/** The dots between two distances from a point, the nearest first, so many at most. Counted by rings before they are sorted: there may be twenty thousand. */
export function dotsAround(dots: readonly Dot[], { x, y }: { x: number; y: number }, from: number, to: number, most: number): Dot[] {
  const square = (dot: Dot): number => (dot.x - x) ** 2 + (dot.y - y) ** 2;
  const [near, far] = [from * from, to * to];
  const rings = new Uint32Array(ringCount + 1);
  const ringOf = (dot: Dot): number => {
    const away = square(dot);
    return away > near && away < far ? Math.floor((away / far) * ringCount) : ringCount;
  };
  dots.forEach((dot) => rings[ringOf(dot)]!++);
  let [last, count] = [0, 0];
  for (; last < ringCount && count < most; last++) {
    count += rings[last]!;
  }
  return dots.filter((dot) => ringOf(dot) < last).sort((a, b) => square(a) - square(b)).slice(0, most);
}

/** What a dot covers. */
export function dotBox(dot: { x: number; y: number }, radius = 3): Box {
  return { left: dot.x - radius, top: dot.y - radius, right: dot.x + radius, bottom: dot.y + radius };
}

function boxOf(spot: { x: number; y: number }, wide: number, high: number): Box {
  return { left: spot.x - margin, top: spot.y - high / 2, right: spot.x + wide + margin, bottom: spot.y + high / 2 };
}

function grown(box: Box, by: number): Box {
  return { left: box.left - by, top: box.top - by, right: box.right + by, bottom: box.bottom + by };
}

function isInside(box: Box, size: number): boolean {
  return box.left >= 0 && box.top >= 0 && box.right <= size && box.bottom <= size;
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
