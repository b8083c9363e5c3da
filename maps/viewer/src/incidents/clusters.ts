/**
 * Clusters on a grid of screen cells, made anew at every redraw.
 *
 * One pass over the rows, no index: any filter costs nothing. In which cell a row stands changes with the view
 * only (`grid-cells.ts`).
 */

import type { View } from "../geometry/projection.ts";
import { GridCells, type Points } from "./grid-cells.ts";

/** Which rows are of cells of older incidents. */
export interface FoldedRows {
  readonly weightOf: (row: number) => number;
  /** The first of them. */
  readonly from: number;
}

export interface GridInput extends Points {
  /** Code of the acting side, a row. */
  readonly side: Uint8Array;
  readonly sides: number;
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
  /** The grid cells it is made of, as numbers of `GridCells`; none of a single row. */
  readonly cells: number[];
}

export interface Grid {
  readonly clusters: Cluster[];
  readonly cells: GridCells;
}

/** Radius of a cluster's disk: grows with the count, slowly. */
export function clusterRadius({ count, folded = false }: { readonly count: number; readonly folded?: boolean }): number {
  return count < 2 && !folded ? 8 : 12 + 3.6 * Math.log10(count);
}

type Place = Omit<View, "zoom">;

/**
 * Group the rows of a view.
 *
 * @param apart distance in pixels at which two single symbols do not cover each other
 * @param before cells of an earlier view, which nobody asks any more
 */
export function clusterRows(rows: GridInput, view: Place, apart: number, before?: GridCells): Grid {
  return clusterAgain(rows, view, apart, new GridCells(rows, view, before));
}

/** Group the rows of a view that filters let through now, whose cells are known. */
export function clusterAgain(rows: GridInput, view: Place, apart: number, cells: GridCells): Grid {
  return { clusters: clustersOf(countedCells(rows, view, cells), rows, view, cells, apart), cells };
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
  const cells = new GridCells(rows, view);
  const found = countedCells(rows, view, cells);
  for (const { column, line, x, y, bySide } of counted) {
    const cell = cells.at(column, line);
    if (cell < 0) continue;
    const count = bySide.reduce((sum, one) => sum + one, 0);
    found.push({ ...emptyCluster([...bySide], cell), x: x - view.left, y: y - view.top, count });
  }
  return clustersOf(found, rows, view, cells, apart);
}

/** Up to so many rows of one cell stand alone if none covers another. */
export const ALONE = 6;

/** The cells with rows that are shown, each a cluster. */
function countedCells(rows: GridInput, { scale, left, top }: Place, cells: GridCells): Cluster[] {
  const { shown, side, sides, x, y } = rows;
  const folded = rows.cells ?? null;
  // one more: what is outside counts there, and nobody looks
  const count = cells.count + 1;
  const [sumX, sumY, bySide] = [new Float64Array(count), new Float64Array(count), new Uint32Array(count * sides)];
  const [last, isFolded] = [new Int32Array(count), new Uint8Array(count)];
  // what passes is in no order that a processor could guess: a row that does not counts as nought
  for (let n = 0; n < cells.rows.length; n++) {
    const row = cells.rows[n]!;
    const cell = cells.of[n]!;
    const passes = shown[row]!;
    const weight = folded === null ? passes : passes * folded.weightOf(row);
    sumX[cell]! += (x[row]! * scale - left) * weight;
    sumY[cell]! += (y[row]! * scale - top) * weight;
    bySide[cell * sides + side[row]!]! += weight;
    last[cell] = passes === 0 ? last[cell]! : row;
    if (folded !== null && row >= folded.from) isFolded[cell]! |= passes;
  }
  const filled: Cluster[] = [];
  for (let cell = 0; cell < cells.count; cell++) {
    const found = emptyCluster(Array.from(bySide.subarray(cell * sides, (cell + 1) * sides)), cell);
    for (const one of found.bySide) found.count += one;
    if (found.count === 0) continue;
    found.x = sumX[cell]! / found.count;
    found.y = sumY[cell]! / found.count;
    found.row = last[cell]!;
    found.folded = isFolded[cell] === 1;
    filled.push(found);
  }
  return filled;
}

function emptyCluster(bySide: number[], cell: number): Cluster {
  return {
    x: 0,
    y: 0,
    count: 0,
    folded: false,
    bySide,
    row: -1,
    cells: [cell],
  };
}

function clustersOf(filled: readonly Cluster[], rows: GridInput, view: Place, cells: GridCells, apart: number): Cluster[] {
  return standAlone(mergeTouching(filled), rows, view, cells, apart);
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
}

/** Take apart small clusters whose symbols have room to stand alone. */
function standAlone(clusters: readonly Cluster[], rows: GridInput, view: Place, cells: GridCells, apart: number): Cluster[] {
  const small = clusters.filter((found) => !found.folded && found.count > 1 && found.count <= ALONE);
  if (small.length === 0) return [...clusters];
  // every row is asked, so it must be quick
  const members = cells.members(ownersOf(small, cells), small.length, rows.shown);
  const singles = new Map(small.map((found, at) => [found, members[at]!.map((row) => single(rows, view, row))]));
  return clusters.flatMap((found) => {
    const own = singles.get(found);
    return own !== undefined && allApart(own, apart) ? own : [found];
  });
}

/** By cell the number of its cluster; -1 where it is of none. */
function ownersOf(clusters: readonly Cluster[], { count }: GridCells): Int32Array {
  const owner = new Int32Array(count + 1).fill(-1);
  clusters.forEach((found, number) => {
    for (const cell of found.cells) owner[cell] = number;
  });
  return owner;
}

function single(rows: GridInput, view: Place, row: number): Cluster {
  const bySide = new Array<number>(rows.sides).fill(0);
  bySide[rows.side[row] as number] = 1;
  const x = (rows.x[row] as number) * view.scale - view.left;
  const y = (rows.y[row] as number) * view.scale - view.top;
  return { x, y, count: 1, folded: false, bySide, row, cells: [] };
}

function allApart(singles: readonly Cluster[], apart: number): boolean {
  return isWide(singles, apart) && singles.every((a, i) =>
    singles.slice(i + 1).every((b) => Math.hypot(a.x - b.x, a.y - b.y) >= apart),
  );
}

/** Whether clusters reach so far across or down. */
function isWide(clusters: readonly Cluster[], apart: number): boolean {
  const reach = (of: readonly number[]): number => Math.max(...of) - Math.min(...of);
  return Math.max(reach(clusters.map(({ x }) => x)), reach(clusters.map(({ y }) => y))) >= apart;
}

/** The rows of a cluster that are shown, oldest first. */
export function rowsOf(cluster: Cluster, cells: GridCells, shown: Uint8Array): number[] {
  if (cluster.count === 1 && !cluster.folded) return [cluster.row];
  return cells.members(ownersOf([cluster], cells), 1, shown)[0]!;
}
