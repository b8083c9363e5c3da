/**
 * Dates in a search: "26 Feb 2026", "February 2026", "2026-02-26", "26/2/2026", "7 Hut 1404", "since October 2025",
 * "from 26 February to 3 March", in any language of the page.
 */

import { CODES, MESSAGES } from "../language/language.ts";
import { gregorianDay, solarDay, type CalendarDay } from "../language/solar.ts";
import { fold, wordsOf } from "./fold.ts";

/** What a search says of days; what is undefined may be any. */
export interface Asked {
  readonly of: (day: number) => CalendarDay;
  readonly day?: number;
  /** From 0. */
  readonly month?: number;
  readonly year?: number;
}

/** How days lie to a date: on it, from it on, later, up to it, earlier, or from it to a second one. */
export type Bound = keyof typeof MESSAGES.en.dates;

/** A date of a search, and its words, which may stand in a text as well. */
export interface DateWords {
  readonly words: string;
  readonly bound: Bound;
  readonly asked: Asked;
  /** The second date of `between`. */
  readonly to?: Asked;
}

/** Words around a date, or around two. */
interface Frame {
  readonly bound: Bound;
  readonly parts: readonly string[];
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
/** Stands for a date in a frame. */
const DATE = fold("…");
const FRAMES = frames();

/** "since …" in every language, and a date alone. */
function frames(): Frame[] {
  const told = CODES.flatMap((code) => Object.entries(MESSAGES[code].dates) as [Bound, string][]);
  const framed = told.flatMap(([bound, frames]) => frames.split("|").map((frame) => ({ bound, parts: wordsOf(frame) })));
  return [{ bound: "on", parts: [DATE] }, ...framed];
}

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

/** Part a query into its dates and its other words. A month counts only with its day, its year or what bounds it: "since March". */
export function datesIn(query: string): { readonly dates: readonly DateWords[]; readonly rest: string } {
  const words = wordsOf(query);
  const dates: DateWords[] = [];
  const rest: string[] = [];
  for (let at = 0; at < words.length; ) {
    const [longest, length] = FRAMES.map((frame) => framedAt(words, at, frame)).reduce((a, b) => (b[1] > a[1] ? b : a));
    if (longest === null) rest.push(words[at++]!);
    else dates.push(longest);
    at += length;
  }
  return { dates, rest: rest.join(" ") };
}

/** The date or the two of a frame that begins at a word, and how many words that is; 0 where there is none. */
function framedAt(words: readonly string[], start: number, { bound, parts }: Frame): [DateWords | null, number] {
  const dates: { readonly words: string; readonly asked: Asked }[] = [];
  let at = start;
  for (const part of parts) {
    if (part !== DATE) {
      if (words[at++] !== part) return [null, 0];
      continue;
    }
    const [asked, length] = dateAt(words, at, bound !== "on");
    if (asked === null) return [null, 0];
    dates.push({ words: words.slice(at, at + length).join(" "), asked });
    at += length;
  }
  const [{ asked, words: own } = dates[0]!, second] = dates;
  if (second === undefined) return [{ words: own, bound, asked }, at - start];
  const to = second.asked;
  // "26 February to 3 March 2026" tells the year once
  const from = asked.year === undefined && asked.of === to.of && to.year !== undefined ? { ...asked, year: to.year } : asked;
  return [{ words: own, bound, asked: from, to }, at - start];
}

/**
 * The longest date that begins at a word, and how many words it has.
 *
 * @param monthAlone whether the name of a month is enough
 */
function dateAt(words: readonly string[], at: number, monthAlone: boolean): [Asked | null, number] {
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
    if (monthAlone) return [month, 1];
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
