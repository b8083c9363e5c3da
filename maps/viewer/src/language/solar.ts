/** The Solar Hijri calendar. Intl counts it in every browser; the names of its months are ours. */

export interface CalendarDay {
  readonly day: number;
  /** From 0. */
  readonly month: number;
  readonly year: number;
}

const DAY_MS = 86_400_000;
const PERSIAN = new Intl.DateTimeFormat("en-u-ca-persian-nu-latn", {
  timeZone: "UTC",
  year: "numeric",
  month: "numeric",
  day: "numeric",
});

/** A day, counted since 1970-01-01, in the Solar Hijri calendar. */
export function solarDay(day: number): CalendarDay {
  const parts = new Map(PERSIAN.formatToParts(day * DAY_MS).map(({ type, value }) => [type, Number(value)]));
  return { day: parts.get("day") ?? 0, month: (parts.get("month") ?? 1) - 1, year: parts.get("year") ?? 0 };
}

export function gregorianDay(day: number): CalendarDay {
  const date = new Date(day * DAY_MS);
  return { day: date.getUTCDate(), month: date.getUTCMonth(), year: date.getUTCFullYear() };
}
