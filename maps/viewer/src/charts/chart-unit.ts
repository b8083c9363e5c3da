/** The days of the time axis, and the unit that the timeline counts by: the reader's choice, or what has room. */

import { UNITS, unitFor, type Unit } from "../language/calendar.ts";

/** A unit by the word of a link; null leaves it to the axis. */
export function chosenUnit(word: string | null): Unit | null {
  return UNITS.find((unit) => unit === word) ?? null;
}

export function drawnUnit(chosen: Unit | null, days: number, width: number): Unit {
  return chosen ?? unitFor(days, width);
}

/** Part of the axis before the first day and behind the last: what stands there is drawn whole. */
const AIR = 0.012;
/** Days of the shortest axis: a single day that fills it would look like a period. */
const LEAST = 7;

/** The days of an axis that shows a span; both ends belong to it. */
export function withAir([from, to]: readonly [number, number]): [number, number] {
  const days = to - from + 1;
  const air = Math.max(Math.ceil(days * AIR), Math.ceil((LEAST - days) / 2));
  return [from - air, to + air];
}
