const colours = ["amber", "black", "blue", "copper", "green", "grey", "red", "silver", "violet", "white"];
const things = ["anvil", "bell", "block", "clave", "drum", "gong", "kettle", "loom", "mill", "rail", "skin", "spring", "wheel", "wood"];

/** A name that can be said across a room, and that two bands will not share. */
export function sessionName(random: () => number = Math.random): string {
  const one = (words: readonly string[]): string => words[Math.floor(random() * words.length)] ?? "";
  return `${one(colours)}-${one(things)}-${Math.floor(1000 + random() * 9000)}`;
}

export interface Place {
  readonly session: string;
  readonly watch: boolean;
}

/** What the page's address asks for: `#jam`, `#jam=NAME` or `#watch=NAME`; null for the main view. */
export function placeOf(hash: string): Place | null {
  const [, word, name] = /^#(jam|watch)(?:=(.*))?$/.exec(hash) ?? [];
  if (!word || (word === "watch" && !name)) {
    return null;
  }
  return { session: name ? decoded(name) : "", watch: word === "watch" };
}

export function hashOf(place: Place): string {
  return `#${place.watch ? "watch" : "jam"}=${encodeURIComponent(place.session)}`;
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
