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
  const { incident: incidentOf, source: sourceOf, flags } = columns;
  const disputed = flags.map((flag) => flag & 1);
  // in the order of FACETS; a row has one code of each but the last, of which it may have several
  const codes: readonly Uint8Array[] = [sideCodes, columns.type, columns.kind, columns.role, disputed];
  const single = codes.length;
  const names = 1 + sourcesOf.reduce((most, some) => some.reduce((a, b) => Math.max(a, b), most), 0);
  const size = Math.max(CODES, names);
  const wanted = FACETS.map((facet) => lookup(choices[facet], size));
  const wantedSource = wanted[single] ?? null;
  const counters = FACETS.map(() => new Counter(size));
  const none: readonly number[] = [];
  let incidents = 0;
  let last = -1;
  for (let row = 0; row < shown.length; row++) {
    const incident = incidentOf[row] as number;
    shown[row] = 0;
    if (found !== null && found[incident] === 0) continue;
    const sources = sourcesOf[sourceOf[row] as number] ?? none;
    let missed = -1;
    let misses = 0;
    for (let facet = 0; facet < single; facet++) {
      const codesWanted = wanted[facet];
      if (!codesWanted || codesWanted[codes[facet]![row]!] === 1) continue;
      missed = facet;
      misses++;
    }
    if (wantedSource !== null && !sources.some((name) => wantedSource[name] === 1)) {
      missed = single;
      misses++;
    }
    if (misses > 1) continue;
    for (let facet = 0; facet < single; facet++) {
      if (misses === 0 || missed === facet) counters[facet]!.add(codes[facet]![row]!, incident);
    }
    if (misses === 0 || missed === single) for (const name of sources) counters[single]!.add(name, incident);
    if (misses > 0) continue;
    shown[row] = 1;
    if (incident !== last) incidents++;
    last = incident;
  }
  const counts = Object.fromEntries(FACETS.map((facet, i) => [facet, counters[i]?.counts()])) as unknown as Counts;
  return { incidents, counts };
}

const CODES = 256; // a code is a byte

/** Marks the chosen codes; null where none is, which is all. */
function lookup(chosen: ReadonlySet<number>, size: number): Uint8Array | null {
  if (chosen.size === 0) return null;
  const marks = new Uint8Array(size);
  for (const code of chosen) marks[code] = 1;
  return marks;
}

/** Counts each incident once a code; the rows of an incident stand together. */
class Counter {
  private readonly count: Uint32Array;
  private readonly last: Int32Array;

  constructor(size: number) {
    this.count = new Uint32Array(size);
    this.last = new Int32Array(size).fill(-1);
  }

  add(code: number, incident: number): void {
    if (this.last[code] === incident) return;
    this.last[code] = incident;
    this.count[code]!++;
  }

  counts(): Map<number, number> {
    const found = new Map<number, number>();
    this.count.forEach((count, code) => {
      if (count > 0) found.set(code, count);
    });
    return found;
  }
}
