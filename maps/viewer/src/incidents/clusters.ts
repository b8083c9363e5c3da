/**
 * Clusters on a grid of screen cells, made anew at every redraw.
 *
 * One pass over the rows, no index: any filter costs nothing, and a million rows take some
 * 20 ms. Cells are fixed to the world, not to the screen, so that clusters stay while panning.
 */

import type { View } from "../geometry/projection.ts";

/** Which rows are of cells of older incidents. */
export interface FoldedRows {
  readonly weightOf: (row: number) => number;
  /** The first of them. */
  readonly from: number;
}

export interface GridInput {
  /** World coordinates (1 is the width of the world); NaN where a row has no place. */
  readonly x: Float32Array | Float64Array;
  readonly y: Float32Array | Float64Array;
  /** Code of the acting side, a row. */
  readonly side: Uint8Array;
  readonly sides: number;
  /** The rows that have a point, ascending; without it all are asked. */
  readonly points?: Uint32Array;
  /** Rows to leave out (0) or draw (1). */
  readonly shown: Uint8Array;
  /** Without it each row is an incident's. */
  readonly cells?: FoldedRows | null;
}

/** Rows that stand together on the screen; with count 1 and no cell, a single incident's place. */
export interface Cluster {
  /** Pixels of the view. */
  x: number;
  y: number;
  count: number;
  /** Whether a cell of older incidents is in it: it is never drawn as a place. */
  folded: boolean;
  readonly bySide: number[];
  /** The last row in it: of one row, the row itself; of many, the newest. */
  row: number;
  /** The grid cells it is made of, as numbers of `Grid.cellOf`. */
  readonly cells: number[];
  /** Extent of its rows, pixels of the view. */
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Grid {
  readonly clusters: Cluster[];
  /** Number of the cell of each row of the view, -1 outside. */
  readonly cellOf: Int32Array;
}

export const CELL = 64;
const MARGIN = CELL;
/** Up to so many rows of one cell stand alone if none covers another. */
const ALONE = 6;

/** Radius of a cluster's disk: grows with the count, slowly. */
export function clusterRadius({ count, folded = false }: { readonly count: number; readonly folded?: boolean }): number {
  return count < 2 && !folded ? 8 : 12 + 3.6 * Math.log10(count);
}

/**
 * Group the rows of a view.
 *
 * @param apart distance in pixels at which two single symbols do not cover each other
 * @param reuse an earlier `cellOf` of the same length, to save the allocation
 */
export function clusterRows(
  rows: GridInput,
  view: Omit<View, "zoom">,
  apart: number,
  reuse?: Int32Array,
): Grid {
  const { scale, left, top } = view;
  const { shown, side, sides } = rows;
  const n = rows.x.length;
  const cellOf = reuse?.length === n ? reuse : new Int32Array(n);
  cellOf.fill(-1);
  const firstColumn = Math.floor((left - MARGIN) / CELL);
  const firstRow = Math.floor((top - MARGIN) / CELL);
  const columns = Math.floor((left + view.width + MARGIN) / CELL) - firstColumn + 1;
  const lines = Math.floor((top + view.height + MARGIN) / CELL) - firstRow + 1;
  const cells = new Array<Cluster | undefined>(columns * lines);
  const folded = rows.cells ?? null;
  const points = rows.points ?? null;
  const count = points === null ? n : points.length;
  for (let at = 0; at < count; at++) {
    const row = points === null ? at : (points[at] as number);
    if (shown[row] === 0) continue;
    const worldX = (rows.x[row] as number) * scale;
    const worldY = (rows.y[row] as number) * scale;
    const column = Math.floor(worldX / CELL) - firstColumn;
    const line = Math.floor(worldY / CELL) - firstRow;
    // the negated form also leaves out NaN
    if (!(column >= 0 && column < columns && line >= 0 && line < lines)) continue;
    const cell = line * columns + column;
    cellOf[row] = cell;
    const weight = folded === null ? 1 : folded.weightOf(row);
    const found = (cells[cell] ??= emptyCluster(sides, [cell]));
    add(found, worldX - left, worldY - top, side[row] as number, row, weight);
    if (folded !== null && row >= folded.from) found.folded = true;
  }
  const filled = cells.filter((found) => found !== undefined);
  for (const found of filled) {
    found.x /= found.count;
    found.y /= found.count;
  }
  const merged = mergeTouching(filled);
  return { clusters: standAlone(merged, rows, view, { cellOf, count: cells.length }, apart), cellOf };
}

function add(found: Cluster, x: number, y: number, side: number, row: number, weight: number): void {
  found.x += x * weight;
  found.y += y * weight;
  found.count += weight;
  found.row = row;
  found.bySide[side] = (found.bySide[side] as number) + weight;
  if (x < found.left) found.left = x;
  if (x > found.right) found.right = x;
  if (y < found.top) found.top = y;
  if (y > found.bottom) found.bottom = y;
}

function emptyCluster(sides: number, cells: number[]): Cluster {
  return {
    x: 0,
    y: 0,
    count: 0,
    folded: false,
    bySide: new Array<number>(sides).fill(0),
    row: -1,
    cells,
    left: Infinity,
    top: Infinity,
    right: -Infinity,
    bottom: -Infinity,
  };
}

/** Join clusters whose disks would cover each other, the largest first. */
export function mergeTouching(clusters: readonly Cluster[]): Cluster[] {
  const order = [...clusters].sort((a, b) => b.count - a.count || a.y - b.y || a.x - b.x);
  const kept: Cluster[] = [];
  for (const next of order) {
    const near = kept.find((other) => {
      const reach = clusterRadius(other) + clusterRadius(next);
      return Math.hypot(other.x - next.x, other.y - next.y) < reach;
    });
    if (near === undefined) kept.push({ ...next, bySide: [...next.bySide], cells: [...next.cells] });
    else join(near, next);
  }
  return kept;
}

function join(into: Cluster, from: Cluster): void {
  const count = into.count + from.count;
  into.x = (into.x * into.count + from.x * from.count) / count;
  into.y = (into.y * into.count + from.y * from.count) / count;
  into.count = count;
  from.bySide.forEach((value, side) => {
    into.bySide[side] = (into.bySide[side] ?? 0) + value;
  });
  into.folded ||= from.folded;
  into.row = Math.max(into.row, from.row);
  into.cells.push(...from.cells);
  into.left = Math.min(into.left, from.left);
  into.top = Math.min(into.top, from.top);
  into.right = Math.max(into.right, from.right);
  into.bottom = Math.max(into.bottom, from.bottom);
}

/** Take apart small clusters whose symbols have room to stand alone. */
function standAlone(
  clusters: readonly Cluster[],
  rows: GridInput,
  view: Omit<View, "zoom">,
  { cellOf, count }: { readonly cellOf: Int32Array; readonly count: number },
  apart: number,
): Cluster[] {
  const small = clusters.filter(
    (found) =>
      !found.folded &&
      found.count > 1 &&
      found.count <= ALONE &&
      Math.max(found.right - found.left, found.bottom - found.top) >= apart,
  );
  if (small.length === 0) return [...clusters];
  // by cell the number of its small cluster: every row is asked, so it must be quick
  const owner = new Int32Array(count).fill(-1);
  small.forEach((found, number) => {
    for (const cell of found.cells) owner[cell] = number;
  });
  const rowsIn: number[][] = small.map(() => []);
  for (let row = 0; row < cellOf.length; row++) {
    const cell = cellOf[row] as number;
    if (cell >= 0 && (owner[cell] as number) >= 0) rowsIn[owner[cell] as number]?.push(row);
  }
  const members = new Map(small.map((found, number) => [found, rowsIn[number]]));
  const result: Cluster[] = [];
  for (const found of clusters) {
    const singles = members.get(found)?.map((row) => single(rows, view, row, cellOf));
    if (singles !== undefined && allApart(singles, apart)) result.push(...singles);
    else result.push(found);
  }
  return result;
}

function single(rows: GridInput, view: Omit<View, "zoom">, row: number, cellOf: Int32Array): Cluster {
  const x = (rows.x[row] as number) * view.scale - view.left;
  const y = (rows.y[row] as number) * view.scale - view.top;
  const bySide = new Array<number>(rows.sides).fill(0);
  bySide[rows.side[row] as number] = 1;
  const cells = [cellOf[row] as number];
  return { x, y, count: 1, folded: false, bySide, row, cells, left: x, top: y, right: x, bottom: y };
}

function allApart(singles: readonly Cluster[], apart: number): boolean {
  return singles.every((a, i) =>
    singles.slice(i + 1).every((b) => Math.hypot(a.x - b.x, a.y - b.y) >= apart),
  );
}

/** The rows of a cluster, oldest first. */
export function rowsOf(cluster: Cluster, cellOf: Int32Array): number[] {
  if (cluster.count === 1 && !cluster.folded) return [cluster.row];
  const cells = new Set(cluster.cells);
  const rows: number[] = [];
  for (let row = 0; row < cellOf.length; row++) {
    if (cells.has(cellOf[row] as number)) rows.push(row);
  }
  return rows;
}
