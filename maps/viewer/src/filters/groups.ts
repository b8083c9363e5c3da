/** Incidents that are alike in what filters ask of them: a million are of some hundreds of groups. */

/** What groups are told apart by; sources are too many. */
export const GROUPED = ["side", "type", "role", "disputed", "licence"] as const;
export type Grouped = (typeof GROUPED)[number];

type Codes = Readonly<Record<Grouped, Uint8Array | Uint16Array>>;

export interface Groups {
  readonly size: number;
  /** The group of each incident. */
  readonly of: Uint16Array | Uint32Array;
  /** The codes of each group. */
  readonly codes: Codes;
}

/** @param codes those of each incident */
export function groupsOf(incidents: number, codes: Codes): Groups {
  // joined column by column: what is alike in the columns before has one number
  const of = new Uint32Array(incidents);
  let firsts = incidents === 0 ? [] : [0];
  for (const facet of GROUPED) {
    const column = codes[facet];
    const { numbers, count } = numbered(column);
    const known = new Int32Array(count * firsts.length).fill(-1);
    firsts = [];
    for (let i = 0; i < incidents; i++) {
      const key = of[i]! * count + numbers[column[i]!]!;
      let group = known[key]!;
      if (group < 0) known[key] = group = firsts.push(i) - 1;
      of[i] = group;
    }
  }
  const size = firsts.length;
  const own = (column: Uint8Array | Uint16Array): Uint8Array | Uint16Array => {
    const few = column.slice(0, size);
    for (let group = 0; group < size; group++) few[group] = column[firsts[group]!]!;
    return few;
  };
  const ofGroups = Object.fromEntries(GROUPED.map((facet) => [facet, own(codes[facet])])) as Codes;
  return { size, of: size <= 65_536 ? Uint16Array.from(of) : of, codes: ofGroups };
}

/** The codes of a column without gaps: of thousands that may be, a few are. */
function numbered(column: Uint8Array | Uint16Array): { numbers: Int32Array; count: number } {
  const numbers = new Int32Array(column.BYTES_PER_ELEMENT === 1 ? 256 : 65_536).fill(-1);
  let count = 0;
  for (let i = 0; i < column.length; i++) {
    if (numbers[column[i]!]! < 0) numbers[column[i]!] = count++;
  }
  return { numbers, count };
}
