import { expect, it } from "vitest";
import { usualChannel } from "./messages";

it("gives each role a channel of its own, and drums the tenth", () => {
  const roles = [{ role: "melody" }, { role: "bass" }, { role: "keys" }, { role: "strings" }, {}] as const;
  expect(roles.map((row) => usualChannel(row) + 1)).toEqual([1, 2, 3, 4, 10]);
});
