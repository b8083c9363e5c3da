/** Dates in a search: "26 Feb 2026", "February 2026", "2026-02-26", "26/2/2026", "7 Hut 1404", in any language of the page. */

import { CODES, MESSAGES } from "../language/language.ts";
import { gregorianDay, solarDay, type CalendarDay } from "../language/solar.ts";
import { fold, wordsOf } from "./fold.ts";
import { inAll } from "./search.ts";
import type { Windows } from "./windows.ts";

/** What a search says of days; what is undefined may be any. */
export interface Asked {
  readonly of: (day: number) => CalendarDay;
  readonly day?: number;
  /** From 0. */
  readonly month?: number;
  readonly year?: number;
}

/** A date of a search, and its words, which may stand in a text as well. */
export interface DateWords {
  readonly words: string;
  readonly asked: Asked;
}

interface Month {
  readonly of: (day: number) => CalendarDay;
  readonly month: number;
}

// Years that a search may mean by a bare number, by calendar
const YEARS = [
  { of: gregorianDay, from: 1900, to: 2100 },
  { of: solarDay, from: 1300, to: 1500 },
] as const;
const YEAR_FIRST = /^(\d{4})([-/.])(\d\d?)(?:\2(\d\d?))?$/;
const YEAR_LAST = /^(\d\d?)([-/.])(\d\d?)\2(\d{4}|\d\d)$/;

const MONTHS = monthNames();

/** The names of months in every language, folded; Gregorian months may be cut to three letters. */
function monthNames(): Map<string, Month> {
  const names = new Map<string, Month>();
  for (const code of CODES) {
    MESSAGES[code].solarMonths.forEach((name, month) => names.set(fold(name), { of: solarDay, month }));
  }
  for (const code of CODES) {
    MESSAGES[code].months.forEach((name, month) => names.set(fold(name), { of: gregorianDay, month }));
  }
  MESSAGES.en.months.forEach((name, month) => {
    for (let letters = 3; letters < name.length; letters++) {
      names.set(fold(name.slice(0, letters)), { of: gregorianDay, month });
    }
  });
  return names;
}

/** Part a query into its dates and its other words. A month counts only with its day or its year. */
export function datesIn(query: string): { readonly dates: readonly DateWords[]; readonly rest: string } {
  const words = wordsOf(query);
  const dates: DateWords[] = [];
  const rest: string[] = [];
  for (let at = 0; at < words.length; ) {
    const [asked, length] = dateAt(words, at);
    if (asked === null) rest.push(words[at]!);
    else dates.push({ words: words.slice(at, at + length).join(" "), asked });
    at += length;
  }
  return { dates, rest: rest.join(" ") };
}

/** The longest date that begins at a word, and how many words it has. */
function dateAt(words: readonly string[], at: number): [Asked | null, number] {
  const [first, second, third] = [0, 1, 2].map((i) => (words[at + i] ?? "").replace(/[,،.]$/, ""));
  const inNumbers = numbersOf(first!);
  if (inNumbers !== null) return [inNumbers, 1];
  // 26 February 2026, 26 February
  const [before, after] = [dayOf(first!), dayOf(second!)];
  let month = MONTHS.get(second!);
  if (before !== null && month !== undefined) {
    const year = yearOf(third!, month.of);
    return [{ ...month, day: before, ...(year !== null && { year }) }, year === null ? 2 : 3];
  }
  month = MONTHS.get(first!);
  if (month !== undefined) {
    // February 26, 2026; February 26; February 2026
    let year = yearOf(after === null ? second! : third!, month.of);
    if (after !== null) return [{ ...month, day: after, ...(year !== null && { year }) }, year === null ? 2 : 3];
    if (year !== null) return [{ ...month, year }, 2];
  }
  for (const { of } of YEARS) {
    const year = yearOf(first!, of);
    if (year !== null) return [{ of, year }, 1];
  }
  return [null, 1];
}

/** A date in numbers: the year first, or the day, or the month where that alone is possible. */
function numbersOf(word: string): Asked | null {
  const first = YEAR_FIRST.exec(word);
  if (first !== null) {
    const [, year, , month, day] = first;
    return dateOf(Number(year), Number(month), day === undefined ? undefined : Number(day));
  }
  const last = YEAR_LAST.exec(word);
  if (last === null) return null;
  const [one, other, short] = [Number(last[1]), Number(last[3]), Number(last[4])];
  const year = short < 100 ? 2000 + short : short;
  return other > 12 ? dateOf(year, one, other) : dateOf(year, other, one);
}

/** @param month from 1 */
function dateOf(year: number, month: number, day: number | undefined): Asked | null {
  const calendar = YEARS.find(({ from, to }) => year >= from && year <= to);
  if (calendar === undefined || month < 1 || month > 12 || day === 0 || (day ?? 0) > 31) return null;
  return { of: calendar.of, year, month: month - 1, ...(day !== undefined && { day }) };
}

function dayOf(word: string): number | null {
  const found = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(word);
  const day = Number(found?.[1] ?? 0);
  return day >= 1 && day <= 31 ? day : null;
}

function yearOf(word: string, of: (day: number) => CalendarDay): number | null {
  const range = YEARS.find((one) => one.of === of)!;
  const year = /^\d{4}$/.test(word) ? Number(word) : 0;
  return year >= range.from && year <= range.to ? year : null;
}

/** Marks the incidents that may have been on a day that is asked for. */
export function mayBeOn({ of, day, month, year }: Asked, { from, to, span }: Windows): Uint8Array {
  const marks = new Uint8Array(from.length);
  if (span === null) return marks;
  const [low, high] = span;
  // how many days that are asked for lie before each day
  const before = new Uint32Array(high - low + 2);
  for (let at = low; at <= high; at++) {
    const date = of(at);
    const holds =
      (day === undefined || date.day === day) &&
      (month === undefined || date.month === month) &&
      (year === undefined || date.year === year);
    before[at - low + 1] = before[at - low]! + (holds ? 1 : 0);
  }
  for (let i = 0; i < marks.length; i++) {
    if (from[i]! <= to[i]!) marks[i] = before[to[i]! - low + 1]! > before[from[i]! - low]! ? 1 : 0;
  }
  return marks;
}

/** Marks the incidents that a query finds, by their words and their days; null where it asks for nothing. */
export async function findAll(
  query: string,
  find: (words: string) => Promise<Uint8Array | null>,
  windows: Windows,
): Promise<Uint8Array | null> {
  const { dates, rest } = datesIn(query);
  const ofDates = dates.map(async ({ words, asked }) => {
    const dated = mayBeOn(asked, windows);
    // cells have days but no words: a search leaves them out
    return (await find(words))?.map((mark, i) => mark | dated[i]!) ?? dated;
  });
  const found = (await Promise.all([find(rest), ...ofDates])).filter((marks) => marks !== null);
  return found.length === 0 ? null : inAll(found);
}
