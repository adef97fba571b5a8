import { expect, it } from "vitest";
import { Lean } from "./lean";

it("tells an instrument's constant lateness once there is enough to tell, whatever a stroke or two do", () => {
  const lean = new Lean();
  [0.02, 0.021, 0.019, 0.5, 0.02, 0.022, 0.018].forEach((offset) => lean.add("midi", offset));
  expect(lean.of("midi")).toBeNull();
  lean.add("midi", -0.4);
  expect(lean.of("midi")).toBe(20);
  expect(lean.of("keys")).toBeNull();
  lean.forget("midi");
  expect(lean.of("midi")).toBeNull();
});
