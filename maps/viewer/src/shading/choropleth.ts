/**
 * Incidents, or one side's figures, by province or district. Nothing is put into a unit that its
 * source does not name: what is known to a province only stands in no district, and the figure of an
 * incident in several units is not divided among them.
 */

import { NO_FIGURE, type Run } from "../data/figures.ts";
import type { IncidentData } from "../data/incidents-data.ts";
import { number } from "../language/language.ts";
import { TEXTS } from "../language/strings.ts";
import type { Level } from "./units.ts";

export type Input = Pick<IncidentData, "firstRow" | "shown"> & {
  readonly weights?: Uint32Array | null;
  readonly meta: Pick<IncidentData["meta"], "units" | "roles">;
  readonly columns: Pick<IncidentData["columns"], "admin1" | "admin2" | "prec" | "role">;
};

const NONE = -1;
const PROVINCE_ONLY = -2;
const SEVERAL = -3;
/** where_prec of what is known to a province, to a country: what of them is in no unit of a level. */
const TOO_WIDE = { admin1: [6], admin2: [4, 6] } as const;

export interface Shaded {
  /** What shades each unit; NaN where there is nothing to shade by, which is not nought. */
  readonly values: Float64Array;
  /** The largest of what the side says of each unit, and whether that has no end; figures only. */
  readonly high: Float64Array | null;
  readonly open: Uint8Array | null;
  /** Incidents behind each unit's value. */
  readonly incidents: Uint32Array;
  /** Incidents shown, or with a figure, that stand in no unit, by the reason. */
  readonly left: Readonly<Record<Reason, number>>;
}

export const REASONS = ["provinceOnly", "nowhere", "several", "aggregate", "atMost"] as const;
export type Reason = (typeof REASONS)[number];

function noneLeft(): Record<Reason, number> {
  return { provinceOnly: 0, nowhere: 0, several: 0, aggregate: 0, atMost: 0 };
}

/** The incidents of the page, sorted into the units of one level. */
export class ByUnit {
  /** Each row's unit, `NONE` or `PROVINCE_ONLY`. */
  private readonly unitOf: Int32Array;
  /** Units that some incident of the page lies in, whatever the filters. */
  private readonly known: Uint8Array;
  /** The one unit of each incident. */
  private homes: Int32Array | undefined;

  /** @param codes P-codes of the units */
  constructor(
    private readonly input: Input,
    level: Level,
    private readonly codes: readonly string[],
  ) {
    const { meta, columns } = input;
    const numbers = new Map(codes.map((code, i) => [code, i]));
    const place = meta.units.map((code) => numbers.get(code) ?? NONE);
    const { admin1, prec } = columns;
    const own = columns[level];
    const tooWide: readonly number[] = TOO_WIDE[level];
    this.unitOf = new Int32Array(own.length);
    this.known = new Uint8Array(codes.length);
    for (let row = 0; row < own.length; row++) {
      const unit = tooWide.includes(prec[row]!) ? NONE : (place[own[row]!] ?? NONE);
      const hasProvince = level === "admin2" && unit === NONE && admin1[row]! < meta.units.length;
      this.unitOf[row] = hasProvince ? PROVINCE_ONLY : unit;
      if (unit >= 0) this.known[unit] = 1;
    }
  }

  /** Incidents that filters let through: each once in every unit that it lies in. */
  incidents(): Shaded {
    const { firstRow, shown, weights = null } = this.input;
    const count = this.codes.length;
    const incidents = new Uint32Array(count);
    const last = new Uint32Array(count);
    const left = noneLeft();
    for (let incident = 0; incident < firstRow.length - 1; incident++) {
      const weight = weights === null ? 1 : weights[incident]!;
      let best = SEVERAL; // of the shown rows: none seen yet
      for (let row = firstRow[incident]!; row < firstRow[incident + 1]!; row++) {
        if (shown[row] === 0) continue;
        const unit = this.unitOf[row]!;
        if (unit >= 0 && last[unit] !== incident + 1) {
          last[unit] = incident + 1;
          incidents[unit]! += weight;
        }
        best = unit >= 0 || best >= 0 ? 0 : best === PROVINCE_ONLY ? best : unit;
      }
      if (best === PROVINCE_ONLY) left.provinceOnly += weight;
      else if (best === NONE) left.nowhere += weight;
    }
    const values = Float64Array.from(incidents, (n, unit) => (this.known[unit] === 1 ? n : NaN));
    return { values, high: null, open: null, incidents, left };
  }

  /** One side's figures of the incidents that filters let through. */
  figures(run: Run): Shaded {
    const count = this.codes.length;
    const [low, high] = [new Float64Array(count), new Float64Array(count)];
    const open = new Uint8Array(count);
    const incidents = new Uint32Array(count);
    const left = noneLeft();
    const homes = (this.homes ??= this.homesOf());
    const { columns, firstRow, meta } = this.input;
    const aggregate = meta.roles.indexOf("aggregate");
    for (let i = 0; i < run.incident.length; i++) {
      const incident = run.incident[i]!;
      if (!this.isShown(incident)) continue;
      const home = homes[incident]!;
      if (columns.role[firstRow[incident]!] === aggregate) left.aggregate++;
      else if (home === SEVERAL) left.several++;
      else if (home === PROVINCE_ONLY) left.provinceOnly++;
      else if (home === NONE) left.nowhere++;
      else if (run.low[i] === NO_FIGURE) left.atMost++;
      else {
        low[home]! += run.low[i]!;
        high[home]! += run.high[i]!;
        open[home]! |= run.open[i]!;
        incidents[home]!++;
      }
    }
    return { values: low.map((sum, unit) => (incidents[unit]! > 0 ? sum : NaN)), high, open, incidents, left };
  }

  private isShown(incident: number): boolean {
    const { firstRow, shown } = this.input;
    for (let row = firstRow[incident]!; row < firstRow[incident + 1]!; row++) if (shown[row] === 1) return true;
    return false;
  }

  /** The unit that an incident lies in with all its places. */
  private homesOf(): Int32Array {
    const { firstRow } = this.input;
    const homes = new Int32Array(firstRow.length - 1).fill(NONE);
    for (let incident = 0; incident < homes.length; incident++) {
      const first = firstRow[incident]!;
      let home = this.unitOf[first] ?? NONE;
      for (let row = first + 1; row < firstRow[incident + 1]!; row++) {
        if (this.unitOf[row] !== home) home = SEVERAL;
      }
      homes[incident] = home;
    }
    return homes;
  }
}

/** What a side says of a unit: from the sum of its lowest figures to that of its highest. */
export function figureOf({ values, high, open }: Pick<Shaded, "values" | "high" | "open">, unit: number): string {
  const low = values[unit]!;
  if (open?.[unit] === 1) return TEXTS.atLeast(number(low));
  const most = high?.[unit] ?? low;
  return most === low ? number(low) : TEXTS.figureRange(number(low), number(most));
}
