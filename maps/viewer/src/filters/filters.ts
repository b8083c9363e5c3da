/**
 * Which incidents and places the reader wants to see, and what each further choice would leave.
 *
 * Each filter owns one bit of every incident or place: set where it turns that away. A change of one
 * filter writes its bits anew; one pass then counts. What only one bit turns away is counted among
 * that filter's own choices, and shown pale on the charts.
 */

import { HEXAGON, POINT, type Columns, type IncidentData } from "../data/incidents-data.ts";
import { DISPUTED } from "../data/kinds.ts";
import type { Named } from "../data/named.ts";
import type { Windows } from "../data/windows.ts";
import { GROUPED, groupsOf, NAMED, type Groups } from "./groups.ts";
import { PlaceCounts } from "./place-counts.ts";

/** In the order in which they are offered. */
export const FACETS = ["side", "type", "claim", "kind", "prec", "role", "disputed", "source", "licence"] as const;
export type Facet = (typeof FACETS)[number];
const OF_INCIDENT = [...GROUPED, ...NAMED] as const;
/** Their bits are those of `place-counts.ts`. */
const OF_ROW = ["kind", "prec"] as const;

/** Chosen codes of each facet; none chosen is all. */
export type Choices = Readonly<Record<Facet, ReadonlySet<number>>>;

/** Numbers of incidents by code, as they would be if a facet had no choice. */
export type Counts = Readonly<Record<Facet, Uint32Array>>;

/** From and to: days since 1970, or kilometres along the line; both ends belong to it. */
export type Range = readonly [from: number, to: number];

/** What filters turn away, for loops over all incidents and places: one passes that has none of the bits. */
export interface Sieve {
  readonly missed: Uint8Array;
  readonly bits: number;
  readonly missedRow: Uint8Array;
  readonly rowBits: number;
  /** 1 for an incident of which a place passes all filters of places, if few filters turn it away. */
  readonly placed: Uint8Array;
}

export interface Outcome {
  readonly incidents: number;
  /** How many of them are in cells. */
  readonly inCells: number;
  readonly counts: Counts;
}

export const NO_CHOICES: Choices = {
  side: new Set(),
  type: new Set(),
  role: new Set(),
  disputed: new Set(),
  claim: new Set(),
  source: new Set(),
  licence: new Set(),
  kind: new Set(),
  prec: new Set(),
};

export function isEmpty(choices: Choices): boolean {
  return FACETS.every((facet) => choices[facet].size === 0);
}

// bits of incidents: a facet's is its place in OF_INCIDENT
const bitOf = (facet: (typeof OF_INCIDENT)[number]): number => 1 << OF_INCIDENT.indexOf(facet);
const FIRST_NAMED = bitOf(NAMED[0]);
const TIME = 1 << OF_INCIDENT.length;
// bits of places: a facet's is its place in OF_ROW
const AREA = 1 << 2;
const KM = 1 << 3;
const FOUND = 1 << 4;
const NO_CODES: readonly number[] = [];
/** The codes of what a cell does not tell, as `maps/cells.py` has them: any choice leaves it out. */
const UNTOLD = { type: 254, role: 254, disputed: 254, licence: 65_534 } as const;

type Input = Pick<IncidentData, "sideCodes" | "shown" | "firstRow"> & {
  /** How many incidents each stands for; without it, each is itself. */
  readonly weights?: Uint32Array | null;
  /** The first incident that is a cell. */
  readonly firstCell?: number;
  readonly columns: Pick<
    Columns,
    "type" | "kind" | "role" | "flags" | "source" | "things" | "licence" | "prec" | "km_from" | "km_to" | "admin1" | "admin2"
  >;
};

export class Filters {
  /** The filters that turn an incident away. */
  private readonly missed: Uint8Array;
  /** The filters that turn a place away. */
  private readonly missedRow: Uint8Array;
  /** Incidents of which a place passes all filters of places; told of those that few filters turn away. */
  private readonly placed: Uint8Array;
  /** What is alike in all that facets of incidents ask stands in one group: a pass counts groups. */
  private readonly groups: Groups<(typeof GROUPED)[number]>;
  /** The same of what has several names. */
  private readonly named: Groups<(typeof NAMED)[number]>;
  private readonly kind: Uint8Array;
  /** Incidents of each group that nothing turns away, and that one facet alone does, by its bit. */
  private readonly whole: Uint32Array;
  private readonly wholeNamed: Uint32Array;
  private readonly missedBy: readonly Uint32Array[];
  private readonly counts: Record<Facet, Uint32Array>;
  private readonly places: PlaceCounts;
  private choices: Choices = NO_CHOICES;
  /** How often anything but the brushes of time and of the line has changed. */
  changes = 0;
  /** How often the brush of the line has changed. */
  kmChanges = 0;

  /**
   * @param windows first and last day that each incident may have been on
   * @param namesOf numbers of the names of each code that has several
   */
  constructor(
    private readonly input: Input,
    private readonly windows: Windows,
    private readonly namesOf: Readonly<Record<(typeof NAMED)[number], Named["of"]>>,
  ) {
    const { columns, firstRow, sideCodes } = input;
    const incidents = firstRow.length - 1;
    const first = <T extends Uint8Array | Uint16Array>(column: T): T => {
      const of = column.slice(0, incidents) as T;
      for (let i = 0; i < incidents; i++) of[i] = column[firstRow[i]!]!;
      return of;
    };
    this.missed = new Uint8Array(incidents);
    this.placed = new Uint8Array(incidents);
    this.missedRow = new Uint8Array(columns.kind.length);
    this.groups = groupsOf(incidents, {
      side: first(sideCodes),
      type: first(columns.type),
      role: first(columns.role),
      disputed: first(columns.flags.map((flag) => (flag === UNTOLD.disputed ? flag : flag & DISPUTED))),
      licence: first(columns.licence),
    });
    this.named = groupsOf(incidents, { source: first(columns.source), claim: first(columns.things) });
    this.whole = new Uint32Array(this.groups.size);
    this.wholeNamed = new Uint32Array(this.named.size);
    const missedBy: Uint32Array[] = [];
    for (const facet of GROUPED) missedBy[bitOf(facet)] = new Uint32Array(this.groups.size);
    for (const facet of NAMED) missedBy[bitOf(facet)] = new Uint32Array(this.named.size);
    this.missedBy = missedBy;
    // a cell's hexagon holds what was known to places
    this.kind = input.weights ? columns.kind.map((kind) => (kind === HEXAGON ? POINT : kind)) : columns.kind;
    const [kinds, precs] = [1 + greatest(this.kind), 1 + greatest(columns.prec)];
    const names = (of: Named["of"]): number => 1 + greatest(of.map((some) => greatest(some, -1)), -1);
    const lengths: (readonly [Facet, number])[] = [
      ...GROUPED.map((facet) => [facet, 1 + greatest(this.groups.codes[facet])] as const),
      ...NAMED.map((facet) => [facet, names(namesOf[facet])] as const),
      ["kind", kinds],
      ["prec", precs],
    ];
    const counters = lengths.map(([facet, length]) => [facet, new Uint32Array(length)]);
    this.counts = Object.fromEntries(counters) as Record<Facet, Uint32Array>;
    this.places = new PlaceCounts(this.kind, columns.prec, kinds, precs);
  }

  /** Choose codes; only facets whose choice is another than before are gone through. */
  choose(choices: Choices): void {
    if (choices === this.choices) return;
    this.changes++;
    for (const facet of GROUPED) {
      if (choices[facet] === this.choices[facet]) continue;
      const { of, codes } = this.groups;
      const bit = bitOf(facet);
      mark(this.missed, bit, of, Uint8Array.from(codes[facet], (code) => (passesCode(choices[facet], code) ? 0 : bit)));
    }
    for (const facet of NAMED) {
      const chosen = choices[facet];
      if (chosen === this.choices[facet]) continue;
      const { of, codes } = this.named;
      const bit = bitOf(facet);
      const passes = (code: number): boolean =>
        chosen.size === 0 || (this.namesOf[facet][code] ?? NO_CODES).some((name) => chosen.has(name));
      mark(this.missed, bit, of, Uint8Array.from(codes[facet], (code) => (passes(code) ? 0 : bit)));
    }
    OF_ROW.forEach((facet, bit) => {
      if (choices[facet] === this.choices[facet]) return;
      const turned = Uint8Array.from({ length: 256 }, (_, code) => (passesCode(choices[facet], code) ? 0 : 1 << bit));
      mark(this.missedRow, 1 << bit, facet === "kind" ? this.kind : this.input.columns.prec, turned);
    });
    this.choices = choices;
  }

  /** Keep incidents that may have been on a day of a span; null keeps those without a date too. */
  setTime(range: Range | null): void {
    const { missed } = this;
    const { from, to } = this.windows;
    const [start, end] = range ?? [0, 0];
    for (let i = 0; i < missed.length; i++) {
      const passes = range === null || (from[i]! <= end && to[i]! >= start);
      missed[i] = passes ? missed[i]! & ~TIME : missed[i]! | TIME;
    }
  }

  /** Keep places that may lie on a part of the line. */
  setKm(range: Range | null): void {
    this.kmChanges++;
    const { missedRow } = this;
    const { km_from: from, km_to: to } = this.input.columns;
    const [start, end] = range ?? [0, 0];
    for (let row = 0; row < missedRow.length; row++) {
      // a row without a kilometre has NaN, of which nothing is true
      const passes = range === null || (from[row]! <= end && to[row]! >= start);
      missedRow[row] = passes ? missedRow[row]! & ~KM : missedRow[row]! | KM;
    }
  }

  /** Keep places that lie in the province or district of a number; null keeps all, -1 none. */
  setArea(unit: number | null): void {
    this.changes++;
    const { missedRow } = this;
    const { admin1, admin2 } = this.input.columns;
    for (let row = 0; row < missedRow.length; row++) {
      const passes = unit === null || admin1[row] === unit || admin2[row] === unit;
      missedRow[row] = passes ? missedRow[row]! & ~AREA : missedRow[row]! | AREA;
    }
  }

  /** Keep incidents that a search found (1); null keeps all. */
  setFound(found: Uint8Array | null): void {
    this.changes++;
    const { missedRow } = this;
    const { firstRow } = this.input;
    for (let i = 0; i < firstRow.length - 1; i++) {
      const bit = found === null || found[i] === 1 ? 0 : FOUND;
      for (let row = firstRow[i]!; row < firstRow[i + 1]!; row++) missedRow[row] = (missedRow[row]! & ~FOUND) | bit;
    }
  }

  /** What passes all filters. */
  get all(): Sieve {
    return this.sieve(0, 0);
  }

  /** What passes all filters but that of time. */
  get butTime(): Sieve {
    return this.sieve(TIME, 0);
  }

  /** What passes all filters but those of time and of the line. */
  get butBrushes(): Sieve {
    return this.sieve(TIME, KM);
  }

  private sieve(but: number, butRow: number): Sieve {
    const { missed, missedRow, placed } = this;
    return { missed, bits: 255 & ~but, missedRow, rowBits: 255 & ~butRow, placed };
  }

  /** Whether a place of an incident passes all filters. */
  passesAt(incident: number, row: number): boolean {
    return this.missed[incident] === 0 && this.missedRow[row] === 0;
  }

  /** One pass: write what is let through into `shown`, and count. */
  run(): Outcome {
    const { missed, missedRow, placed, counts, places, whole, wholeNamed, missedBy } = this;
    const { firstRow, shown } = this.input;
    const { of } = this.groups;
    const { of: ofNamed } = this.named;
    const weights = this.input.weights ?? null;
    const { firstCell = missed.length } = this.input;
    for (const facet of FACETS) counts[facet].fill(0);
    places.clear();
    whole.fill(0);
    wholeNamed.fill(0);
    for (const facet of OF_INCIDENT) missedBy[bitOf(facet)]!.fill(0);
    shown.fill(0);
    let [incidents, inCells] = [0, 0];
    for (let i = 0; i < missed.length; i++) {
      const bits = missed[i]!;
      let row = firstRow[i]!;
      // two or more, or a search has not found it, as all its places say then: it counts nowhere
      if ((bits & (bits - 1)) !== 0 || missedRow[row]! >= FOUND) {
        placed[i] = 0;
        continue;
      }
      const end = firstRow[i + 1]!;
      let any = 0;
      if (bits !== 0) {
        while (row < end && any === 0) any = missedRow[row++] === 0 ? 1 : 0;
        placed[i] = any;
        if (any === 0 || bits >= TIME) continue;
        const weight = weights === null ? 1 : weights[i]!;
        missedBy[bits]![bits < FIRST_NAMED ? of[i]! : ofNamed[i]!]! += weight;
        continue;
      }
      const weight = weights === null ? 1 : weights[i]!;
      if (end - row === 1) {
        const rowBits = missedRow[row]!;
        if (rowBits === 0) shown[row] = any = 1;
        places.one(row, rowBits, weight);
      } else {
        for (; row < end; row++) {
          const rowBits = missedRow[row]!;
          if (rowBits === 0) shown[row] = any = 1;
          places.several(row, rowBits, weight, i, counts.kind, counts.prec);
        }
      }
      placed[i] = any;
      if (any === 0) continue;
      incidents += weight;
      if (i >= firstCell) inCells += weight;
      whole[of[i]!]! += weight;
      wholeNamed[ofNamed[i]!]! += weight;
    }
    this.countGroups();
    places.add(counts.kind, counts.prec);
    if (weights !== null) {
      for (const [facet, code] of Object.entries(UNTOLD)) counts[facet as keyof typeof UNTOLD][code] = 0;
    }
    return { incidents, inCells, counts };
  }

  /** What nothing turns away counts in every facet; what one facet does, among that facet's choices. */
  private countGroups(): void {
    const { counts, whole, wholeNamed, missedBy, named } = this;
    for (const facet of GROUPED) {
      const codes = this.groups.codes[facet];
      const missed = missedBy[bitOf(facet)]!;
      for (let group = 0; group < whole.length; group++) counts[facet][codes[group]!]! += whole[group]! + missed[group]!;
    }
    // and for each of several names
    for (const facet of NAMED) {
      const missed = missedBy[bitOf(facet)]!;
      for (let group = 0; group < named.size; group++) {
        const count = wholeNamed[group]! + missed[group]!;
        if (count > 0) for (const name of this.namesOf[facet][named.codes[facet][group]!] ?? NO_CODES) counts[facet][name]! += count;
      }
    }
  }
}

/** The greatest code; `least` where there is none. A list may have holes. */
function greatest(codes: ArrayLike<number | undefined>, least = 0): number {
  let most = least;
  for (let i = 0; i < codes.length; i++) most = Math.max(most, codes[i] ?? least);
  return most;
}

function passesCode(chosen: ReadonlySet<number>, code: number): boolean {
  return chosen.size === 0 || chosen.has(code);
}

/** Set or take away a bit, as `turned` says of each code. */
function mark(bits: Uint8Array, bit: number, codes: Uint8Array | Uint16Array | Uint32Array, turned: Uint8Array): void {
  for (let i = 0; i < bits.length; i++) bits[i] = (bits[i]! & ~bit) | turned[codes[i]!]!;
}
