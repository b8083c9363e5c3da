/** Incidents that are alike in what filters ask of them: a million are of some hundreds of groups. */

/** What most groups are told apart by. */
export const GROUPED = ["side", "type", "role", "disputed", "licence"] as const;
/** What the others are: codes of which each has several names, of which there are too many for the same groups. */
export const NAMED = ["source", "claim"] as const;

type Column = Uint8Array | Uint16Array;
type Codes<Facet extends string> = Readonly<Record<Facet, Column>>;

export interface Groups<Facet extends string> {
  readonly size: number;
  /** The group of each incident. */
  readonly of: Uint16Array | Uint32Array;
  /** The codes of each group. */
  readonly codes: Codes<Facet>;
}

/** Pairs of a group and a code beyond which those that occur are looked up: a table of all would take too much. */
const MOST_PAIRS = 4_000_000;

/** @param codes those of each incident */
export function groupsOf<Facet extends string>(incidents: number, codes: Codes<Facet>): Groups<Facet> {
  const columns = Object.entries(codes) as [Facet, Column][];
  // joined column by column: what is alike in the columns before has one number
  const of = new Uint32Array(incidents);
  let firsts = incidents === 0 ? [] : [0];
  for (const [, column] of columns) {
    const { numbers, count } = numbered(column);
    firsts = (count * firsts.length <= MOST_PAIRS ? parted : partedFar)(of, column, numbers, count, firsts.length);
  }
  const size = firsts.length;
  const own = (column: Column): Column => {
    const few = column.slice(0, size);
    for (let group = 0; group < size; group++) few[group] = column[firsts[group]!]!;
    return few;
  };
  const ofGroups = Object.fromEntries(columns.map(([facet, column]) => [facet, own(column)])) as Codes<Facet>;
  return { size, of: size <= 65_536 ? Uint16Array.from(of) : of, codes: ofGroups };
}

/** Part groups by the codes of a column; return the first incident of each new one. */
function parted(of: Uint32Array, column: Column, numbers: Int32Array, count: number, size: number): number[] {
  const known = new Int32Array(count * size).fill(-1);
  const firsts: number[] = [];
  for (let i = 0; i < of.length; i++) {
    const key = of[i]! * count + numbers[column[i]!]!;
    let group = known[key]!;
    if (group < 0) known[key] = group = firsts.push(i) - 1;
    of[i] = group;
  }
  return firsts;
}

function partedFar(of: Uint32Array, column: Column, numbers: Int32Array, count: number): number[] {
  const known = new Map<number, number>();
  const firsts: number[] = [];
  for (let i = 0; i < of.length; i++) {
    const key = of[i]! * count + numbers[column[i]!]!;
    let group = known.get(key);
    if (group === undefined) known.set(key, (group = firsts.push(i) - 1));
    of[i] = group;
  }
  return firsts;
}

/** The codes of a column without gaps: of thousands that may be, a few are. */
function numbered(column: Column): { numbers: Int32Array; count: number } {
  const numbers = new Int32Array(column.BYTES_PER_ELEMENT === 1 ? 256 : 65_536).fill(-1);
  let count = 0;
  for (let i = 0; i < column.length; i++) {
    if (numbers[column[i]!]! < 0) numbers[column[i]!] = count++;
  }
  return { numbers, count };
}
