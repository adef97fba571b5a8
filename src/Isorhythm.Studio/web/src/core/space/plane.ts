/** A plane of a space: its codes are origin + x right + y up, and whatever else a code holds. Directions are of length 1 and at right angles. */
export interface Plane {
  readonly origin: readonly number[];
  readonly right: readonly number[];
  readonly up: readonly number[];
}

type Code = ArrayLike<number>;

/** The code at a point that keeps the rest. */
export function toCode(plane: Plane, point: { x: number; y: number }, rest: readonly number[]): number[] {
  const { origin, right, up } = plane;
  return origin.map((value, i) => value + point.x * (right[i] ?? 0) + point.y * (up[i] ?? 0) + (rest[i] ?? 0));
}

/** The point of the plane nearest to a code. */
export function toPoint(plane: Plane, code: Code): { x: number; y: number } {
  const [x, y] = [along(plane.right, code, plane.origin), along(plane.up, code, plane.origin)];
  return { x, y };
}

/** What a code holds beside its point of the plane. */
export function restOf(plane: Plane, code: Code): number[] {
  const there = toCode(plane, toPoint(plane, code), []);
  return there.map((value, i) => (code[i] ?? 0) - value);
}

/** How far a code lies along a direction, from an origin. */
export function along(direction: readonly number[], code: Code, origin: Code = []): number {
  let sum = 0;
  for (let i = 0; i < direction.length; i++) {
    sum += (direction[i] as number) * ((code[i] ?? 0) - (origin[i] ?? 0));
  }
  return sum;
}

export function distance(a: Code, b: Code): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    const d = (a[i] as number) - (b[i] as number);
    sum += d * d;
  }
  return Math.sqrt(sum);
}
