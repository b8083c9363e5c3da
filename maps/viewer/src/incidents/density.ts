/**
 * Incidents to a hexagon. Each incident weighs 1: in equal parts at its places, and a place known to
 * an area or a stretch only in equal parts in the hexagons of that, never at a spot in it. What is
 * known to a country or a region, or to no place, is left out and counted.
 */

import { AREA, HEXAGON, POINT, STRETCH } from "../data/kinds.ts";
import type { Shape } from "../geometry/footprints.ts";

/** Pixels from the middle of a hexagon to its corners. */
export const RADIUS = 14;
const WIDE = RADIUS * Math.sqrt(3);
const HIGH = RADIUS * 1.5;
/** Closer than this the hexagons grow with the map: few places are known to less than some kilometres. */
const FINEST = 256 * 2 ** 9;
const MOST_CELLS = 600_000;
const OUT = -1;
/** Zooms whose hexagons are kept. */
const KEPT = 4;

export interface DensityInput {
  readonly kind: Uint8Array;
  readonly footprint: Int32Array;
  readonly firstRow: Uint32Array;
  readonly shown: Uint8Array;
  /** World coordinates of points and labels. */
  readonly x: Float32Array | Float64Array;
  readonly y: Float32Array | Float64Array;
  readonly shapes: readonly Shape[];
  /** Whether a row is known to a country or region only. */
  readonly isWide: (row: number) => boolean;
  /** How many incidents each stands for; without it, each is itself. */
  readonly weights?: Uint32Array | null;
  /** The scale of the hexagons of cells: finer ones would show holes between them. */
  readonly finest?: number;
}

/** Rows of hexagons, each second one half a hexagon further right; cells are numbered along rows. */
export class HexGrid {
  readonly columns: number;
  readonly cells: number;
  private readonly left: number;
  private readonly top: number;

  /** @param scale pixels of the world's width, at which hexagons have their size */
  constructor(readonly scale: number, box: readonly [number, number, number, number]) {
    const [left, top, right, bottom] = box;
    this.left = Math.floor((left * scale) / WIDE) - 1;
    this.top = Math.floor((top * scale) / HIGH) - 1;
    this.columns = Math.max(1, Math.ceil((right * scale) / WIDE) + 2 - this.left);
    const rows = Math.max(1, Math.ceil((bottom * scale) / HIGH) + 2 - this.top);
    this.cells = this.columns * rows;
  }

  /** The hexagon that holds a place of the world: the one with the nearest middle. */
  cellOf(worldX: number, worldY: number): number {
    const [x, y] = [(worldX * this.scale) / WIDE, (worldY * this.scale) / HIGH];
    let row = Math.round(y);
    let column = Math.round(x - (row & 1) / 2);
    const down = y - row;
    if (Math.abs(down) * 3 > 1) {
      const next = row + (down < 0 ? -1 : 1);
      const other = Math.round(x - (next & 1) / 2);
      const far = (i: number, j: number): number => ((x - i - (j & 1) / 2) * WIDE) ** 2 + ((y - j) * HIGH) ** 2;
      if (far(other, next) < far(column, row)) [row, column] = [next, other];
    }
    return this.number(column, row);
  }

  /** World coordinates of a hexagon's middle. */
  middle(cell: number): [number, number] {
    const row = Math.floor(cell / this.columns) + this.top;
    const column = (cell % this.columns) + this.left;
    return [((column + (row & 1) / 2) * WIDE) / this.scale, (row * HIGH) / this.scale];
  }

  /** The hexagons whose middle lies in an area, by the even-odd rule. */
  cellsIn({ lines, box }: Shape): number[] {
    const found: number[] = [];
    const last = Math.floor((box.bottom * this.scale) / HIGH);
    for (let row = Math.ceil((box.top * this.scale) / HIGH); row <= last; row++) {
      const crossings = crossingsAt(lines, (row * HIGH) / this.scale);
      for (let i = 1; i < crossings.length; i += 2) {
        const at = (x: number): number => (x * this.scale) / WIDE - (row & 1) / 2;
        const end = Math.floor(at(crossings[i]!));
        for (let column = Math.ceil(at(crossings[i - 1]!)); column <= end; column++) found.push(this.number(column, row));
      }
    }
    return found;
  }

  /** The hexagons that lines run through. */
  cellsAlong({ lines }: Shape): number[] {
    const found = new Set<number>();
    const step = HIGH / 3 / this.scale;
    for (const line of lines) {
      for (let i = 2; i < line.length; i += 2) {
        const [x, y] = [line[i - 2]!, line[i - 1]!];
        const [dx, dy] = [line[i]! - x, line[i + 1]! - y];
        const steps = Math.max(1, Math.ceil(Math.hypot(dx, dy) / step));
        for (let n = 0; n <= steps; n++) found.add(this.cellOf(x + (dx * n) / steps, y + (dy * n) / steps));
      }
    }
    return [...found];
  }

  private number(column: number, row: number): number {
    return (row - this.top) * this.columns + column - this.left;
  }
}

/** Where a line from west to east meets rings, ascending. */
function crossingsAt(lines: readonly Float64Array[], y: number): number[] {
  const found: number[] = [];
  for (const ring of lines) {
    for (let i = 2; i < ring.length; i += 2) {
      const [ay, by] = [ring[i - 1]!, ring[i + 1]!];
      if (ay > y === by > y) continue;
      found.push(ring[i - 2]! + ((ring[i]! - ring[i - 2]!) * (y - ay)) / (by - ay));
    }
  }
  return found.sort((a, b) => a - b);
}

/** The hexagons of one zoom: where each row goes. */
interface Prepared {
  readonly grid: HexGrid;
  /** A row's hexagon; past these, its footprint; `OUT`. */
  readonly target: Int32Array;
  /** Hexagons of each footprint, found when first needed. */
  readonly spread: (Int32Array | undefined)[];
  /** What each hexagon, and past these each footprint, holds. */
  readonly values: Float64Array;
}

export interface Counted {
  readonly grid: HexGrid;
  /** The hexagons that hold anything, and for all hexagons what they hold. */
  readonly cells: Int32Array;
  readonly values: Float64Array;
  /** Incidents that are shaded, and those shown that are not. */
  readonly placed: number;
  readonly left: number;
}

export class Density {
  private readonly made = new Map<number, Prepared>();
  private readonly box: [number, number, number, number];

  constructor(private readonly input: DensityInput) {
    const { kind, x, y, shapes } = input;
    const box: [number, number, number, number] = [1, 1, 0, 0];
    const add = (left: number, top: number, right: number, bottom: number): void => {
      box[0] = Math.min(box[0], left);
      box[1] = Math.min(box[1], top);
      box[2] = Math.max(box[2], right);
      box[3] = Math.max(box[3], bottom);
    };
    for (let row = 0; row < kind.length; row++) {
      if (kind[row]! <= STRETCH || kind[row] === HEXAGON) add(x[row]!, y[row]!, x[row]!, y[row]!);
    }
    for (const one of shapes) add(one.box.left, one.box.top, one.box.right, one.box.bottom);
    this.box = box[0] <= box[2] ? box : [0.5, 0.5, 0.5, 0.5];
  }

  /** Count what filters let through, into the hexagons of a scale. */
  count(scale: number): Counted {
    const prepared = this.prepare(Math.min(scale, this.input.finest ?? FINEST));
    const { grid, target, values } = prepared;
    const { firstRow, shown, weights = null } = this.input;
    values.fill(0);
    let [placed, left] = [0, 0];
    for (let incident = 0; incident < firstRow.length - 1; incident++) {
      const [start, end] = [firstRow[incident]!, firstRow[incident + 1]!];
      let [any, places] = [0, 0];
      for (let row = start; row < end; row++) {
        any |= shown[row]!;
        if (shown[row] === 1 && target[row] !== OUT) places++;
      }
      if (any === 0) continue;
      const weight = weights === null ? 1 : weights[incident]!;
      if (places === 0) {
        left += weight;
        continue;
      }
      placed += weight;
      for (let row = start; row < end; row++) {
        if (shown[row] === 1 && target[row] !== OUT) values[target[row]!]! += weight / places;
      }
    }
    this.spread(prepared);
    return { grid, cells: filled(values, grid.cells), values, placed, left };
  }

  /** Share what areas and stretches hold among their hexagons. */
  private spread(prepared: Prepared): void {
    const { grid, values, spread } = prepared;
    for (let footprint = 0; footprint < this.input.shapes.length; footprint++) {
      const weight = values[grid.cells + footprint]!;
      if (weight === 0) continue;
      const cells = (spread[footprint] ??= this.cellsOf(grid, footprint));
      for (let i = 0; i < cells.length; i++) values[cells[i]!]! += weight / cells.length;
    }
  }

  private cellsOf(grid: HexGrid, footprint: number): Int32Array {
    const { kind, footprint: of, shapes, x, y } = this.input;
    const shape = shapes[footprint]!;
    const row = of.indexOf(footprint);
    const cells = kind[row] === STRETCH ? grid.cellsAlong(shape) : grid.cellsIn(shape);
    // smaller than a hexagon: that one has all of it
    return Int32Array.from(cells.length > 0 ? cells : [grid.cellOf(x[row]!, y[row]!)]);
  }

  private prepare(scale: number): Prepared {
    const kept = this.made.get(scale);
    if (kept !== undefined) return kept;
    let grid = new HexGrid(scale, this.box);
    for (let coarser = scale / 2; grid.cells > MOST_CELLS; coarser /= 2) grid = new HexGrid(coarser, this.box);
    const { kind, footprint, x, y, shapes, isWide } = this.input;
    const target = new Int32Array(kind.length).fill(OUT);
    for (let row = 0; row < kind.length; row++) {
      if (kind[row] === POINT || kind[row] === HEXAGON) target[row] = grid.cellOf(x[row]!, y[row]!);
      else if ((kind[row] === AREA || kind[row] === STRETCH) && footprint[row]! >= 0 && !isWide(row)) {
        target[row] = grid.cells + footprint[row]!;
      }
    }
    const values = new Float64Array(grid.cells + shapes.length);
    const prepared = { grid, target, spread: [], values };
    this.made.set(scale, prepared);
    if (this.made.size > KEPT) this.made.delete([...this.made.keys()][0]!);
    return prepared;
  }
}

function filled(values: Float64Array, count: number): Int32Array {
  const cells = new Int32Array(count);
  let found = 0;
  for (let cell = 0; cell < count; cell++) if (values[cell]! > 0) cells[found++] = cell;
  return cells.subarray(0, found);
}

/** What the hexagons that hold anything hold. */
export function held({ cells, values }: Pick<Counted, "cells" | "values">): Float64Array {
  const found = new Float64Array(cells.length);
  for (let i = 0; i < cells.length; i++) found[i] = values[cells[i]!]!;
  return found;
}

/** Offsets of the corners of a hexagon of radius 1 from its middle. */
export const ONE_HEXAGON: readonly (readonly [number, number])[] = Array.from({ length: 6 }, (_, i) => {
  const angle = (Math.PI / 3) * (i + 0.5);
  return [Math.cos(angle), Math.sin(angle)] as const;
});

/** The same in pixels, when its radius is `RADIUS`. */
export const CORNERS = ONE_HEXAGON.map(([x, y]) => [RADIUS * x, RADIUS * y] as const);
