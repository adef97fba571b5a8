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
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const gap = 7;
const margin = 3;

/**
 * Places as many names as fit beside their dots, right, left, below or above, so that no name lies on another, on a
 * dot, or outside the square; `air` is kept clear around each. Earlier dots go first; a dot whose name does not fit goes
 * without.
 */
export function placeLabels(
  dots: readonly Dot[],
  width: (name: string) => number,
  height: number,
  air: number,
  size: number,
): Label[] {
  const taken: Box[] = dots.map((dot) => ({ left: dot.x - 3, top: dot.y - 3, right: dot.x + 3, bottom: dot.y + 3 }));
  const labels: Label[] = [];
  for (const dot of dots) {
    const wide = width(dot.name);
    const spots = [
      { x: dot.x + gap, y: dot.y },
      { x: dot.x - gap - wide, y: dot.y },
      { x: dot.x - wide / 2, y: dot.y + height },
      { x: dot.x - wide / 2, y: dot.y - height },
    ];
    for (const spot of spots) {
      const box = boxOf(spot, wide, height);
      if (isInside(box, size) && !taken.some((other) => overlap(box, other))) {
        taken.push(grown(box, air));
        labels.push({ dot, ...spot });
        break;
      }
    }
  }
  return labels;
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
