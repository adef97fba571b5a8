import { describe, expect, it } from "vitest";
import { placeLabels } from "./labels";

const width = (name: string): number => name.length * 6;

describe("labels", () => {
  it("lie beside their dot and inside the square", () => {
    const labels = placeLabels([{ x: 95, y: 50, name: "footwork" }], width, 12, 0, 100);
    expect(labels[0]?.x).toBeLessThan(50);
  });

  it("never overlap, and the earlier dot wins", () => {
    const crowd = Array.from({ length: 60 }, (_, i) => ({ x: 50 + (i % 8) * 9, y: 50 + Math.floor(i / 8) * 9, name: `clip ${i}` }));
    const labels = placeLabels(crowd, width, 12, 0, 200);
    expect(labels[0]?.dot.name).toBe("clip 0");
    const clash = labels.some((a, i) =>
      labels.some((b, j) => i < j && Math.abs(a.y - b.y) < 12 && a.x < b.x + width(b.dot.name) && b.x < a.x + width(a.dot.name)),
    );
    expect(clash).toBe(false);
    expect(labels.length).toBeGreaterThan(3);
    expect(labels.length).toBeLessThan(60);
    expect(placeLabels(crowd, width, 12, 14, 200).length).toBeLessThan(labels.length);
  });
});
