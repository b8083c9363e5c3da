/** What rows are known to, as boxes of the world: to bring them into view. */

import { AREA, HEXAGON, POINT, type IncidentData } from "../data/incidents-data.ts";
import type { Shape } from "../geometry/footprints.ts";
import { RADIUS } from "./density.ts";

/** World coordinates of all that rows are known to. */
export interface Extent {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export class Extents {
  /** Radius of the hexagons of cells, worlds. */
  readonly hexagon: number;

  /** @param x, y world coordinates of each row's point or label */
  constructor(
    private readonly data: IncidentData,
    private readonly shapes: readonly Shape[],
    private readonly x: Float32Array | Float64Array,
    private readonly y: Float32Array | Float64Array,
  ) {
    this.hexagon = RADIUS / (data.meta.cells?.scale ?? Infinity);
  }

  /** Outlines, and points; null where nothing is known. */
  of(rows: readonly number[]): Extent | null {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const row of rows) {
      const box = this.ofRow(row);
      if (box === null) continue;
      [left, top] = [Math.min(left, box.left), Math.min(top, box.top)];
      [right, bottom] = [Math.max(right, box.right), Math.max(bottom, box.bottom)];
    }
    return left <= right ? { left, top, right, bottom } : null;
  }

  private ofRow(row: number): Extent | null {
    const { footprint, kind } = this.data.columns;
    const shape = this.shapes[footprint[row] as number];
    if (shape !== undefined) return shape.box;
    const radius = kind[row] === HEXAGON ? this.hexagon : 0;
    if (radius === 0 && kind[row] !== POINT && kind[row] !== AREA) return null;
    const [x, y] = [this.x[row] as number, this.y[row] as number];
    return { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius };
  }
}
