/** Days, weeks and months as spans of whole days since 1970-01-01. */

const DAY_MS = 86_400_000;

export const UNITS = ["day", "week", "month"] as const;
export type Unit = (typeof UNITS)[number];
/** Days of a unit, about. */
const LENGTH: Readonly<Record<Unit, number>> = { day: 1, week: 7, month: 30.44 };

function at(day: number): { year: number; month: number } {
  const date = new Date(day * DAY_MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() };
}

function dayOf(year: number, month: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, 1); // years below 100 are what they say
  return Math.round(date.getTime() / DAY_MS);
}

export function monthStart(day: number): number {
  const { year, month } = at(day);
  return dayOf(year, month);
}

export function monthEnd(day: number): number {
  const { year, month } = at(day);
  return dayOf(year, month + 1) - 1;
}

export function yearStart(day: number): number {
  return dayOf(at(day).year, 0);
}

export function yearEnd(day: number): number {
  return dayOf(at(day).year + 1, 0) - 1;
}

/** First day of the unit that holds a day; weeks begin on Monday. */
export function startOf(unit: Unit, day: number): number {
  if (unit === "month") return monthStart(day);
  return unit === "week" ? day - mod(day + 3, 7) : day;
}

/** First day of the unit after a unit's first day; `count` units on. */
export function stepFrom(unit: Unit, start: number, count = 1): number {
  if (unit !== "month") return start + count * LENGTH[unit];
  const { year, month } = at(start);
  return dayOf(year, month + count);
}

function mod(value: number, by: number): number {
  return ((value % by) + by) % by;
}

/** Starts of the units that hold the days of a span, and at the end the first day after them. */
export function edgesOf(unit: Unit, from: number, to: number): Int32Array {
  const edges: number[] = [startOf(unit, from)];
  while (edges[edges.length - 1]! <= to) edges.push(stepFrom(unit, edges[edges.length - 1]!));
  return Int32Array.from(edges);
}

/** Pixels of the narrowest bar that is still told from its neighbour. */
const NARROW = 3.5;

/** The smallest unit whose bars are wide enough. */
export function unitFor(days: number, width: number): Unit {
  return UNITS.find((unit) => (width * LENGTH[unit]) / Math.max(1, days) >= NARROW) ?? "month";
}

export interface Tick {
  readonly day: number;
  /** What its label tells: a day with its month, a month, or a year. */
  readonly tells: "day" | "month" | "year";
}

/** Round marks of an axis, no closer than `room` pixels. */
export function ticksOf(from: number, to: number, width: number, room: number): Tick[] {
  const pixels = width / Math.max(1, to - from);
  const ticks: Tick[] = [];
  const days = [1, 2, 7, 14].find((step) => step * pixels >= room);
  if (days !== undefined) {
    const first = days < 7 ? Math.ceil(from / days) * days : startOf("week", from + 6);
    for (let day = first; day < to; day += days) ticks.push({ day, tells: "day" });
    return ticks;
  }
  const months = [1, 2, 3, 6].find((step) => step * LENGTH.month * pixels >= room);
  const step = months ?? 12 * ([1, 2, 5, 10, 20, 50, 100, 200, 500].find((y) => y * 365.25 * pixels >= room) ?? 1000);
  const { year, month } = at(from);
  // counted from year 0, so that the marks stay where they are when the axis moves
  let number = Math.ceil((year * 12 + month) / step) * step;
  for (;;) {
    const day = dayOf(Math.floor(number / 12), mod(number, 12));
    if (day >= to) return ticks;
    if (day >= from) ticks.push({ day, tells: mod(number, 12) === 0 ? "year" : "month" });
    number += step;
  }
}
