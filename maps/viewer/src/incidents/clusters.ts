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
/** Radius of a cluster's disk: grows with the count, slowly. */
export function clusterRadius({ count, folded = false }: { readonly count: number; readonly folded?: boolean }): number {
  return count < 2 && !folded ? 8 : 12 + 3.6 * Math.log10(count);
}

type Place = Omit<View, "zoom">;

/**
 * Group the rows of a view.
 *
 * @param apart distance in pixels at which two single symbols do not cover each other
 * @param reuse an earlier `cellOf` of the same length, to save the allocation
 */
export function clusterRows(rows: GridInput, view: Place, apart: number, reuse?: Int32Array): Grid {
  const n = rows.x.length;
  const cellOf = reuse?.length === n ? reuse : new Int32Array(n);
  cellOf.fill(-1);
  const cells = new Cells(view);
  cells.fill(rows, cellOf);
  return { clusters: cells.clusters(rows, cellOf, apart), cellOf };
}

/** What lies in a cell of the world's grid, counted before. */
export interface CountedCell {
  readonly column: number;
  readonly line: number;
  /** The middle of its rows, pixels of the world. */
  readonly x: number;
  readonly y: number;
  readonly bySide: readonly number[];
}

/** Group what was counted before, of more rows than may stand alone, with the rows of all other cells. */
export function clusterCounted(counted: readonly CountedCell[], rows: GridInput, view: Place, apart: number): Cluster[] {
  const cells = new Cells(view);
  const cellOf = new Int32Array(rows.x.length).fill(-1);
  cells.fill(rows, cellOf);
  for (const one of counted) cells.put(one);
  return cells.clusters(rows, cellOf, apart);
}

/** Up to so many rows of one cell stand alone if none covers another. */
export const ALONE = 6;

/** The cells of a view and of a margin around it. */
class Cells {
  private readonly firstColumn: number;
  private readonly firstRow: number;
  private readonly columns: number;
  private readonly lines: number;
  private readonly found: (Cluster | undefined)[];

  constructor(private readonly view: Place) {
    const { left, top, width, height } = view;
    this.firstColumn = Math.floor((left - MARGIN) / CELL);
    this.firstRow = Math.floor((top - MARGIN) / CELL);
    this.columns = Math.floor((left + width + MARGIN) / CELL) - this.firstColumn + 1;
    this.lines = Math.floor((top + height + MARGIN) / CELL) - this.firstRow + 1;
    this.found = new Array<Cluster | undefined>(this.columns * this.lines);
  }

  /** Count rows, and note in `cellOf` where each lies. */
  fill(rows: GridInput, cellOf: Int32Array): void {
    const { firstColumn, firstRow, columns, lines, found: cells } = this;
    const { scale, left, top } = this.view;
    const { shown, side, sides } = rows;
    const folded = rows.cells ?? null;
    const points = rows.points ?? null;
    const count = points === null ? rows.x.length : points.length;
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
  }

  /** Take a cell as it was counted. */
  put({ column, line, x, y, bySide }: CountedCell): void {
    const [i, j] = [column - this.firstColumn, line - this.firstRow];
    if (!(i >= 0 && i < this.columns && j >= 0 && j < this.lines)) return;
    const cell = j * this.columns + i;
    const count = bySide.reduce((sum, one) => sum + one, 0);
    const { left, top } = this.view;
    const found = { ...emptyCluster(0, [cell]), x: (x - left) * count, y: (y - top) * count, count, bySide: [...bySide] };
    this.found[cell] = found;
  }

  clusters(rows: GridInput, cellOf: Int32Array, apart: number): Cluster[] {
    const filled = this.found.filter((found) => found !== undefined);
    for (const found of filled) {
      found.x /= found.count;
      found.y /= found.count;
    }
    const merged = mergeTouching(filled);
    return standAlone(merged, rows, this.view, { cellOf, count: this.found.length }, apart);
  }
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
  view: Place,
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

function single(rows: GridInput, view: Place, row: number, cellOf: Int32Array): Cluster {
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
