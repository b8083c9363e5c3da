/** Numbers, dates and names as the page writes them. */

import type { Unit } from "./calendar.ts";
import { POINT, STRETCH } from "./incidents-data.ts";
import { TEXTS } from "./strings.ts";

const DAY_MS = 86_400_000;
export const NO_DAY = -(2 ** 31);
const MONTHS = [
  "January", "February", "March", "April", "May", "June", "July", "August", "September",
  "October", "November", "December",
] as const;

/** A whole number with a comma between thousands. */
export function number(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** Kilometres: one decimal under ten, whole above. */
export function km(value: number): string {
  return value < 10 ? String(Math.round(value * 10) / 10) : number(value);
}

function parts(day: number): { day: number; month: string; year: number } {
  const date = new Date(day * DAY_MS);
  return {
    day: date.getUTCDate(),
    month: MONTHS[date.getUTCMonth()] as string,
    year: date.getUTCFullYear(),
  };
}

/** 26 February 2026; `short` gives 26 Feb 2026. */
export function dateOf(day: number, short = false): string {
  if (day === NO_DAY) return TEXTS.dayUnknown;
  const date = parts(day);
  const month = short ? date.month.slice(0, 3) : date.month;
  return `${String(date.day)} ${month} ${String(date.year)}`;
}

/** A span of days in words, no more precise than its source. */
export function dateWindow(day: number, days: number, precision: string, short = false): string {
  if (day === NO_DAY) return TEXTS.dayUnknown;
  const from = parts(day);
  const to = parts(day + days);
  const month = (name: string): string => (short ? name.slice(0, 3) : name);
  if (precision === "year" && from.year === to.year) return TEXTS.during(String(from.year));
  if (precision === "month" && from.month === to.month && from.year === to.year) {
    return TEXTS.during(`${month(from.month)} ${String(from.year)}`);
  }
  if (precision === "week" && days <= 7) return TEXTS.weekOf(dateOf(day, short));
  if (days === 0) return dateOf(day, short);
  if (from.year !== to.year) return TEXTS.between(dateOf(day, short), dateOf(day + days, short));
  if (from.month !== to.month) {
    return TEXTS.between(
      `${String(from.day)} ${month(from.month)}`,
      dateOf(day + days, short),
    );
  }
  return `${String(from.day)}–${String(to.day)} ${month(to.month)} ${String(to.year)}`;
}

/** From one day to another, both named exactly. */
export function spanOf(from: number, to: number, short = false): string {
  return dateWindow(from, to - from, "day", short);
}

/** A mark of a time axis: 26 Feb, Feb, 2026. */
export function tickLabel(day: number, tells: "day" | "month" | "year"): string {
  const date = parts(day);
  if (tells === "year") return String(date.year);
  const month = date.month.slice(0, 3);
  return tells === "month" ? month : `${String(date.day)} ${month}`;
}

/** A day, week or month by its first day. */
export function binName(unit: Unit, first: number): string {
  if (unit === "month") return `${parts(first).month} ${String(parts(first).year)}`;
  return unit === "week" ? TEXTS.weekFrom(dateOf(first, true)) : dateOf(first, true);
}

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
 * What a claim counts: "Pakistani forces killed", "posts taken", "families displaced".
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
  if (!PERSONS.has(metric)) return done;
  const units = (one ? ownText(TEXTS.oneUnit, unit) : undefined) ?? ownText(TEXTS.units, unit);
  if (units !== undefined) return `${units} ${done}`;
  const who = ownText(TEXTS.victims, victims) ?? ownText(given, victims) ?? readable(victims);
  if (victims === "") return done;
  if (!one) return `${who} ${done}`;
  const member = / forces$/.test(who) ? TEXTS.memberOf(who) : who; // "1 forces" is no English
  return `${ownText(TEXTS.oneVictim, victims) ?? member} ${done}`;
}

/** Who acted against whom; "" where no source names anyone. */
export function actorsTold(actor: string, target: string): string {
  return target === "" ? actor : TEXTS.towards(actor === "" ? TEXTS.notNamed : actor, target);
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
