/** Where names stand on a view of the base map: each takes its room, and keeps off symbols and the line. */

import { boxAround, isWithin, LabelGrid, Names, touch, type Box } from "../canvas/labels.ts";
import type { View } from "../geometry/projection.ts";
import type { Theme } from "../page/theme.ts";
import type { Points } from "./basedata.ts";

export interface Style {
  readonly size: number;
  readonly colour: string;
  readonly weight?: number;
  readonly italic?: boolean;
  /** Letters apart, in parts of the size; only where letters are not joined. */
  readonly spaced?: number;
}

/** Where the middle of a name may be. */
export type Spot = readonly [x: number, y: number];

const FARTHER = [13, 18, 24]; // CSS pixels beside a symbol of any size
/** Of a line of text, in parts of its size. */
export const HEIGHT = 1.25;
const LATIN = /^[\p{Script=Latin}\p{P}\p{Z}\p{N}]*$/u;
const LINE_WIDE = 11; // CSS pixels that names keep off the line
export const asItIs = (name: string) => name;
const widths = new Map<string, number>(); // measuring is the dearest part of placing

/**
 * `obstacles` are boxes of symbols, which names keep off; `hidden` are those that cover the map; `shown` is what
 * a reader sees of the canvas, which has margins around it.
 */
export class Board {
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
    private readonly hidden: readonly Box[] = [],
    readonly shown: Box = { left: 0, top: 0, right: view.width, bottom: view.height },
  ) {
    this.symbols = new LabelGrid(view.width, view.height);
    for (const box of [...obstacles, ...hidden]) this.symbols.take(box);
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
  firstFree(spots: readonly Spot[], width: number, height: number, air: number): Spot | null {
    let onLine: Spot | null = null;
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

  /** Whether a place lies where nobody sees it: under what stands over the map. */
  isHidden(x: number, y: number): boolean {
    return this.hidden.some(({ left, right, top, bottom }) => x >= left && x <= right && y >= top && y <= bottom);
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

  /** Whether of what is written in these boxes a part alone is seen. */
  isCut(boxes: readonly Box[]): boolean {
    return boxes.some((box) => touch(box, this.shown)) && !boxes.every((box) => isWithin(box, this.shown));
  }

  /** Whether a name is seen whole together with its place, or neither of them is. */
  private isWhole(spot: Spot, width: number, high: number, x: number, y: number): boolean {
    const box = boxAround(...spot, width, high, 0);
    return isWithin(boxAround(x, y, 0, 0, 0), this.shown) ? isWithin(box, this.shown) : !touch(box, this.shown);
  }

  /** Writes names centred on their points, or moved down by one of `moves`, where there is room for all of it. */
  points(points: Points, style: Style, change = asItIs, moves = [0]): void {
    points.names.forEach((name, row) => {
      const x = this.x(points.world, row);
      const y = this.y(points.world, row);
      if (!name || !this.isOn(x, y) || this.names.isNear(name, x, y)) return;
      const text = change(name);
      const width = this.width(text, style);
      const high = style.size * HEIGHT;
      const spots = moves.map((move): Spot => [x, y + move]).filter((at) => this.isWhole(at, width, high, x, y));
      const spot = this.firstFree(spots, width, high, 2);
      if (spot === null) return;
      this.names.add(name, ...spot);
      this.write(text, ...spot);
    });
  }

  /** Writes a name beside a symbol: right, left, above or below it, where there is room for all of it. */
  beside(name: string, x: number, y: number, gap: number, style: Style): boolean {
    const width = this.width(name, style);
    const high = style.size * HEIGHT;
    // where a symbol stands on the place itself, the name stands beside the symbol
    for (const away of [gap, ...(this.symbols.isFree(boxAround(x, y, 2, 2, 0)) ? [] : FARTHER)]) {
      const spots = spotsBeside(x, y, away, width, high, away === gap);
      const spot = this.firstFree(spots.filter((at) => this.isWhole(at, width, high, x, y)), width, high, 1);
      if (spot === null) continue;
      this.write(name, ...spot);
      return true;
    }
    return false;
  }
}

/** Beside a symbol, above and below it; then at its corners, which may be off a line through it. */
function spotsBeside(x: number, y: number, away: number, width: number, high: number, isNear: boolean): Spot[] {
  const [right, left, above, below] = [x + away + width / 2, x - away - width / 2, y - away - high / 2, y + away + high / 2];
  const sides: Spot[] = [[right, y], [left, y], [x, above], [x, below]];
  // the corners of a symbol are so far away that the name would seem another place's
  return isNear ? [...sides, [right, above], [right, below], [left, above], [left, below]] : sides;
}
