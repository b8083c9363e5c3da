/** What a place rests on, in words: who made the list, not only where it is kept. */

import { TEXTS } from "../language/strings.ts";
import { safeUrl } from "../page/incidents-dom.ts";

// what a basis begins with, where that is a data set's own name in every language
const SETS: Readonly<Record<string, string>> = {
  geoboundaries: "geoBoundaries",
  geonames: "GeoNames",
  "natural-earth": "Natural Earth",
  "osm-line": "OpenStreetMap",
};

export interface Basis {
  readonly words: string;
  /** Where it can be read; "" where no address is known. */
  readonly address: string;
}

/**
 * Tell a basis of a pack's tables.
 *
 * @param names who made a list, by how its addresses begin; the longest that fits tells
 */
export function basisTold(text: string, names: Readonly<Record<string, string>> = {}): Basis {
  if (text === "unsourced") return { words: TEXTS.unsourced, address: "" };
  const [kind = "", ...rest] = text.split(":");
  const value = rest.join(":");
  if (kind === "published" && safeUrl(value) !== null) {
    const [begins] = Object.keys(names)
      .filter((one) => value === one || value.startsWith(`${one}/`))
      .sort((one, other) => other.length - one.length);
    return { words: begins === undefined ? new URL(value).hostname : (names[begins] as string), address: value };
  }
  const address = kind === "geonames" && /^\d+$/.test(value) ? `https://www.geonames.org/${value}` : "";
  const set = Object.hasOwn(SETS, kind) ? SETS[kind] : undefined;
  return { words: set === undefined ? text : `${set} ${value}`.trim(), address };
}
