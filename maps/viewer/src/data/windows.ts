/** The days on which each incident may have been, by what its source knew of the date. */

import { monthEnd, monthStart, yearEnd, yearStart } from "../language/calendar.ts";
import { NO_DAY } from "./incidents-text.ts";

export interface Windows {
  /** First day an incident, days since 1970; above every day where no date is known. */
  readonly from: Int32Array;
  /** Last day; below every day where no date is known. */
  readonly to: Int32Array;
  /** First and last day of all; null where no date is known. */
  readonly span: readonly [number, number] | null;
}

/** Of an undated incident: a window that meets no span. */
export const NEVER_FROM = 2 ** 31 - 1;
export const NEVER_TO = -(2 ** 31);

interface Dates {
  readonly day: Int32Array;
  readonly days: Uint16Array;
  readonly dateprec: Uint8Array;
}

/** A date known to a month may be any of its days: the window is as wide as the source's knowledge. */
export function windowsOf(dates: Dates, firstRow: Uint32Array, precisions: readonly string[]): Windows {
  const incidents = firstRow.length - 1;
  const from = new Int32Array(incidents);
  const to = new Int32Array(incidents);
  let [low, high] = [NEVER_FROM, NEVER_TO];
  for (let i = 0; i < incidents; i++) {
    const row = firstRow[i]!;
    const day = dates.day[row]!;
    if (day === NO_DAY) {
      from[i] = NEVER_FROM;
      to[i] = NEVER_TO;
      continue;
    }
    const precision = precisions[dates.dateprec[row]!];
    let start = day;
    let end = day + dates.days[row]!;
    if (precision === "week") end = Math.max(end, start + 6);
    else if (precision === "month" || precision === "year") {
      start = precision === "month" ? monthStart(start) : yearStart(start);
      end = precision === "month" ? monthEnd(end) : yearEnd(end);
    }
    from[i] = start;
    to[i] = end;
    if (start < low) low = start;
    if (end > high) high = end;
  }
  return { from, to, span: low > high ? null : [low, high] };
}
