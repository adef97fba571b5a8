import { describe, expect, it } from "vitest";
import type { Clip } from "../../core/api";
import { zonesOf } from "./zones";

const clip = (source: string, x: number): Clip => ({ name: source, source, phrase: 0, x, y: 0, code: [] });

describe("zones", () => {
  it("are the clips' folders, largest first, each at its middle", () => {
    const zones = zonesOf([
      ...[0, 1, 2].map((x) => clip(`set/house/${x}.mid`, x)),
      ...[9, 10, 11, 50].map((x) => clip(`set/gqom/${x}.mid`, x)),
      clip("set/odd/1.mid", 5),
    ]);
    expect(zones.map((zone) => [zone.name, zone.middle.x])).toEqual([["gqom", 10], ["house", 1]]);
  });

  it("do not exist where all clips lie in one folder", () => {
    expect(zonesOf([0, 1, 2, 3].map((x) => clip(`footwork/${x}.mid`, x)))).toEqual([]);
  });
});
