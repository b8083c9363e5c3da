/** What `maps/opening.py` tells of the first view's incidents, and how that is drawn. */

import { AREA, STRETCH } from "../data/kinds.ts";
import type { Shape } from "../geometry/footprints.ts";
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
  readonly zooms: Readonly<Record<string, AtZoom>>;
}

export interface AtZoom {
  /** Column, line, where in the cell its middle is, and the rows of each side. */
  readonly cells: readonly number[];
  /** Rows of the other cells. */
  readonly rows: readonly number[];
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

/** What areas and stretches count, and whether each is too wide to be filled. */
export function talliesOf(told: Told): { readonly tally: Tally; readonly isWide: boolean }[] {
  const sides = told.colours.length + 1;
  const found = [];
  for (let at = 0; at < told.tallies.length; at += 5 + sides) {
    const [kind = 0, footprint = -1, lon = 0, lat = 0, wide = 0] = told.tallies.slice(at, at + 5);
    const bySide = told.tallies.slice(at + 5, at + 5 + sides);
    const count = bySide.reduce((sum, one) => sum + one, 0);
    const [x, y] = [worldX(lon / PER_DEGREE), worldY(lat / PER_DEGREE)];
    found.push({ tally: { kind, footprint, x, y, bySide, count, rows: [], first: -1 }, isWide: wide === 1 });
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
export function drawTold(context: CanvasRenderingContext2D, view: View, told: Told, at: AtZoom, shapes: readonly Shape[]): void {
  const { colours, several } = told;
  const style = { colour: (side: number) => colours[side] ?? colours.at(-1)!, several };
  const paths = new ink.Paths();
  const tallies = talliesOf(told);
  const { clusters, symbolOf } = clustersOf(told, at, view);
  const badges = badgesBeside(tallies.map(({ tally }) => tally), view, clusters);
  const areas: ink.Area[] = [];
  for (const { tally, isWide } of tallies) {
    const shape = tally.kind === AREA && !isWide ? shapes[tally.footprint] : undefined;
    if (shape !== undefined) areas.push([shape, pen.tallyColour(tally, style)]);
  }
  const mode = modeOf(tallies.filter(({ tally }) => tally.kind === AREA).length);
  ink.drawAreas(context, areas, (shape) => paths.of(shape, view.scale), view, mode);
  drawBadges(context, badges, AREA, style);
  for (const { tally } of tallies) {
    const shape = tally.kind === STRETCH ? shapes[tally.footprint] : undefined;
    if (shape === undefined) continue;
    ink.drawStretch(context, shape, paths.of(shape, view.scale), view, pen.tallyColour(tally, style));
  }
  drawBadges(context, badges, STRETCH, style);
  for (const one of fromNorth(clusters)) {
    if (isGroup(one)) pen.drawCluster(context, one, style);
    else pen.drawSymbol(context, symbolOf(one.row), one.x, one.y, style.colour(one.bySide.findIndex((n) => n > 0)));
  }
}
