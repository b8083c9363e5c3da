/** Which unit the timeline counts by: the reader's choice, or what the axis has room for. */

import { UNITS, unitFor, type Unit } from "../language/calendar.ts";

/** A unit by the word of a link; null leaves it to the axis. */
export function chosenUnit(word: string | null): Unit | null {
  return UNITS.find((unit) => unit === word) ?? null;
}

export function drawnUnit(chosen: Unit | null, days: number, width: number): Unit {
  return chosen ?? unitFor(days, width);
}
