import { describe, expect, it } from "vitest";
import { beside, dotBox, dotsAround, type Dot, type Label, over, placeLabels } from "./labels";

const width = (name: string): number => name.length * 6;
const lettering = { width, height: 12, air: 0, size: 200 };
const crowd = Array.from({ length: 60 }, (_, i) => ({ x: 50 + (i % 8) * 9, y: 50 + Math.floor(i / 8) * 9, name: `clip ${i}` }));
const place = (dots: readonly Dot[], air = 0): Label[] =>
  placeLabels(dots, { ...lettering, air }, beside, dots.map((dot) => dotBox(dot)));

describe("labels", () => {
  it("lie beside their dot and inside the square", () => {
    const labels = place([{ x: 195, y: 50, name: "footwork" }]);
    expect(labels[0]?.x).toBeLessThan(150);
  });

  it("never overlap, and the earlier dot wins", () => {
    const labels = place(crowd);
    expect(labels[0]?.dot.name).toBe("clip 0");
    const clash = labels.some((a, i) =>
      labels.some((b, j) => i < j && Math.abs(a.y - b.y) < 12 && a.x < b.x + width(b.dot.name) && b.x < a.x + width(a.dot.name)),
    );
    expect(clash).toBe(false);
    expect(labels.length).toBeGreaterThan(3);
    expect(labels.length).toBeLessThan(60);
  });

  it("are fewer where more air is asked for", () => {
    expect(place(crowd, 14).length).toBeLessThan(place(crowd).length);
  });

  it("of zones lie over their middle, and make way for one another", () => {
    const zones = [{ x: 100, y: 100, name: "house" }, { x: 102, y: 100, name: "disco" }];
    const [house, disco] = placeLabels(zones, lettering, over, []);
    expect(house?.y).toBe(100);
    expect(Math.abs((disco?.y ?? 0) - 100)).toBeGreaterThanOrEqual(12);
  });

  it.each([5, 37, 1000])("come from the %d nearest dots of thousands, as sorting them all would find", (most) => {
    let seed = 1;
    const random = (): number => (seed = (seed * 16807) % 2147483647) / 2147483647;
    const dots = Array.from({ length: 5000 }, (_, i) => ({ x: 100 + 60 * (random() - random()), y: 100 + 60 * (random() - random()), name: `${i}` }));
    const [point, from, to] = [{ x: 110, y: 95 }, 4, 30];
    const far = (dot: Dot): number => Math.hypot(dot.x - point.x, dot.y - point.y);
    const sorted = dots.filter((dot) => far(dot) > from && far(dot) < to).sort((a, b) => far(a) - far(b));
    expect(sorted.length).toBeGreaterThan(1000);
    expect(dotsAround(dots, point, from, to, most)).toEqual(sorted.slice(0, most));
  });
});
