/** The grid of screen cells, fixed to the world so that clusters stay while panning, and the cell of each row. */

import type { View } from "../geometry/projection.ts";

/** CSS pixels of a cell. */
export const CELL = 64;
const MARGIN = CELL;

export interface Points {
  /** World coordinates (1 is the width of the world); NaN where a row has no place. */
  readonly x: Float32Array | Float64Array;
  readonly y: Float32Array | Float64Array;
  /** The rows that have a point, ascending; without it all are asked. */
  readonly points?: Uint32Array;
}

/** The cells of a view and of a margin around it; whatever is filtered, they stay. */
export class GridCells {
  readonly count: number;
  /** The rows that have a point. */
  readonly rows: Uint32Array;
  /** The cell of each of them; `count` for those outside. */
  readonly of: Uint16Array;
  private readonly firstColumn: number;
  private readonly firstLine: number;
  private readonly columns: number;
  private readonly lines: number;

  /** @param before an earlier view's, which nobody asks any more: its memory is used again */
  constructor(given: Points, view: Pick<View, "scale" | "left" | "top" | "width" | "height">, before?: GridCells) {
    const { left, top, width, height } = view;
    this.firstColumn = Math.floor((left - MARGIN) / CELL);
    this.firstLine = Math.floor((top - MARGIN) / CELL);
    this.columns = Math.floor((left + width + MARGIN) / CELL) - this.firstColumn + 1;
    this.lines = Math.floor((top + height + MARGIN) / CELL) - this.firstLine + 1;
    this.count = this.columns * this.lines;
    this.rows = given.points ?? Uint32Array.from(given.x.keys());
    this.of = before?.of.length === this.rows.length ? before.of : new Uint16Array(this.rows.length);
    this.find(given, view.scale);
  }

  /** The number of a cell of the world; -1 outside. */
  at(column: number, line: number): number {
    const [i, j] = [column - this.firstColumn, line - this.firstLine];
    return i >= 0 && i < this.columns && j >= 0 && j < this.lines ? j * this.columns + i : -1;
  }

  /** The rows of some cells that are shown, ascending, by what `owner` says of a cell; -1 for cells that nobody asks for. */
  members(owner: Int32Array, owners: number, shown: Uint8Array): number[][] {
    const found: number[][] = Array.from({ length: owners }, () => []);
    const { of, rows } = this;
    for (let n = 0; n < of.length; n++) {
      const number = owner[of[n]!]!;
      if (number >= 0 && shown[rows[n]!] !== 0) found[number]!.push(rows[n]!);
    }
    return found;
  }

  private find({ x, y }: Points, scale: number): void {
    const { firstColumn, firstLine, columns, lines, count, rows, of } = this;
    const [endColumn, endLine] = [firstColumn + columns, firstLine + lines];
    for (let n = 0; n < rows.length; n++) {
      const row = rows[n]!;
      const column = (x[row]! * scale) / CELL;
      const line = (y[row]! * scale) / CELL;
      // of NaN nothing is true
      if (column >= firstColumn && column < endColumn && line >= firstLine && line < endLine) {
        of[n] = ((Math.floor(line) | 0) - firstLine) * columns + ((Math.floor(column) | 0) - firstColumn);
      } else of[n] = count;
    }
  }
}
