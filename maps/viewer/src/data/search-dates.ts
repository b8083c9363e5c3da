/** Marks the incidents that may have been on the days that a search asks for. */

import { solarDay, type CalendarDay } from "../language/solar.ts";
import { datesIn, type Asked, type DateWords } from "./date-words.ts";
import { inAll } from "./search.ts";
import type { Windows } from "./windows.ts";

/** Days of four years: what has no year was in one of them, the 29th of February too. */
const FOUR_YEARS = 1461;
const YEAR = 365.2425;
/** Years between the beginnings of the two calendars. */
const SOLAR_BEGIN = 621;

function holds({ day, month, year }: Asked, date: CalendarDay): boolean {
  return (
    (day === undefined || date.day === day) &&
    (month === undefined || date.month === month) &&
    (year === undefined || date.year === year)
  );
}

/** Marks the incidents that may have been on a day that is asked for. */
export function mayBeOn(asked: Asked, { from, to, span }: Windows): Uint8Array {
  const marks = new Uint8Array(from.length);
  if (span === null) return marks;
  const [low, high] = span;
  // how many days that are asked for lie before each day
  const before = new Uint32Array(high - low + 2);
  for (let at = low; at <= high; at++) {
    before[at - low + 1] = before[at - low]! + (holds(asked, asked.of(at)) ? 1 : 0);
  }
  for (let i = 0; i < marks.length; i++) {
    if (from[i]! <= to[i]!) marks[i] = before[to[i]! - low + 1]! > before[from[i]! - low]! ? 1 : 0;
  }
  return marks;
}

/**
 * The first and the last day of a date; null where there is no such day.
 *
 * @param latest of a date without a year the last day that counts
 */
function daysOf(asked: Asked, latest: number): readonly [number, number] | null {
  const { of, year } = asked;
  if (year === undefined) {
    let last = latest;
    while (!holds(asked, of(last))) if (--last <= latest - FOUR_YEARS) return null;
    let first = last;
    while (holds(asked, of(first - 1))) first--;
    return [first, last];
  }
  const begin = year + (of === solarDay ? SOLAR_BEGIN : 0) - 1970;
  const days: number[] = [];
  // two years, since the calendars begin theirs on other days
  for (let day = Math.floor((begin - 0.1) * YEAR); day < (begin + 1.9) * YEAR; day++) if (holds(asked, of(day))) days.push(day);
  return days.length === 0 ? null : [days[0]!, days.at(-1)!];
}

/** The days that a search asks for by their bound to a date; null where there is no such day. */
function spanOf({ bound, asked, to }: DateWords, latest: number): readonly [number, number] | null {
  const [days, others] = [daysOf(asked, latest), to === undefined ? null : daysOf(to, latest)];
  if (days === null) return null;
  const [first, last] = days;
  if (bound === "since") return [first, Infinity];
  if (bound === "after") return [last + 1, Infinity];
  if (bound === "until") return [-Infinity, last];
  if (bound === "before") return [-Infinity, first - 1];
  // without a year the second date may be one that data does not tell of yet
  return others === null ? null : [first, others[1] < first && to?.year === undefined ? Infinity : others[1]];
}

/** Marks the incidents that may have been within the days that are asked for. */
function mayBeWithin(date: DateWords, { from, to, span }: Windows, incidents: number): Uint8Array {
  const marks = new Uint8Array(incidents);
  const days = span === null ? null : spanOf(date, span[1]);
  if (days === null) return marks;
  const [first, last] = days;
  // one without a date begins after all days and ends before them
  for (let i = 0; i < incidents; i++) marks[i] = from[i]! <= to[i]! && from[i]! <= last && to[i]! >= first ? 1 : 0;
  return marks;
}

/**
 * Marks the incidents that a query finds, by their words and their days; null where it asks for nothing.
 *
 * @param incidents how many have words: cells, which come after them, have days, but a search leaves them out
 */
export async function findAll(
  query: string,
  find: (words: string) => Promise<Uint8Array | null>,
  windows: Windows,
  incidents = windows.from.length,
): Promise<Uint8Array | null> {
  const { dates, rest } = datesIn(query);
  const ofDates = dates.map(async (date) => {
    if (date.bound !== "on") return mayBeWithin(date, windows, incidents);
    const dated = mayBeOn(date.asked, windows);
    return (await find(date.words))?.map((mark, i) => mark | dated[i]!) ?? dated;
  });
  const found = (await Promise.all([find(rest), ...ofDates])).filter((marks) => marks !== null);
  return found.length === 0 ? null : inAll(found);
}
