import { expect, it } from "vitest";
import { allChannels, channelOf } from "./messages";

it("gives each role a channel of its own, and drums the tenth", () => {
  expect((["melody", "bass", "keys", "strings", undefined] as const).map((role) => channelOf(role) + 1)).toEqual([1, 2, 3, 4, 10]);
  expect([...allChannels].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 9]);
});
