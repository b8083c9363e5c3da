/** Numbers, dates and names as the page writes them. */

import type { Unit } from "../language/calendar.ts";
import { decimal, digits, language, number } from "../language/language.ts";
import { gregorianDay, solarDay, type CalendarDay } from "../language/solar.ts";
import { TEXTS } from "../language/strings.ts";
import { POINT, STRETCH } from "./incidents-data.ts";

export { number };

export const NO_DAY = -(2 ** 31);

/** Kilometres: one decimal under ten, whole above. */
export function km(value: number): string {
  return value < 10 ? decimal(value) : number(value);
}

/** A calendar: what a day is in it, and what it calls a month. */
interface Calendar {
  day(day: number): CalendarDay;
  month(month: number, short: boolean): string;
}

const GREGORIAN: Calendar = {
  day: gregorianDay,
  month: (month, short) => (short ? TEXTS.monthsShort : TEXTS.months)[month] ?? "",
};
const SOLAR: Calendar = { day: solarDay, month: (month) => TEXTS.solarMonths[month] ?? "" };

const whole = (value: number): string => digits(String(value));

function written({ day, month, year }: CalendarDay, calendar: Calendar, short: boolean): string {
  return TEXTS.date(whole(day), calendar.month(month, short), whole(year));
}

/** 26 February 2026; `short` gives 26 Feb 2026. */
export function dateOf(day: number, short = false): string {
  return day === NO_DAY ? TEXTS.dayUnknown : written(gregorianDay(day), GREGORIAN, short);
}

/** A span of days in words, no more precise than its source. */
export function dateWindow(day: number, days: number, precision: string, short = false): string {
  return windowIn(GREGORIAN, day, days, precision, short);
}

/** A span of days by both calendars, the one first that the language's readers look for. */
export function datesOf(day: number, days: number, precision: string, short = false): string {
  if (day === NO_DAY) return TEXTS.dayUnknown;
  const solarFirst = language().calendar === "solar";
  const [first, second] = solarFirst ? [SOLAR, GREGORIAN] : [GREGORIAN, SOLAR];
  return TEXTS.bothDates(
    windowIn(first, day, days, precision, short),
    spanIn(second, day, days, precision, short),
  );
}

/** A span of days where there is little room: by both calendars only where Solar Hijri is the first. */
export function datesInShort(day: number, days: number, precision: string): string {
  return language().calendar === "solar"
    ? datesOf(day, days, precision, true)
    : dateWindow(day, days, precision, true);
}

/** The same in one line or two. */
export function dateLines(day: number, days: number, precision: string): string[] {
  const gregorian = dateWindow(day, days, precision, true);
  if (language().calendar !== "solar" || day === NO_DAY) return [gregorian];
  return [spanIn(SOLAR, day, days, precision, true), gregorian];
}

function windowIn(calendar: Calendar, day: number, days: number, precision: string, short: boolean): string {
  if (day === NO_DAY) return TEXTS.dayUnknown;
  if (precision === "week" && days <= 7) return TEXTS.weekOf(written(calendar.day(day), calendar, short));
  const span = spanIn(calendar, day, days, precision, short);
  const vague = precision === "year" || (precision === "month" && days <= 31);
  return vague ? TEXTS.during(span) : span;
}

/** A span as one date, or from one to another. A month or year lies in two of another calendar. */
function spanIn(calendar: Calendar, day: number, days: number, precision: string, short: boolean): string {
  const [from, to] = [calendar.day(day), calendar.day(day + days)];
  const month = ({ month: number }: CalendarDay): string => calendar.month(number, short);
  const monthAndYear = (one: CalendarDay): string => TEXTS.monthYear(month(one), whole(one.year));
  const date = (one: CalendarDay): string => written(one, calendar, short);
  const sameYear = from.year === to.year;
  if (precision === "year") return sameYear ? whole(from.year) : TEXTS.between(whole(from.year), whole(to.year));
  if (precision === "month" && days <= 31) {
    if (sameYear && from.month === to.month) return monthAndYear(from);
    return TEXTS.between(sameYear ? month(from) : monthAndYear(from), monthAndYear(to));
  }
  if (days === 0) return date(from);
  if (!sameYear) return TEXTS.between(date(from), date(to));
  if (from.month !== to.month) {
    return TEXTS.between(TEXTS.dayMonth(whole(from.day), month(from)), date(to));
  }
  return TEXTS.daySpan(whole(from.day), whole(to.day), month(to), whole(to.year));
}

/** From one day to another, both named exactly. */
export function spanOf(from: number, to: number, short = false): string {
  return dateWindow(from, to - from, "day", short);
}

/** A mark of a time axis: 26 Feb, Feb, 2026. */
export function tickLabel(day: number, tells: "day" | "month" | "year"): string {
  const date = gregorianDay(day);
  if (tells === "year") return whole(date.year);
  const month = GREGORIAN.month(date.month, true);
  return tells === "month" ? month : TEXTS.dayMonth(whole(date.day), month);
}

/** A day, week or month by its first day. */
export function binName(unit: Unit, first: number): string {
  if (unit === "month") {
    const { month, year } = gregorianDay(first);
    return TEXTS.monthYear(GREGORIAN.month(month, false), whole(year));
  }
  return unit === "week" ? TEXTS.weekFrom(dateOf(first, true)) : dateOf(first, true);
}

/** Groups that do not say whose a thing was. */
const UNTOLD = new Set(["", "unspecified"]);
/** Metrics that count persons: who they are stands before what was done. */
const PERSONS = new Set(["killed", "wounded", "attacked_persons", "captured", "missing", "displaced"]);

function ownText(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

function readable(code: string): string {
  const words = code.replaceAll("_", " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The name of a claimant's side; the pack's own name first. */
export function claimantName(code: string, given: Readonly<Record<string, string>> = {}): string {
  return ownText(given, code) ?? ownText(TEXTS.names, code) ?? readable(code);
}

/** The name of an acting side. */
export function sideName(code: string, given: Readonly<Record<string, string>> = {}): string {
  return ownText(given, code) ?? ownText(TEXTS.sideNames, code) ?? readable(code);
}

/**
 * What a claim counts: "Pakistani forces killed", "posts taken (of Afghan forces)", "families displaced".
 *
 * Whose a thing was is told as of persons: each side counts those of the other.
 *
 * @param one whether the figure before it is 1: "post taken", "member of Pakistani forces killed"
 */
export function counted(
  metric: string,
  victims: string,
  unit: string,
  given: Readonly<Record<string, string>> = {},
  one = false,
): string {
  const single = one ? ownText(TEXTS.oneOf, metric) : undefined;
  const done = single ?? ownText(TEXTS.metrics, metric) ?? metric.replaceAll("_", " ");
  const who = ownText(TEXTS.victims, victims) ?? ownText(given, victims) ?? readable(victims);
  if (!PERSONS.has(metric)) return UNTOLD.has(victims) ? done : TEXTS.countedOf(done, who);
  const units = (one ? ownText(TEXTS.oneUnit, unit) : undefined) ?? ownText(TEXTS.units, unit);
  if (units !== undefined) return TEXTS.countedWho(units, done);
  if (victims === "") return done;
  if (!one) return TEXTS.countedWho(who, done);
  const member = victims.endsWith("_forces") || who.endsWith(" forces") ? TEXTS.memberOf(who) : who; // "1 forces" is no English
  return TEXTS.countedWho(ownText(TEXTS.oneVictim, victims) ?? member, done);
}

/** Who acted, and against whom if that is told; none where no source names anyone. */
export function actorsTold(actor: string, target: string): string[] {
  if (target === "") return actor === "" ? [] : [actor];
  return [actor === "" ? TEXTS.notNamed : actor, target];
}

export function statusName(code: string): string {
  return ownText(TEXTS.statuses, code) ?? code;
}

/** What a role adds to say; null for an incident of its own. */
export function roleName(code: string): string | null {
  return ownText(TEXTS.roles, code) ?? null;
}

/**
 * How closely a place is known, as it is drawn: "located to a district", "located near a place",
 * "located to a stretch of 94 km of the line".
 *
 * @param level of what is drawn
 * @param prec where_prec; 2 is near what is named
 */
export function locatedName(
  level: string,
  kind: number,
  prec: number,
  fromKm: number | null,
  toKm: number | null,
): string {
  if (level === "") return TEXTS.unlocated;
  if (kind === STRETCH && fromKm !== null && toKm !== null) {
    return TEXTS.locatedTo(TEXTS.stretchOf(km(Math.abs(toKm - fromKm))));
  }
  const name = ownText(TEXTS.levels, level) ?? level;
  return kind === POINT && prec === 2 ? TEXTS.locatedNear(name) : TEXTS.locatedTo(name);
}
