/** Incidents by day, week or month, from typed arrays. */

import { widerTo } from "../data/numbers.ts";
import type { Windows } from "../data/windows.ts";
import type { Sieve } from "../filters/filters.ts";
import { isNought } from "../filters/nought.ts";
import { edgesOf, type Unit } from "../language/calendar.ts";

export interface Bins {
  readonly unit: Unit;
  /** First day of each bin, and at the end the first day after the last. */
  readonly edges: Int32Array;
  /** Number of the bin of each day since `edges[0]`. */
  readonly of: Uint32Array;
}

export interface Histogram {
  /** Incidents known to lie in the bin. */
  readonly exact: Uint32Array;
  /** Shares of incidents whose dates are known to a span that reaches over several bins. */
  readonly vague: Float64Array;
  readonly dated: number;
  /** How many incidents the shares are of. */
  readonly spread: number;
  readonly undated: number;
  /** How many of `spread` are in cells. */
  readonly folded: number;
}

export function binsOf(unit: Unit, from: number, to: number): Bins {
  const edges = edgesOf(unit, from, to);
  const of = new Uint32Array(edges[edges.length - 1]! - edges[0]!);
  for (let bin = 0; bin + 1 < edges.length; bin++) {
    of.fill(bin, edges[bin]! - edges[0]!, edges[bin + 1]! - edges[0]!);
  }
  return { unit, edges, of };
}

/** A night is dated to the day on which it began. */
const NIGHT = 1;

/** Behind the bins, where what lies in no one bin counts. */
const [UNDATED, OUTSIDE, SPREAD, BEHIND] = [0, 1, 2, 3];

interface Slots {
  readonly from: Int32Array;
  /** The bin that each incident counts in. */
  readonly slots: Uint16Array | Uint32Array;
  /** The incidents that lie in several. */
  readonly spread: Uint32Array;
}

const slotted = new WeakMap<Bins, Slots>();

/** Found once for all filters. */
function slotsOf({ from, to }: Pick<Windows, "from" | "to">, bins: Bins, firstCell: number): Slots {
  const known = slotted.get(bins);
  if (known?.from === from) return known;
  const { edges, of } = bins;
  const count = edges.length - 1;
  const [first, end] = [edges[0]!, edges[count]!];
  const slots = widerTo(count + BEHIND, from.length);
  for (let i = 0; i < from.length; i++) {
    const start = from[i]!;
    const last = to[i]!;
    if (start > last) slots[i] = count + UNDATED;
    else if (last < first || start >= end) slots[i] = count + OUTSIDE;
    else {
      const a = of[Math.max(start, first) - first]!;
      const b = of[Math.min(last, end - 1) - first]!;
      const one = start >= first && ((a === b && last < end) || (i < firstCell && last - start <= NIGHT));
      slots[i] = one ? a : count + SPREAD;
    }
  }
  const spread = placesOf(slots, count + SPREAD);
  const found = { from, slots, spread };
  slotted.set(bins, found);
  return found;
}

/** Where a value stands, ascending. */
function placesOf(values: Uint16Array | Uint32Array, value: number): Uint32Array {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (values[i] === value) count++;
  const places = new Uint32Array(count);
  for (let i = 0, n = 0; n < count; i++) if (values[i] === value) places[n++] = i;
  return places;
}

/**
 * Count the incidents that pass.
 *
 * One whose days all lie in one bin counts there. One known to a longer span is shared out over
 * its days; so is one that went on for more than a night.
 *
 * @param weights how many incidents each stands for; null where each is itself
 * @param firstCell the first that is a cell
 */
export function histogramOf(
  windows: Pick<Windows, "from" | "to">,
  bins: Bins,
  { missed, bits, placed }: Pick<Sieve, "missed" | "bits" | "placed">,
  weights: Uint32Array | null = null,
  firstCell = Infinity,
): Histogram {
  const { from, to } = windows;
  const { edges, of } = bins;
  const { slots, spread: several } = slotsOf(windows, bins, firstCell);
  const count = edges.length - 1;
  const [first, end] = [edges[0]!, edges[count]!];
  const counted = new Uint32Array(count + BEHIND);
  // what passes is in no order: what does not counts as nought
  if (weights === null) for (let i = 0; i < slots.length; i++) counted[slots[i]!]! += isNought(missed[i]! & bits) & placed[i]!;
  else for (let i = 0; i < slots.length; i++) counted[slots[i]!]! += (isNought(missed[i]! & bits) & placed[i]!) * weights[i]!;
  const exact = counted.slice(0, count);
  const vague = new Float64Array(count);
  // incidents a day over whole bins, as changes from bin to bin: each incident costs the same
  const density = new Float64Array(count + 1);
  let folded = 0;
  for (let n = 0; n < several.length; n++) {
    const i = several[n]!;
    if ((missed[i]! & bits) !== 0 || placed[i] === 0) continue;
    const weight = weights === null ? 1 : weights[i]!;
    const start = from[i]!;
    const last = to[i]!;
    const a = of[Math.max(start, first) - first]!;
    const b = of[Math.min(last, end - 1) - first]!;
    if (i >= firstCell) folded += weight;
    const aDay = weight / (last - start + 1);
    if (a === b) {
      vague[a]! += aDay * (Math.min(last + 1, end) - Math.max(start, first));
      continue;
    }
    vague[a]! += aDay * (edges[a + 1]! - Math.max(start, first));
    vague[b]! += aDay * (Math.min(last + 1, end) - edges[b]!);
    density[a + 1]! += aDay;
    density[b]! -= aDay;
  }
  let aDay = 0;
  for (let bin = 0; bin < count; bin++) {
    aDay += density[bin]!;
    vague[bin]! += aDay * (edges[bin + 1]! - edges[bin]!);
    // what adding and taking away leaves of nothing
    if (vague[bin]! < 1e-9) vague[bin] = 0;
  }
  const dated = exact.reduce((sum, one) => sum + one, 0);
  return { exact, vague, dated, spread: counted[count + SPREAD]!, undated: counted[count + UNDATED]!, folded };
}

/** Running totals of both parts, in place of the counts. */
export function runningTotal({ exact, vague, ...more }: Histogram): Histogram {
  const [sure, unsure] = [exact.slice(), vague.slice()];
  for (let bin = 1; bin < sure.length; bin++) {
    sure[bin]! += sure[bin - 1]!;
    unsure[bin]! += unsure[bin - 1]!;
  }
  return { exact: sure, vague: unsure, ...more };
}

/** The largest bar of bins `first` to `last`, at least 1. */
export function highest({ exact, vague }: Pick<Histogram, "exact" | "vague">, first: number, last: number): number {
  let most = 1;
  for (let bin = first; bin <= last; bin++) most = Math.max(most, exact[bin]! + vague[bin]!);
  return most;
}

/** The next bin with incidents after (or before) a bin; null where there is none. */
export function nextFilled({ exact, vague }: Histogram, bin: number, by: 1 | -1): number | null {
  for (let at = bin + by; at >= 0 && at < exact.length; at += by) {
    if (exact[at]! + vague[at]! > 0) return at;
  }
  return null;
}
