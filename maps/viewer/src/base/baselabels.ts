// Names on the base map: what may appear at a zoom, in which order it takes its place, and how.
import { boxAround, LabelGrid, Names, type Box } from "../canvas/labels.ts";
import { markStep, spotsAlong } from "../geometry/line.ts";
import type { View } from "../geometry/projection.ts";
import { number } from "../language/language.ts";
import { TEXTS } from "../language/strings.ts";
import type { Theme } from "../page/theme.ts";
import type { BaseData, Part, Points } from "./basedata.ts";

interface Style {
  readonly size: number;
  readonly colour: string;
  readonly weight?: number;
  readonly italic?: boolean;
  /** Letters apart, in parts of the size; only where letters are not joined. */
  readonly spaced?: number;
}

const FARTHER = [13, 18, 24, 32]; // CSS pixels beside a symbol of any size
const HEIGHT = 1.25; // of a line of text, in parts of its size
// Zoom from which a town of a rank has a dot and may have a name; ranks are 1 to 6.
const TOWN_ZOOM = [0, 4, 5.5, 6.75, 7.75, 9, 10.25];
const LATIN = /^[\p{Script=Latin}\p{P}\p{Z}\p{N}]*$/u;
const LINE_WIDE = 11; // CSS pixels that names keep off the line
const NAME_EVERY = 600; // CSS pixels of the line for each writing of its name

export function townZoom(rank: number): number {
  return TOWN_ZOOM[rank] ?? Infinity;
}

export function drawLabels(
  context: CanvasRenderingContext2D,
  view: View,
  data: BaseData,
  theme: Theme,
  shown: ReadonlySet<Part>,
  obstacles: readonly Box[] = [],
): void {
  const board = new Board(context, view, theme, obstacles);
  const { zoom } = view;
  if (shown.has("line")) board.keepOff(runsOnCanvas(board, data));
  if (shown.has("crossings") && zoom >= 6) gates(board, data, theme);
  if (shown.has("places")) towns(board, data, theme, 1, 1);
  if (shown.has("land") && zoom < 7.5) {
    const size = zoom < 5.5 ? 13 : 16;
    const country = { size, colour: theme.name, weight: 600, spaced: 0.22 };
    board.points(data.units.country, country, upper, [26, 0, -26, 52, -52]);
  }
  if (shown.has("line")) lineName(board, data, theme);
  if (shown.has("places")) towns(board, data, theme, 2, 2);
  if (shown.has("land") && zoom < 7.5) {
    const outside = { size: zoom < 5.5 ? 10 : 13, colour: theme.name, spaced: 0.16 };
    board.points(data.neighbours, outside, upper);
  }
  if (shown.has("crossings") && zoom >= 7) gateNames(board, data, theme);
  if (shown.has("places")) towns(board, data, theme, 3, 3);
  if (shown.has("admin1") && zoom >= 5.5 && zoom < 10) {
    const size = zoom < 7 ? 11 : 13;
    const style = { size, colour: theme.region, italic: true, spaced: 0.04 };
    board.points(data.units.admin1, style, asItIs, BELOW_BADGE);
  }
  if (shown.has("marks") && zoom >= 5.5) marks(board, data, theme);
  if (shown.has("places")) towns(board, data, theme, 4, 6);
  if (shown.has("admin2") && zoom >= 8.5) {
    const style = { size: 11, colour: theme.region, spaced: 0.03 };
    board.points(data.units.admin2, style, asItIs, BELOW_BADGE);
  }
  if (shown.has("admin3") && zoom >= 10) {
    const style = { size: 10.5, colour: theme.region, italic: true };
    board.points(data.units.admin3, style, asItIs, BELOW_BADGE);
  }
  if (shown.has("lakes") && zoom >= 8) {
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
const asItIs = (name: string) => name;
const upper = (name: string) => name.toLocaleUpperCase("en");

const widths = new Map<string, number>(); // measuring is the dearest part of placing

class Board {
  readonly grid: LabelGrid;
  /** Symbols of the incidents, which are drawn over the names. */
  private readonly symbols: LabelGrid;
  /** The line: a name stands on it only where there is no room beside it. */
  private readonly line: LabelGrid;
  readonly names = new Names(140);
  /** The font, spacing and direction that the canvas has. */
  private script = "";

  constructor(
    readonly context: CanvasRenderingContext2D,
    readonly view: View,
    private readonly theme: Theme,
    obstacles: readonly Box[],
  ) {
    this.symbols = new LabelGrid(view.width, view.height);
    for (const box of obstacles) this.symbols.take(box);
    this.grid = new LabelGrid(view.width, view.height);
    this.line = new LabelGrid(view.width, view.height);
    context.textBaseline = "middle";
    context.textAlign = "center";
    context.lineJoin = "round";
  }

  /** Have names keep off paths of the canvas. */
  keepOff(runs: Iterable<readonly number[]>): void {
    for (const run of runs) {
      let x = -Infinity;
      let y = -Infinity;
      for (let i = 0; i < run.length; i += 2) {
        if (Math.hypot(run[i]! - x, run[i + 1]! - y) < LINE_WIDE / 2) continue;
        x = run[i]!;
        y = run[i + 1]!;
        this.line.take(boxAround(x, y, LINE_WIDE, LINE_WIDE, 0));
      }
    }
  }

  /** Of places for a name the first that is off the line, else the first; null if none is free. */
  firstFree(spots: readonly (readonly [x: number, y: number])[], width: number, height: number, air: number): readonly [number, number] | null {
    let onLine: readonly [x: number, y: number] | null = null;
    for (let i = 0; i < spots.length; i++) {
      const spot = spots[i]!;
      const box = boxAround(spot[0], spot[1], width, height, air);
      if (!this.symbols.isFree(box) || !this.grid.isFree(box)) continue;
      if (this.line.isFree(box)) {
        this.grid.take(box);
        return spot;
      }
      onLine ??= spot;
    }
    if (onLine !== null) this.grid.take(boxAround(onLine[0], onLine[1], width, height, air));
    return onLine;
  }

  x(world: Float64Array, row: number): number {
    return world[2 * row]! * this.view.scale - this.view.left;
  }

  y(world: Float64Array, row: number): number {
    return world[2 * row + 1]! * this.view.scale - this.view.top;
  }

  isOn(x: number, y: number): boolean {
    return x >= 0 && y >= 0 && x <= this.view.width && y <= this.view.height;
  }

  /** Takes the boxes of a name if neither another name nor a symbol stands there. */
  tryTake(boxes: readonly Box[]): boolean {
    return boxes.every((box) => this.symbols.isFree(box)) && this.grid.tryTake(boxes);
  }

  style(style: Style, text: string): void {
    const { context } = this;
    // joined letters have no slanted form, and are small beside Latin ones of a size
    const joined = !LATIN.test(text);
    const spaced = style.spaced && !joined ? style.spaced * style.size : 0;
    const size = joined ? style.size * 1.12 : style.size;
    const font = `${style.italic && !joined ? "italic " : ""}${style.weight ?? 400} ${size}px ${this.theme.font}`;
    const script = `${font} ${spaced} ${joined}`;
    // a font is costly to set, and most names follow one of theirs
    if (script !== this.script) {
      this.script = script;
      context.direction = joined ? "rtl" : "ltr";
      context.font = font;
      context.letterSpacing = `${spaced}px`;
    }
    context.fillStyle = style.colour;
    context.strokeStyle = this.theme.halo;
    context.lineWidth = 3;
  }

  width(text: string, style: Style): number {
    this.style(style, text);
    const key = `${this.script} ${text}`;
    let width = widths.get(key);
    if (width === undefined) widths.set(key, (width = this.context.measureText(text).width));
    return width;
  }

  write(text: string, x: number, y: number): void {
    this.context.strokeText(text, x, y);
    this.context.fillText(text, x, y);
  }

  /** Writes names centred on their points, or moved down by one of `moves`, where there is room. */
  points(points: Points, style: Style, change = asItIs, moves = [0]): void {
    points.names.forEach((name, row) => {
      const x = this.x(points.world, row);
      const y = this.y(points.world, row);
      if (!name || !this.isOn(x, y) || this.names.isNear(name, x, y)) return;
      const text = change(name);
      const width = this.width(text, style);
      const spot = this.firstFree(moves.map((move) => [x, y + move]), width, style.size * HEIGHT, 2);
      if (spot === null) return;
      this.names.add(name, ...spot);
      this.write(text, ...spot);
    });
  }

  /** Writes a name beside a symbol: right, left, above or below it, where there is room. */
  beside(name: string, x: number, y: number, gap: number, style: Style): boolean {
    const half = this.width(name, style) / 2;
    const high = style.size * HEIGHT;
    // where a symbol stands on the place itself, the name stands beside the symbol
    for (const away of [gap, ...(this.symbols.isFree(boxAround(x, y, 2, 2, 0)) ? [] : FARTHER)]) {
      const [right, left, above, below] = [x + away + half, x - away - half, y - away - high / 2, y + away + high / 2];
      // beside it, above and below it, then at its corners, which may be off a line through it
      const spots: [number, number][] = [
        [right, y],
        [left, y],
        [x, above],
        [x, below],
        [right, above],
        [right, below],
        [left, above],
        [left, below],
      ];
      const spot = this.firstFree(spots, 2 * half, high, 1);
      if (spot === null) continue;
      this.write(name, ...spot);
      return true;
    }
    return false;
  }
}

function towns(board: Board, data: BaseData, theme: Theme, first: number, last: number): void {
  const { context, view } = board;
  data.places.names.forEach((name, row) => {
    const rank = data.places.rank[row]!;
    if (rank < first || rank > last || view.zoom < townZoom(rank)) return;
    const x = board.x(data.places.world, row);
    const y = board.y(data.places.world, row);
    if (!board.isOn(x, y)) return;
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

/** A crossing: two bars across the line, and a gap between them. */
function gates(board: Board, data: BaseData, theme: Theme): void {
  const { context, view } = board;
  const [long, apart] = view.zoom < 7.5 ? [4.5, 2.2] : [6.5, 3];
  data.crossings.names.forEach((_, row) => {
    const [x, y] = [board.x(data.crossings.world, row), board.y(data.crossings.world, row)];
    if (!board.isOn(x, y)) return;
    board.grid.take(boxAround(x, y, 2 * long, 2 * long, 0));
    context.save();
    context.translate(x, y);
    context.rotate(data.ruler.at(data.crossings.metres[row]!).angle);
    context.fillStyle = theme.halo;
    context.fillRect(-apart - 1.6, -long - 1.6, 2 * apart + 3.2, 2 * long + 3.2);
    context.strokeStyle = theme.line;
    context.lineWidth = 1.8;
    context.beginPath();
    for (const side of [-apart, apart]) {
      context.moveTo(side, -long);
      context.lineTo(side, long);
    }
    context.stroke();
    context.restore();
  });
}

function gateNames(board: Board, data: BaseData, theme: Theme): void {
  const style = { size: 11.5, colour: theme.line, weight: 600 };
  data.crossings.names.forEach((name, row) => {
    const [x, y] = [board.x(data.crossings.world, row), board.y(data.crossings.world, row)];
    if (name && board.isOn(x, y) && board.beside(name, x, y, 9, style)) board.names.add(name, x, y);
  });
}

/** The line's own name, along it, where it is straightest. */
function lineName(board: Board, data: BaseData, theme: Theme): void {
  const { context, view } = board;
  const style = { size: view.zoom < 6 ? 11 : 12.5, colour: theme.line, italic: true, spaced: 0.08 };
  const width = board.width(data.lineName, style) + 10;
  for (const run of runsOnCanvas(board, data)) {
    for (const spot of spotsAlong(run, width, NAME_EVERY)) {
      const away = style.size * 0.5 + 7 + spot.stray;
      if (spot.stray > 14) continue;
      for (const side of [1, -1]) {
        const x = spot.x - Math.sin(spot.angle) * away * side;
        const y = spot.y + Math.cos(spot.angle) * away * side;
        if (!board.tryTake(boxesAlong(x, y, spot.angle, width, style.size))) continue;
        board.style(style, data.lineName);
        context.save();
        context.translate(x, y);
        context.rotate(spot.angle);
        board.write(data.lineName, 0, 0);
        context.restore();
        break;
      }
    }
  }
}

/** The stretches of the line that are seen, as points on the canvas at least a pixel apart. */
function* runsOnCanvas(board: Board, data: BaseData): Generator<number[]> {
  let run: number[] = [];
  const { world } = data.line;
  for (let row = 0; row < world.length / 2; row++) {
    const x = board.x(world, row);
    const y = board.y(world, row);
    const last = run.length;
    if (!board.isOn(x, y)) {
      if (last > 2) yield run;
      if (last > 0) run = [];
    } else if (last === 0 || Math.hypot(x - run[last - 2]!, y - run[last - 1]!) >= 1) {
      run.push(x, y);
    }
  }
  if (run.length > 2) yield run;
}

function boxesAlong(x: number, y: number, angle: number, width: number, size: number): Box[] {
  const count = Math.max(1, Math.ceil(width / size));
  return Array.from({ length: count }, (_, i) => {
    const along = ((i + 0.5) / count - 0.5) * width;
    return boxAround(x + Math.cos(angle) * along, y + Math.sin(angle) * along, size, size, 1);
  });
}

/** Kilometre marks: a stroke across the line and the number beside it. */
function marks(board: Board, data: BaseData, theme: Theme): void {
  const { context, view } = board;
  const step = markStepAt(view, data);
  const style = { size: 10, colour: theme.label };
  for (let metre = 0; metre <= data.ruler.length; metre += step) {
    const mark = data.ruler.at(metre);
    const x = mark.x * view.scale - view.left;
    const y = mark.y * view.scale - view.top;
    if (!board.isOn(x, y)) continue;
    const [nx, ny] = [-Math.sin(mark.angle), Math.cos(mark.angle)];
    context.strokeStyle = theme.line;
    context.lineWidth = 1.2;
    context.beginPath();
    context.moveTo(x - nx * 5, y - ny * 5);
    context.lineTo(x + nx * 5, y + ny * 5);
    context.stroke();
    const text = TEXTS.kmMark(number(metre / 1000));
    const half = board.width(text, style) / 2;
    const beside = 9 + half * Math.abs(nx) + 5 * Math.abs(ny);
    const spots = [beside, -beside, beside + 9, -beside - 9].map((away): [number, number] => [x + nx * away, y + ny * away]);
    const spot = board.firstFree(spots, 2 * half, style.size * HEIGHT, 1);
    if (spot === null) continue;
    board.style(style, text);
    board.write(text, ...spot);
  }
}

/** Metres between the kilometre marks that are drawn at this zoom. */
function markStepAt(view: View, data: BaseData): number {
  const start = data.ruler.at(0);
  const end = data.ruler.at(data.ruler.length);
  const pixels = Math.hypot(end.x - start.x, end.y - start.y) * view.scale;
  return markStep((pixels * 1.3) / Math.max(1, data.ruler.length), 90);
}
