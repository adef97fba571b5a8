import { expect, it } from "vitest";
import { Latest } from "./latest";

it("skips what was overtaken and always ends with the newest", async () => {
  const done: number[] = [];
  const latest = new Latest<number>(async (n) => {
    await Promise.resolve();
    done.push(n);
  });
  [1, 2, 3, 4].forEach((n) => latest.run(n));
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(done).toEqual([1, 4]);
  latest.run(5);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(done).toEqual([1, 4, 5]);
});
