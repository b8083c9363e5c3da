/** What is said of many incidents: by what is counted, then by who says it. Nothing is added up. */

import type { Claim, IncidentText, Report } from "../data/incidents-chunk.ts";
import { counting, METRIC_ORDER } from "./ledger.ts";

/** One statement of one claimant, of one thing. */
export interface Told {
  readonly incident: number;
  readonly claim: Claim;
  readonly reports: readonly Report[];
}

export interface Saying {
  readonly side: string;
  readonly told: readonly Told[];
}

/** One thing that is counted: "Pakistani forces killed". */
export interface Thing {
  readonly key: string;
  readonly metric: string;
  readonly victims: string;
  readonly unit: string;
  readonly count: number;
  readonly sides: readonly Saying[];
}

/**
 * Put the statements of incidents together by what they count.
 *
 * Persons killed come first, of them those of whom most is said. Each keeps the order of the incidents.
 *
 * @param texts incidents with their texts, in the order in which they are listed
 * @param order sides of claimants, in the order in which they speak
 */
export function thingsOf(texts: readonly (readonly [number, IncidentText])[], order: readonly string[]): Thing[] {
  const things = new Map<string, Map<string, Told[]>>();
  for (const [incident, { claims, sources }] of texts) {
    for (const claim of claims) {
      const key = JSON.stringify([claim.metric, claim.victims, claim.unit]);
      const sides = things.get(key) ?? new Map<string, Told[]>();
      const told = sides.get(claim.side) ?? [];
      told.push({ incident, claim, reports: sources });
      things.set(key, sides.set(claim.side, told));
    }
  }
  const made = [...things].map(([key, sides]): Thing => {
    const [metric = "", victims = "", unit = ""] = JSON.parse(key) as string[];
    const spoken = [...sides].map(([side, told]): Saying => ({ side, told }));
    spoken.sort((a, b) => place(order, a.side) - place(order, b.side) || (a.side < b.side ? -1 : 1));
    return { key, metric, victims, unit, count: spoken.reduce((sum, { told }) => sum + told.length, 0), sides: spoken };
  });
  return made.sort((a, b) => place(METRIC_ORDER, a.metric) - place(METRIC_ORDER, b.metric) || b.count - a.count);
}

/**
 * The days of which most is said, the newest first.
 *
 * @param dayOf the day of an incident; null where it has none, or is several
 */
export function daysMostSaidOf(
  texts: readonly (readonly [number, IncidentText])[], dayOf: (incident: number) => number | null, most: number,
): number[] {
  const said = new Map<number, number>();
  for (const [incident, { claims }] of texts) {
    const day = dayOf(incident);
    if (day !== null && claims.length > 0) said.set(day, (said.get(day) ?? 0) + claims.length);
  }
  const days = [...said].sort(([a, ofA], [b, ofB]) => ofB - ofA || b - a);
  return days.slice(0, most).map(([day]) => day).sort((a, b) => b - a);
}

/** The least and the most that single statements say; null where they only deny. Nothing is added up. */
export interface Span {
  readonly low: number;
  readonly high: number;
  /** Whether more than `high` is said to be possible ("at least"). */
  readonly isOpen: boolean;
  readonly isExact: boolean;
  /** Whether there are denials beside the figures. */
  readonly isDenied: boolean;
}

/** The span of one side's figures of one thing. */
export function spanOf(claims: readonly Claim[]): Span | null {
  const used = counting(claims);
  if (used.length === 0) return null;
  const tops = used.map(({ min, max }) => (max ?? min) as number);
  const high = Math.max(...tops);
  return {
    low: Math.min(...used.map(({ min }) => min ?? 0)),
    high,
    isOpen: used.some(({ max }, i) => max === null && tops[i] === high),
    isExact: used.every(({ exact }) => exact),
    isDenied: claims.some(({ denies }) => denies),
  };
}

/** Where something stands in an order; after all where it is not in it. */
function place(order: readonly string[], one: string): number {
  const at = order.indexOf(one);
  return at < 0 ? order.length : at;
}
