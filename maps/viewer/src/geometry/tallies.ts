/** What areas and stretches count. */

import { widerTo } from "../data/numbers.ts";

/** A footprint's incidents that filters let through. */
export interface Tally {
  /** Number of the footprint; -1 for a place without an outline. */
  readonly footprint: number;
  readonly kind: number;
  /** World coordinates of the label. */
  readonly x: number;
  readonly y: number;
  /** One row an incident, oldest first; cells last. */
  readonly rows: readonly number[];
  /** A row that is known to it, whatever the filters. */
  readonly first: number;
  /** Incidents, those in cells too. */
  readonly count: number;
  readonly bySide: readonly number[];
}

/** A tally whose rows are gathered when asked for: of half a million only those under the pointer are. */
class Counted implements Tally {
  private gathered: readonly number[] | undefined;

  constructor(
    readonly footprint: number,
    readonly kind: number,
    readonly x: number,
    readonly y: number,
    readonly first: number,
    readonly count: number,
    readonly bySide: readonly number[],
    private readonly gather: () => readonly number[],
  ) {}

  get rows(): readonly number[] {
    return (this.gathered ??= this.gather());
  }
}

export interface TallyInput {
  readonly kind: Uint8Array;
  readonly footprint: Int32Array;
  readonly side: Uint8Array;
  readonly place: Uint32Array;
  readonly incident: Uint32Array;
  readonly shown: Uint8Array;
  readonly x: Float32Array | Float64Array;
  readonly y: Float32Array | Float64Array;
  /** How many incidents each stands for; without it, each is itself. */
  readonly weights?: Uint32Array | null;
}

/** The rows of areas and stretches, sorted out once, so that any filter is counted in one pass over numbers. */
export class Tallies {
  /** First the rows that are the only ones of their incident at their footprint, then all others. */
  private readonly rows: Uint32Array;
  private readonly singles: number;
  /** What each counts for: a footprint, numbered among those that have any, and a side of it. */
  private readonly at: Uint16Array | Uint32Array;
  /** The first row of each footprint, and their numbers in the order in which they are told. */
  private readonly firsts: readonly number[];
  private readonly order: readonly number[];
  private readonly counts: Uint32Array;
  private readonly last: Int32Array;

  /** @param before tells the order of footprints by their first rows */
  constructor(
    private readonly input: TallyInput,
    kinds: readonly number[],
    private readonly sides: number,
    before: (a: number, b: number) => number = () => 0,
  ) {
    const { incident, side } = input;
    const wanted = rowsOfKinds(input.kind, kinds);
    const { slots, firsts } = slotsOf(input, wanted);
    const repeated = repeatedIn(slots, firsts.length, wanted, incident);
    this.firsts = firsts;
    this.order = [...firsts.keys()].sort((a, b) => before(firsts[a]!, firsts[b]!) || a - b);
    this.counts = new Uint32Array(firsts.length * sides);
    this.last = new Int32Array(firsts.length);
    this.rows = new Uint32Array(wanted.length);
    this.at = widerTo(firsts.length * sides, wanted.length);
    this.singles = repeated.reduce((left, one) => left - one, wanted.length);
    let [single, other] = [0, this.singles];
    for (let n = 0; n < wanted.length; n++) {
      const place = repeated[n] === 0 ? single++ : other++;
      this.rows[place] = wanted[n]!;
      this.at[place] = slots[n]! * sides + side[wanted[n]!]!;
    }
  }

  /** Count what filters let through, an incident once. */
  count(): Tally[] {
    const { rows, singles, at, counts, last, sides, firsts } = this;
    const { kind, footprint, incident, shown, x, y, weights = null } = this.input;
    counts.fill(0);
    // what passes is in no order: a row that does not counts as nought
    if (weights === null) for (let n = 0; n < singles; n++) counts[at[n]!]! += shown[rows[n]!]!;
    else for (let n = 0; n < singles; n++) counts[at[n]!]! += shown[rows[n]!]! * weights[incident[rows[n]!]!]!;
    last.fill(-1);
    for (let n = singles; n < rows.length; n++) {
      const row = rows[n]!;
      const slot = Math.floor(at[n]! / sides);
      const of = incident[row]!;
      if (shown[row] === 0 || last[slot] === of) continue;
      last[slot] = of;
      counts[at[n]!]! += weights === null ? 1 : weights[of]!;
    }
    const found: Tally[] = [];
    for (const slot of this.order) {
      const bySide: number[] = [];
      let count = 0;
      for (let side = 0; side < sides; side++) {
        const one = counts[slot * sides + side]!;
        bySide.push(one);
        count += one;
      }
      if (count === 0) continue;
      const first = firsts[slot]!;
      const gather = (): number[] => this.rowsOf(slot);
      found.push(new Counted(footprint[first]!, kind[first]!, x[first]!, y[first]!, first, count, bySide, gather));
    }
    return found;
  }

  private rowsOf(wanted: number): number[] {
    const { rows, at, sides } = this;
    const { incident, shown } = this.input;
    const [low, high] = [wanted * sides, (wanted + 1) * sides];
    const found: number[] = [];
    for (let n = 0; n < rows.length; n++) {
      if (at[n]! >= low && at[n]! < high && shown[rows[n]!] !== 0) found.push(rows[n]!);
    }
    found.sort((a, b) => a - b);
    return found.filter((row, n) => n === 0 || incident[row] !== incident[found[n - 1]!]);
  }
}

function rowsOfKinds(kind: Uint8Array, kinds: readonly number[]): Uint32Array {
  const isWanted = new Uint8Array(256);
  for (const one of kinds) isWanted[one] = 1;
  let count = 0;
  for (let row = 0; row < kind.length; row++) count += isWanted[kind[row]!]!;
  const rows = new Uint32Array(count);
  for (let row = 0, n = 0; n < count; row++) {
    rows[n] = row;
    n += isWanted[kind[row]!]!;
  }
  return rows;
}

/** Number the footprints of rows, and the places of those without an outline. */
function slotsOf({ footprint, place }: TallyInput, rows: Uint32Array): { slots: Uint32Array; firsts: number[] } {
  const slots = new Uint32Array(rows.length);
  const firsts: number[] = [];
  let [footprints, places] = [0, 0];
  for (let n = 0; n < rows.length; n++) {
    footprints = Math.max(footprints, footprint[rows[n]!]! + 1);
    places = Math.max(places, place[rows[n]!]! + 1);
  }
  const [outlined, named] = [new Int32Array(footprints).fill(-1), new Int32Array(places).fill(-1)];
  for (let n = 0; n < rows.length; n++) {
    const row = rows[n]!;
    const isOutlined = footprint[row]! >= 0;
    const known = isOutlined ? outlined : named;
    const key = isOutlined ? footprint[row]! : place[row]!;
    if (known[key]! < 0) known[key] = firsts.push(row) - 1;
    slots[n] = known[key]!;
  }
  return { slots, firsts };
}

/** Tell the rows (1) that are not the only ones of their incident in their slot; the rows of an incident stand together. */
function repeatedIn(slots: Uint32Array, count: number, rows: Uint32Array, incident: Uint32Array): Uint8Array {
  const repeated = new Uint8Array(rows.length);
  const last = new Int32Array(count).fill(-1);
  for (let n = 0; n < rows.length; n++) {
    const before = last[slots[n]!]!;
    if (before >= 0 && incident[rows[before]!] === incident[rows[n]!]) repeated[n] = repeated[before] = 1;
    last[slots[n]!] = n;
  }
  return repeated;
}
