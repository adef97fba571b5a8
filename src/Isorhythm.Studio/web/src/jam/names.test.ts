import { expect, it } from "vitest";
import { hashOf, placeOf, sessionName } from "./names";

it("reads a session from the page's address and writes it there", () => {
  expect(placeOf("#jam")).toEqual({ session: "", watch: false });
  expect(placeOf("#jam=red-loom-1234")).toEqual({ session: "red-loom-1234", watch: false });
  expect(placeOf(hashOf({ session: "a b/ü", watch: true }))).toEqual({ session: "a b/ü", watch: true });
  expect(placeOf("#jam=%E0%A4%A")).toEqual({ session: "%E0%A4%A", watch: false });
});

it("takes other addresses for the main view's", () => {
  expect(["", "#", "#watch", "#jams", "#help"].map(placeOf)).toEqual([null, null, null, null, null]);
});

it("gives names that can be said", () => {
  expect(sessionName()).toMatch(/^[a-z]+-[a-z]+-\d{4}$/);
  expect(sessionName(() => 0.999999)).toBe("white-wood-9999");
});
