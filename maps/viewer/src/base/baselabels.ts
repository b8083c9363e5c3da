// Names on the base map: what may appear at a zoom, in which order it takes its place, and how.
import { boxAround, type Box } from "../canvas/labels.ts";
import type { View } from "../geometry/projection.ts";
import type { Theme } from "../page/theme.ts";
import type { BaseData, Part } from "./basedata.ts";
import { countryNames } from "./country-names.ts";
import { asItIs, Board } from "./label-board.ts";
import { gateNames, gates, lineName, marks, runsOnCanvas } from "./line-labels.ts";

// Zoom from which a town of a rank has a dot and may have a name; ranks are 1 to 6.
const TOWN_ZOOM = [0, 4, 5.5, 6.75, 7.75, 9, 10.25];
export function townZoom(rank: number): number {
  return TOWN_ZOOM[rank] ?? Infinity;
}

export function drawLabels(
  context: CanvasRenderingContext2D,
  view: View,
  data: BaseData,
  theme: Theme,
  parts: ReadonlySet<Part>,
  obstacles: readonly Box[] = [],
  hidden: readonly Box[] = [],
  shown?: Box,
): void {
  const board = new Board(context, view, theme, obstacles, hidden, shown);
  const { zoom } = view;
  if (parts.has("line")) board.keepOff(runsOnCanvas(board, data));
  if (parts.has("crossings") && zoom >= 6) gates(board, data, theme);
  if (parts.has("places")) towns(board, data, theme, 1, 1);
  if (parts.has("land") && zoom < 7.5) {
    const size = zoom < 5.5 ? 13 : 16;
    const country = { size, colour: theme.name, weight: 600, spaced: 0.22 };
    countryNames(board, data, country);
  }
  if (parts.has("line")) lineName(board, data, theme);
  if (parts.has("places")) towns(board, data, theme, 2, 2);
  if (parts.has("land") && zoom < 7.5) {
    const outside = { size: zoom < 5.5 ? 10 : 13, colour: theme.name, spaced: 0.16 };
    board.points(data.neighbours, outside, upper);
  }
  if (parts.has("crossings") && zoom >= 7) gateNames(board, data, theme);
  if (parts.has("places")) towns(board, data, theme, 3, 3);
  if (parts.has("admin1") && zoom >= 5.5 && zoom < 10) {
    const size = zoom < 7 ? 11 : 13;
    const style = { size, colour: theme.region, italic: true, spaced: 0.04 };
    board.points(data.units.admin1, style, asItIs, BELOW_BADGE);
  }
  if (parts.has("marks") && zoom >= 5.5) marks(board, data, theme);
  if (parts.has("places")) towns(board, data, theme, 4, 6);
  if (parts.has("admin2") && zoom >= 8.5) {
    const style = { size: 11, colour: theme.region, spaced: 0.03 };
    board.points(data.units.admin2, style, asItIs, BELOW_BADGE);
  }
  if (parts.has("admin3") && zoom >= 10) {
    const style = { size: 10.5, colour: theme.region, italic: true };
    board.points(data.units.admin3, style, asItIs, BELOW_BADGE);
  }
  if (parts.has("lakes") && zoom >= 8) {
    board.points(data.lakeNames, { size: 11, colour: theme.shore, italic: true });
  }
}

/** Parts of a view, in a row and in a column, whose names are measured in a step. */
const PARTS = 6;
/** Parts of a view around it whose names are measured with it. */
const AROUND = 0.25;

/** Measure at rest the names of views that may be next: for a first drawing that takes longer than all else. */
export function* measureAhead(
  views: readonly View[],
  data: BaseData,
  theme: Theme,
  shown: ReadonlySet<Part>,
): Generator<void> {
  // what is written on it is not seen; it is as large as it must be
  const context = document.createElement("canvas").getContext("2d");
  if (context === null) return;
  for (const view of views) {
    const [airX, airY] = [view.width * AROUND, view.height * AROUND];
    const [width, height] = [(view.width + 2 * airX) / PARTS, (view.height + 2 * airY) / PARTS];
    for (let part = 0; part < PARTS * PARTS; part++) {
      const left = view.left - airX + (part % PARTS) * width;
      const top = view.top - airY + Math.floor(part / PARTS) * height;
      drawLabels(context, { ...view, left, top, width, height }, data, theme, shown);
      yield;
    }
  }
}

// A unit's point is where incidents known to the unit have their count: its name stands below.
const BELOW_BADGE = [18, -18, 28, -28];
const upper = (name: string) => name.toLocaleUpperCase("en");

function towns(board: Board, data: BaseData, theme: Theme, first: number, last: number): void {
  const { context, view } = board;
  data.places.names.forEach((name, row) => {
    const rank = data.places.rank[row]!;
    if (rank < first || rank > last || view.zoom < townZoom(rank)) return;
    const x = board.x(data.places.world, row);
    const y = board.y(data.places.world, row);
    // a name without its dot would stand for another place
    if (!board.isOn(x, y) || board.isHidden(x, y)) return;
    const radius = rank <= 2 ? 3 : rank <= 4 ? 2.3 : 1.8;
    if (!board.grid.isFree(boxAround(x, y, 2 * radius, 2 * radius, 0))) return;
    const size = rank === 1 ? 13.5 : rank === 2 ? 12.5 : rank <= 4 ? 11.5 : 10.5;
    const style = { size, colour: theme.town, weight: rank <= 2 ? 600 : 400 };
    if (name && !board.names.isNear(name, x, y)) {
      if (!board.beside(name, x, y, rank <= 3 ? 9 : 6, style)) return;
      board.names.add(name, x, y);
    }
    board.grid.take(boxAround(x, y, 2 * radius, 2 * radius, 1));
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fillStyle = rank === 1 ? theme.town : theme.halo;
    context.fill();
    context.strokeStyle = theme.town;
    context.lineWidth = 1.2;
    context.stroke();
  });
}
