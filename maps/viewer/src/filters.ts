/** Which rows the reader wants to see, and how many incidents each further choice would leave. */

import type { Columns, IncidentData } from "./incidents-data.ts";

export const FACETS = ["side", "type", "kind", "role", "disputed", "source"] as const;
export type Facet = (typeof FACETS)[number];

/** Chosen codes of each facet; none chosen is all. */
export type Choices = Readonly<Record<Facet, ReadonlySet<number>>>;

/** Counts of incidents by code, as they would be if a facet had no choice. */
export type Counts = Readonly<Record<Facet, ReadonlyMap<number, number>>>;

export interface Outcome {
  readonly incidents: number;
  readonly counts: Counts;
}

export const NO_CHOICES: Choices = {
  side: new Set(),
  type: new Set(),
  kind: new Set(),
  role: new Set(),
  disputed: new Set(),
  source: new Set(),
};

export function isEmpty(choices: Choices): boolean {
  return FACETS.every((facet) => choices[facet].size === 0);
}

/** The names of sources, and for each text of sources the numbers of its names. */
export function namesOfSources(texts: readonly string[]): { names: string[]; of: number[][] } {
  const numbers = new Map<string, number>();
  const of = texts.map((text) =>
    [...new Set(text.split("; "))].map((name) => {
      const number = numbers.get(name) ?? numbers.size;
      numbers.set(name, number);
      return number;
    }),
  );
  return { names: [...numbers.keys()], of };
}

type Input = Pick<IncidentData, "sideCodes" | "shown"> & {
  readonly columns: Pick<Columns, "type" | "kind" | "role" | "flags" | "source" | "incident">;
};

/**
 * Write into `shown` what is let through.
 *
 * One pass: a row that only one facet turns away counts among that facet's choices.
 *
 * @param sourcesOf numbers of the names in each text of sources
 * @param found incidents that the search found (1), or null where nothing is searched
 */
export function applyFilters(
  rows: Input,
  choices: Choices,
  sourcesOf: readonly (readonly number[])[],
  found: Uint8Array | null,
): Outcome {
  const { columns, sideCodes, shown } = rows;
  const counters = FACETS.map(() => new Counter());
  const chosen = FACETS.map((facet) => choices[facet]);
  const none: readonly number[] = [];
  const values: number[] = [0, 0, 0, 0, 0];
  let incidents = 0;
  let last = -1;
  for (let row = 0; row < shown.length; row++) {
    const incident = columns.incident[row] as number;
    shown[row] = 0;
    if (found !== null && found[incident] === 0) continue;
    values[0] = sideCodes[row] as number;
    values[1] = columns.type[row] as number;
    values[2] = columns.kind[row] as number;
    values[3] = columns.role[row] as number;
    values[4] = (columns.flags[row] as number) & 1;
    const sources = sourcesOf[columns.source[row] as number] ?? none;
    let missed = -1;
    let misses = 0;
    for (let facet = 0; facet < chosen.length; facet++) {
      const wanted = chosen[facet] as ReadonlySet<number>;
      if (wanted.size === 0) continue;
      if (facet === 5 ? sources.some((name) => wanted.has(name)) : wanted.has(values[facet] as number)) continue;
      missed = facet;
      misses++;
    }
    if (misses > 1) continue;
    for (let facet = 0; facet < 5; facet++) {
      if (misses === 0 || missed === facet) counters[facet]?.add(values[facet] as number, incident);
    }
    if (misses === 0 || missed === 5) for (const name of sources) counters[5]?.add(name, incident);
    if (misses > 0) continue;
    shown[row] = 1;
    if (incident !== last) incidents++;
    last = incident;
  }
  const counts = Object.fromEntries(FACETS.map((facet, i) => [facet, counters[i]?.counts])) as unknown as Counts;
  return { incidents, counts };
}

/** Counts each incident once a code; the rows of an incident stand together. */
class Counter {
  readonly counts = new Map<number, number>();
  private readonly last = new Map<number, number>();

  add(code: number, incident: number): void {
    if (this.last.get(code) === incident) return;
    this.last.set(code, incident);
    this.counts.set(code, (this.counts.get(code) ?? 0) + 1);
  }
}
