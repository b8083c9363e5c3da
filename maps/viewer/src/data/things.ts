/** What is claimed of incidents, as `maps/things.py` writes it: each set of things once, in words. */

import { namesIn, type Named } from "./named.ts";

/** What a figure counts. */
export interface Thing {
  readonly metric: string;
  readonly victims: string;
  readonly unit: string;
}

/** Before a thing that is only denied, or of which there were none. */
const NOT = "-";

export function thingOf(name: string): Thing {
  const [metric = "", victims = "", unit = ""] = (name.startsWith(NOT) ? name.slice(1) : name).split("/");
  return { metric, victims, unit };
}

/** The things that somebody claims of the incidents of each set; what is only denied is none of them. */
export function claimedIn(sets: readonly string[]): Named {
  const { names, of } = namesIn(sets);
  const claimed = names.filter((name) => !name.startsWith(NOT));
  const number = new Map(claimed.map((name, i) => [name, i]));
  return { names: claimed, of: of.map((some) => some.flatMap((one) => number.get(names[one]!) ?? [])) };
}
