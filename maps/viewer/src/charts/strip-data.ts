/** Where incidents stand on the chart of kilometre along the line against time. */

import { AREA, HEXAGON, POINT, STRETCH, type IncidentData } from "../data/incidents-data.ts";
import { widerTo } from "../data/numbers.ts";
import type { Windows } from "../data/windows.ts";
import type { Sieve } from "../filters/filters.ts";
import { isNought } from "../filters/nought.ts";

/** A chart's axes: days from left to right, kilometres from the bottom to the top. */
export interface Axes {
  readonly from: number;
  /** First day that is not shown. */
  readonly to: number;
  readonly km: number;
  readonly width: number;
  readonly height: number;
}

export function xOf(day: number, { from, to, width }: Pick<Axes, "from" | "to" | "width">): number {
  return ((day - from) / (to - from)) * width;
}

export function yOf(km: number, { km: length, height }: Pick<Axes, "km" | "height">): number {
  return height - (km / length) * height;
}

/** More marks than this are a grey heap: their density is drawn. */
const CROWD = 4000;
/** A point farther from the line than this is drawn hollow: it only lies nearest to that kilometre. */
export const FAR_KM = 25;

export interface StripRows {
  /** Places with a kilometre and a date, in the order in which they are drawn. */
  readonly rows: Uint32Array;
  readonly points: number;
  readonly stretches: number;
  readonly areas: number;
  /** Incidents without any such place. */
  readonly without: number;
  /** Whether marks would not tell: there are too many, or some stand for many. */
  readonly dense: boolean;
}

type Data = Pick<IncidentData, "columns" | "firstRow"> & Partial<Pick<IncidentData, "weights" | "firstCell">>;

/**
 * Gather the places that pass, in one pass; where they are few, wide ones first, so that points lie on top.
 *
 * The rows are those of this call until the next of the same data.
 */
export function stripRows(
  { columns, firstRow, weights = null, firstCell = Infinity }: Data,
  windows: Pick<Windows, "from" | "to">,
  { missed, bits, missedRow, rowBits }: Omit<Sieve, "placed">,
): StripRows {
  const { kind } = columns;
  const { stands, rows: buffer } = standingOf(columns, firstRow, windows);
  // how many rows stand in each way; of those that stand nowhere, incidents that no other place of theirs has standing
  const counts = new Uint32Array(4);
  let found = 0;
  let dense = false;
  for (let i = 0; i + 1 < firstRow.length; i++) {
    const start = firstRow[i]!;
    const end = firstRow[i + 1]!;
    if (end - start === 1 && i < firstCell) {
      const as = stands[start]!;
      const passes = isNought((missed[i]! & bits) | (missedRow[start]! & rowBits));
      buffer[found] = start;
      found += passes & (1 - isNought(as));
      counts[as]! += passes;
      continue;
    }
    if ((missed[i]! & bits) !== 0) continue;
    const before = found;
    let any = false;
    for (let row = start; row < end; row++) {
      if ((missedRow[row]! & rowBits) !== 0) continue;
      any = true;
      const as = stands[row]!;
      if (as === NOWHERE) continue;
      counts[as]!++;
      buffer[found++] = row;
    }
    if (found > before) dense ||= i >= firstCell;
    else if (any) counts[NOWHERE]! += weights === null ? 1 : weights[i]!;
  }
  const rows = buffer.subarray(0, found);
  dense ||= found > CROWD;
  if (!dense) {
    const order = (row: number): number => (kind[row] === AREA ? 0 : kind[row] === STRETCH ? 1 : 2);
    rows.sort((a, b) => order(a) - order(b) || a - b);
  }
  const [without = 0, points = 0, stretches = 0, areas = 0] = counts;
  return { rows, points, stretches, areas, without, dense };
}

/** How a row stands on the chart: not at all without a date or a kilometre. */
const [NOWHERE, AS_POINT, AS_STRETCH, AS_AREA] = [0, 1, 2, 3];

interface Standing {
  readonly from: Int32Array;
  readonly stands: Uint8Array;
  /** Room for the rows of a pass: a filter must not wait for memory. */
  readonly rows: Uint32Array;
}

/** Kept from one pass to the next, by the kinds of the rows. */
const standing = new WeakMap<Uint8Array, Standing>();

function standingOf(
  { kind, km_from: km }: Data["columns"],
  firstRow: Uint32Array,
  { from, to }: Pick<Windows, "from" | "to">,
): Standing {
  const known = standing.get(kind);
  if (known?.from === from) return known;
  const stands = new Uint8Array(kind.length);
  for (let i = 0; i + 1 < firstRow.length; i++) {
    if (from[i]! > to[i]!) continue;
    for (let row = firstRow[i]!; row < firstRow[i + 1]!; row++) {
      if (Number.isNaN(km[row]!)) continue;
      stands[row] = kind[row] === AREA ? AS_AREA : kind[row] === STRETCH ? AS_STRETCH : AS_POINT;
    }
  }
  const made = { from, stands, rows: known?.rows ?? new Uint32Array(kind.length + 1) };
  standing.set(kind, made);
  return made;
}

/** Pixels of a cell of the density. */
export const CELL = 3;
const [ONE_POINT, OF_LENGTH] = [1, 0.35];

export interface Density {
  readonly columns: number;
  readonly lines: number;
  /** How much stands in each cell, line by line from the top. */
  readonly values: Float32Array;
  readonly most: number;
}

/**
 * Count what stands in each cell; a bar counts in every cell it passes, weaker than a point. What
 * stands for older incidents is shared out over its days, and a hexagon of them over its kilometres.
 */
export function densityOf(
  rows: Uint32Array,
  { columns: data, weights = null, firstCell = Infinity }: Omit<Data, "firstRow">,
  windows: Pick<Windows, "from" | "to">,
  axes: Axes,
): Density {
  const columns = Math.max(1, Math.ceil(axes.width / CELL));
  const lines = Math.max(1, Math.ceil(axes.height / CELL));
  // what stands in each cell, and behind it what begins and ends there: a bar costs the same however long it is
  const size = columns * lines;
  const sums = new Float32Array(size + columns * (lines + 1) + 1);
  const [values, changes] = [sums.subarray(0, size), sums.subarray(size)];
  const { kind, km_from: low, km_to: high, incident } = data;
  const share = (row: number, weight: number, start: number, end: number): void => {
    const first = Math.round(xOf(start, axes) / CELL);
    const last = Math.max(first, Math.round(xOf(end + 1, axes) / CELL) - 1);
    const [top, bottom] = [cell(yOf(high[row]!, axes), lines), cell(yOf(low[row]!, axes), lines)];
    const each = (kind[row] === HEXAGON ? ONE_POINT / (bottom - top + 1) : OF_LENGTH) * (weight / (last - first + 1));
    for (let column = Math.max(0, first); column <= Math.min(columns - 1, last); column++) {
      changes[top * columns + column]! += each;
      changes[(bottom + 1) * columns + column]! -= each;
    }
  };
  const cells = cellsOf(data, windows, axes, columns, lines, firstCell);
  const amounts = Float64Array.from({ length: 256 }, (_, as) => (as === POINT ? ONE_POINT : OF_LENGTH));
  for (let n = 0; n < rows.length; n++) {
    const row = rows[n]!;
    const i = incident[row]!;
    if (i >= firstCell) {
      share(row, weights?.[i] ?? 1, windows.from[i]!, windows.to[i]!);
      continue;
    }
    const amount = amounts[kind[row]!]!;
    sums[cells.adds[row]!]! += amount;
    sums[cells.takes[row]!]! -= amount;
  }
  let most = 0;
  for (let column = 0; column < columns; column++) {
    let running = 0;
    for (let line = 0; line < lines; line++) {
      const at = line * columns + column;
      running += changes[at]!;
      values[at]! += running;
      if (values[at]! > most) most = values[at]!;
    }
  }
  return { columns, lines, values, most };
}

interface Cells {
  /** Which sum of a density each row adds to, and takes from; the last one, which nobody asks, where it has none. */
  readonly adds: Uint16Array | Uint32Array;
  readonly takes: Uint16Array | Uint32Array;
}

/** Where rows stand on their chart, by their incidents: filters change it not, and a zoom of time does. */
const stood = new WeakMap<Uint32Array, { readonly key: string; readonly cells: Cells }>();

function cellsOf(
  { incident, kind, km_from: low, km_to: high }: Data["columns"],
  windows: Pick<Windows, "from" | "to">,
  axes: Axes,
  columns: number,
  lines: number,
  firstCell: number,
): Cells {
  const key = [axes.from, axes.to, axes.km, axes.width, axes.height].join(" ");
  const known = stood.get(incident);
  if (known?.key === key) return known.cells;
  const size = columns * lines;
  const none = size + columns * (lines + 1);
  const cells = { adds: widerTo(none, incident.length).fill(none), takes: widerTo(none, incident.length).fill(none) };
  for (let row = 0; row < incident.length; row++) {
    const i = incident[row]!;
    if (i >= firstCell || Number.isNaN(low[row]!)) continue;
    const column = Math.floor(xOf((windows.from[i]! + windows.to[i]! + 1) / 2, axes) / CELL);
    if (column < 0 || column >= columns) continue;
    const bottom = cell(yOf(low[row]!, axes), lines) * columns + column;
    if (kind[row] === POINT) cells.adds[row] = bottom;
    else {
      cells.adds[row] = size + cell(yOf(high[row]!, axes), lines) * columns + column;
      cells.takes[row] = size + bottom + columns;
    }
  }
  stood.set(incident, { key, cells });
  return cells;
}

function cell(y: number, lines: number): number {
  return Math.max(0, Math.min(lines - 1, Math.floor(y / CELL)));
}

/** A mark as it is drawn, pixels. */
export interface Mark {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly point: boolean;
}

export const POINT_RADIUS = 3.4;
const BAR = 3; // pixels; a night is not narrower

export function markOf(
  row: number,
  { columns: data }: Pick<Data, "columns">,
  windows: Pick<Windows, "from" | "to">,
  axes: Axes,
): Mark {
  const i = data.incident[row]!;
  const [start, end] = [xOf(windows.from[i]!, axes), xOf(windows.to[i]! + 1, axes)];
  const [bottom, top] = [yOf(data.km_from[row]!, axes), yOf(data.km_to[row]!, axes)];
  if (data.kind[row] === POINT) {
    const [x, r] = [(start + end) / 2, POINT_RADIUS];
    // dated to a longer span, a point is drawn as wide as that
    const half = Math.max(r, (end - start) / 2);
    return { left: x - half, top: bottom - r, width: 2 * half, height: 2 * r, point: true };
  }
  const width = Math.max(BAR, end - start);
  const height = Math.max(2, bottom - top);
  return { left: (start + end - width) / 2, top: bottom - height, width, height, point: false };
}

/** The topmost row at a place of the chart; of bars the smallest. */
export function rowAt(
  x: number,
  y: number,
  rows: Uint32Array,
  data: Pick<Data, "columns">,
  windows: Pick<Windows, "from" | "to">,
  axes: Axes,
  reach = 2,
): number | null {
  let [found, least]: [number | null, number] = [null, Infinity];
  for (let n = rows.length - 1; n >= 0; n--) {
    const mark = markOf(rows[n]!, data, windows, axes);
    const inside =
      x >= mark.left - reach &&
      x <= mark.left + mark.width + reach &&
      y >= mark.top - reach &&
      y <= mark.top + mark.height + reach;
    const size = mark.point ? 0 : mark.width * mark.height;
    if (inside && size < least) [found, least] = [rows[n]!, size];
    if (least === 0) break;
  }
  return found;
}
