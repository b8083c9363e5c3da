/** What `maps/opening.py` tells of the first view's incidents, and how that is drawn. */

import { AREA, STRETCH } from "../data/kinds.ts";
import { boxOf, type Shape } from "../geometry/footprints.ts";
import type { Tally } from "../geometry/tallies.ts";
import { PER_DEGREE, worldX, worldY, type View } from "../geometry/projection.ts";
import { clusterCounted, type Cluster, type CountedCell } from "../incidents/clusters.ts";
import { APART, badgesBeside, drawBadges, fromNorth, isGroup, modeOf } from "../incidents/composition.ts";
import * as ink from "../incidents/footprints-draw.ts";
import * as pen from "../incidents/incidents-draw.ts";
import type { Corners } from "../page/first-view.ts";

/** Lists of whole numbers are flat. */
export interface Told {
  readonly bounds: Corners;
  /** Colours of sides; the last count of each list is of all other sides. */
  readonly colours: readonly string[];
  readonly several: string;
  /** Symbols, and the rows that may stand alone: longitude, latitude, side and symbol of each. */
  readonly symbols: readonly string[];
  readonly rows: readonly number[];
  /** Kind, footprint, longitude, latitude, whether it is too wide to be filled, and the incidents of each side. */
  readonly tallies: readonly number[];
  /** Steps that the world is wide in `shapes`. */
  readonly world: number;
  /** Rings or lines of each footprint that is drawn: the first vertex and then the differences, x and y in turn. */
  readonly shapes: readonly (readonly (readonly number[])[])[];
  readonly zooms: Readonly<Record<string, AtZoom>>;
}

export interface AtZoom {
  /** Column, line, where in the cell its middle is, and the rows of each side. */
  readonly cells: readonly number[];
  /** Rows of the other cells. */
  readonly rows: readonly number[];
}

export function readTold(root: Document): Told {
  return JSON.parse(root.querySelector('[data-bm="opening"]')!.textContent) as Told;
}

/** Outlines in world coordinates. */
export function shapesOf({ shapes, world }: Pick<Told, "shapes" | "world">): Shape[] {
  return shapes.map((parts) => {
    const lines = parts.map((steps) => {
      const line = new Float64Array(steps.length);
      let x = 0;
      let y = 0;
      for (let i = 0; i < steps.length; i += 2) {
        x += steps[i]!;
        y += steps[i + 1]!;
        line[i] = x / world;
        line[i + 1] = y / world;
      }
      return line;
    });
    return { lines, box: boxOf(lines) };
  });
}

/** Parts of a pixel that the middle of a cell is told in. */
const PARTS = 256;
const CELL = 64;

export function cellsOf(cells: readonly number[], sides: number): CountedCell[] {
  const found: CountedCell[] = [];
  for (let at = 0; at < cells.length; at += 4 + sides) {
    const [column = 0, line = 0, x = 0, y = 0] = cells.slice(at, at + 4);
    const bySide = cells.slice(at + 4, at + 4 + sides);
    found.push({ column, line, x: column * CELL + x / PARTS, y: line * CELL + y / PARTS, bySide });
  }
  return found;
}

/** What areas and stretches count, and whether each is too wide to be filled. There are many: lists are not taken apart. */
export function talliesOf({ colours, tallies }: Pick<Told, "colours" | "tallies">): { readonly tally: Tally; readonly isWide: boolean }[] {
  const width = 6 + colours.length;
  const found = [];
  for (let at = 0; at < tallies.length; at += width) {
    const bySide = tallies.slice(at + 5, at + width);
    let count = 0;
    for (let side = 0; side < bySide.length; side++) count += bySide[side]!;
    const x = worldX(tallies[at + 2]! / PER_DEGREE);
    const y = worldY(tallies[at + 3]! / PER_DEGREE);
    const tally = { kind: tallies[at]!, footprint: tallies[at + 1]!, x, y, bySide, count, rows: [], first: -1 };
    found.push({ tally, isWide: tallies[at + 4] === 1 });
  }
  return found;
}

/** The clusters of a view; `symbolOf` tells what a single row is drawn as. */
export function clustersOf(told: Told, at: AtZoom, view: View): { clusters: Cluster[]; symbolOf: (row: number) => string } {
  const sides = told.colours.length + 1;
  const count = at.rows.length;
  const rows = { x: new Float32Array(count), y: new Float32Array(count), side: new Uint8Array(count) };
  at.rows.forEach((row, i) => {
    rows.x[i] = worldX(told.rows[4 * row]! / PER_DEGREE);
    rows.y[i] = worldY(told.rows[4 * row + 1]! / PER_DEGREE);
    rows.side[i] = told.rows[4 * row + 2]!;
  });
  const shown = new Uint8Array(count).fill(1);
  return {
    clusters: clusterCounted(cellsOf(at.cells, sides), { ...rows, sides, shown }, view, APART),
    symbolOf: (row) => told.symbols[told.rows[4 * at.rows[row]! + 3]!]!,
  };
}

/** Draw as the scene does when it has read everything. */
export function drawTold(context: CanvasRenderingContext2D, view: View, told: Told, at: AtZoom): void {
  const { colours, several } = told;
  const style = { colour: (side: number) => colours[side] ?? colours.at(-1)!, several };
  const paths = new ink.Paths();
  const shapes = shapesOf(told);
  const tallies = talliesOf(told);
  const { clusters, symbolOf } = clustersOf(told, at, view);
  const badges = badgesBeside(tallies.map(({ tally }) => tally), view, clusters, shapes);
  const areas: ink.Area[] = [];
  for (const { tally, isWide } of tallies) {
    const shape = tally.kind === AREA && !isWide ? shapes[tally.footprint] : undefined;
    if (shape !== undefined) areas.push([shape, pen.tallyColour(tally, style)]);
  }
  const mode = modeOf(tallies.filter(({ tally }) => tally.kind === AREA).length);
  ink.drawAreas(context, areas, (shape) => paths.of(shape, view.scale), view, mode);
  for (const { tally } of tallies) {
    const shape = tally.kind === STRETCH ? shapes[tally.footprint] : undefined;
    if (shape === undefined) continue;
    ink.drawStretch(context, shape, paths.of(shape, view.scale), view, pen.tallyColour(tally, style));
  }
  drawBadges(context, badges, style);
  for (const one of fromNorth(clusters)) {
    if (isGroup(one)) pen.drawCluster(context, one, style);
    else pen.drawSymbol(context, symbolOf(one.row), one.x, one.y, style.colour(one.bySide.findIndex((n) => n > 0)));
  }
}
