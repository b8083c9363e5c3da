/**
 * The ledger: what each side says, side by side. Nothing is ever added across claimants.
 */

import type { Claim } from "../data/incidents-chunk.ts";
import { TEXTS } from "../language/strings.ts";

export interface Column {
  readonly side: string;
  readonly claims: readonly Claim[];
}

/** Figures of one thing (metric, victims, unit), a range for each side. */
export interface Comparison {
  readonly metric: string;
  readonly victims: string;
  readonly unit: string;
  readonly ranges: readonly SideRange[];
  readonly deniedBy: readonly string[];
  /** Smallest and largest figure any side gives; null: none, or no upper bound. */
  readonly low: number;
  readonly high: number | null;
  /** Whether one number would suit every side that gives one. */
  readonly meets: boolean;
  /** What lies between the sides' ranges where they do not meet, else 0. */
  readonly gap: number;
}

export interface SideRange {
  readonly side: string;
  readonly min: number;
  readonly max: number | null;
}

export interface Ledger {
  /** The two sides of the line, always both, in the pack's order. */
  readonly sides: readonly [Column, Column];
  /** Everyone else, in the order of the pack's list of claimants. */
  readonly others: readonly Column[];
  readonly comparisons: readonly Comparison[];
}

/**
 * Put an incident's claims into columns and hold the figures of one thing against each other.
 *
 * @param lineSides the pack's left and right side of the line
 * @param order the pack's claimant sides
 */
export function makeLedger(
  claims: readonly Claim[],
  lineSides: readonly [string, string],
  order: readonly string[],
): Ledger {
  const of = (side: string): Column => ({
    side,
    claims: claims.filter((claim) => claim.side === side).sort(weightiestFirst),
  });
  const present = new Set(claims.map((claim) => claim.side));
  const rest = [...order, ...[...present].filter((side) => !order.includes(side)).sort()];
  return {
    sides: [of(lineSides[0]), of(lineSides[1])],
    others: rest.filter((side) => present.has(side) && !lineSides.includes(side)).map(of),
    comparisons: compare(claims, rest),
  };
}

/** What is said of persons comes first. */
export const METRIC_ORDER: readonly string[] = ["killed", "wounded", "attacked_persons", "captured", "missing", "displaced"];

function weight(claim: Claim): number {
  const at = METRIC_ORDER.indexOf(claim.metric);
  return (at < 0 ? METRIC_ORDER.length : at) + (claim.subset ? 100 : 0) + (claim.denies ? 50 : 0);
}

function weightiestFirst(a: Claim, b: Claim): number {
  return weight(a) - weight(b) || (b.min ?? b.max ?? 0) - (a.min ?? a.max ?? 0);
}

/** Things counted by two sides or more, or denied by one. */
function compare(claims: readonly Claim[], order: readonly string[]): Comparison[] {
  const things = new Map<string, Claim[]>();
  for (const claim of [...claims].sort(weightiestFirst)) {
    const key = JSON.stringify([claim.metric, claim.victims, claim.unit]);
    const list = things.get(key);
    if (list === undefined) things.set(key, [claim]);
    else list.push(claim);
  }
  const result: Comparison[] = [];
  for (const same of things.values()) {
    const first = same[0] as Claim;
    const bySide = (side: string): Claim[] => same.filter((claim) => claim.side === side);
    const ranges = order.flatMap((side) => sideRange(side, bySide(side)));
    const deniedBy = order.filter((side) => bySide(side).some((claim) => claim.denies));
    if (ranges.length === 0 || ranges.length + deniedBy.length < 2) continue;
    const top = (range: SideRange): number => range.max ?? Infinity;
    const highestLow = Math.max(...ranges.map((range) => range.min));
    const lowestTop = Math.min(...ranges.map(top));
    const high = Math.max(...ranges.map(top));
    result.push({
      metric: first.metric,
      victims: first.victims,
      unit: first.unit,
      ranges,
      deniedBy,
      low: Math.min(...ranges.map((range) => range.min)),
      high: Number.isFinite(high) ? high : null,
      meets: highestLow <= lowestTop,
      gap: Math.max(0, highestLow - lowestTop),
    });
  }
  return result;
}

/** One side's claims of one thing that give a figure; one inside a larger total counts only without the total. */
export function counting(claims: readonly Claim[]): readonly Claim[] {
  const counted = claims.filter(({ denies, min, max }) => !denies && (min ?? max) !== null);
  const totals = counted.filter((claim) => !claim.subset);
  return totals.length > 0 ? totals : counted;
}

function sideRange(side: string, claims: readonly Claim[]): SideRange[] {
  const used = counting(claims);
  if (used.length === 0) return [];
  const max = Math.max(...used.map((claim) => claim.max ?? Infinity));
  return [
    {
      side,
      min: Math.min(...used.map((claim) => claim.min ?? 0)),
      max: Number.isFinite(max) ? max : null,
    },
  ];
}

/** A claim's figure as readers write it: 133, ≥ 55, ≤ 9, 20–30, ≈ 17, or "" where none is given. */
export function figure(
  claim: Pick<Claim, "min" | "max" | "exact">,
  number: (value: number) => string,
): string {
  const { min, max } = claim;
  if (min === null && max === null) return "";
  if (min === null) return TEXTS.atMost(number(max as number));
  if (max === null) return TEXTS.atLeast(number(min));
  if (min !== max) return TEXTS.figureRange(number(min), number(max));
  return claim.exact ? number(min) : TEXTS.roughly(number(min));
}
