/** Areas and stretches on the canvas, and the paths that are kept of them. */

import type { Shape } from "../geometry/footprints.ts";
import type { View } from "../geometry/projection.ts";
import { INK, PAPER } from "./incidents-draw.ts";

type Context = CanvasRenderingContext2D;

/** Scales whose paths are kept: the one that is seen, and those that may be next. */
const KEPT = 3;

/** Paths of footprints by scale, measured from each one's corner so that pixels stay exact. */
export class Paths {
  private readonly made = new Map<number, Map<Shape, Path2D>>();
  private latest: { readonly scale: number; readonly paths: Map<Shape, Path2D> } | undefined;

  of(shape: Shape, scale: number): Path2D {
    const paths = this.at(scale);
    let path = paths.get(shape);
    if (path === undefined) {
      path = new Path2D();
      const left = cornerAt(shape.box.left, scale);
      const top = cornerAt(shape.box.top, scale);
      const step = sizeOf(shape, scale) < OUTLINED ? SMALL_STEP : STEP;
      for (const line of shape.lines) trace(path, line, left, top, scale, step);
      paths.set(shape, path);
    }
    return path;
  }

  private at(scale: number): Map<Shape, Path2D> {
    if (scale === this.latest?.scale) return this.latest.paths;
    const paths = this.made.get(scale) ?? new Map<Shape, Path2D>();
    this.latest = { scale, paths };
    // the latest last
    this.made.delete(scale);
    this.made.set(scale, paths);
    for (const oldest of this.made.keys()) {
      if (this.made.size <= KEPT) break;
      this.made.delete(oldest);
    }
    return paths;
  }
}

/** Pixels between two hatches. */
const HATCH = 7;

/**
 * An edge of the corner that a footprint's path is measured from, pixels of the world. A whole number of
 * hatches: they meet from one area to the next, and a canvas fills whole pixels much faster.
 */
export function cornerAt(edge: number, scale: number): number {
  return Math.floor((edge * scale) / HATCH) * HATCH;
}

/** Pixels; a vertex nearer to the last one is hardly seen, but costs time; more of a small footprint. */
const [STEP, SMALL_STEP] = [1, 2];

function trace(path: Path2D, line: Float64Array, left: number, top: number, scale: number, step: number): void {
  let fromX = Infinity;
  let fromY = Infinity;
  for (let i = 0; i < line.length; i += 2) {
    const x = (line[i] as number) * scale - left;
    const y = (line[i + 1] as number) * scale - top;
    if (i === 0) path.moveTo(x, y);
    else if (i < line.length - 2 && Math.abs(x - fromX) < step && Math.abs(y - fromY) < step) continue;
    else path.lineTo(x, y);
    fromX = x;
    fromY = y;
  }
}

/** Hatches by colour and by device pixels a CSS pixel; the canvas keeps them by reference. */
const hatches = new Map<string, CanvasPattern | null>();

function hatch(context: Context, colour: string): CanvasPattern | null {
  const ratio = context.getTransform().a;
  const key = `${colour} ${String(ratio)}`;
  let made = hatches.get(key);
  if (made === undefined) {
    const tile = hatchTile(colour, ratio);
    made = context.createPattern(tile, "repeat");
    made?.setTransform(new DOMMatrix().scale(HATCH / tile.width));
    hatches.set(key, made);
  }
  return made;
}

/** One hatch in a square, of as many pixels as the screen shows: nothing is resampled. */
function hatchTile(colour: string, ratio: number): HTMLCanvasElement {
  const size = Math.max(1, Math.round(HATCH * ratio));
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size;
  const pen = canvas.getContext("2d");
  if (pen === null) return canvas;
  // the pale ground is part of the pattern: one fill an area, not two
  pen.fillStyle = colour;
  pen.globalAlpha = 0.26;
  pen.fillRect(0, 0, size, size);
  pen.globalAlpha = 1;
  pen.strokeStyle = colour;
  pen.lineWidth = 0.75 * (size / HATCH);
  pen.lineCap = "square";
  pen.beginPath();
  for (const shift of [-size, 0, size]) {
    pen.moveTo(shift, size);
    pen.lineTo(shift + size, 0);
  }
  pen.stroke();
  return canvas;
}

/** Hatches in a row and in a column of a piece. */
const PIECE = 40; // whole pixels of a screen in all usual sizes
const pieces = new Map<number, HTMLCanvasElement>();

/** What a hatch leaves out, a piece of many hatches: a canvas puts pictures much faster than patterns. */
function between(context: Context): HTMLCanvasElement {
  const ratio = context.getTransform().a;
  let piece = pieces.get(ratio);
  if (piece === undefined) {
    const tile = hatchTile("#000", ratio);
    piece = document.createElement("canvas");
    piece.width = piece.height = PIECE * tile.width;
    const pen = piece.getContext("2d");
    if (pen !== null) {
      pen.fillRect(0, 0, piece.width, piece.height);
      pen.globalCompositeOperation = "destination-out";
      pen.fillStyle = pen.createPattern(tile, "repeat") ?? "transparent";
      pen.fillRect(0, 0, piece.width, piece.height);
    }
    pieces.set(ratio, piece);
  }
  return piece;
}

/** Whether any of a footprint is in a view. */
function isSeen({ box }: Shape, { scale, left, top, width, height }: View): boolean {
  if (box.right * scale - left < -20 || box.bottom * scale - top < -20) return false;
  return box.left * scale - left <= width + 20 && box.top * scale - top <= height + 20;
}

/** Draw at the corner that a footprint's path is measured from. */
function at(context: Context, shape: Shape, view: View, draw: () => void): void {
  const x = cornerAt(shape.box.left, view.scale) - view.left;
  const y = cornerAt(shape.box.top, view.scale) - view.top;
  context.translate(x, y);
  draw();
  context.translate(-x, -y);
}

/** Pixels; in a crowd the outline of a smaller area would be all that is seen of it. */
const OUTLINED = 80;

/** Width or height of a footprint, pixels. */
function sizeOf({ box }: Shape, scale: number): number {
  return Math.max(box.right - box.left, box.bottom - box.top) * scale;
}

/** How strongly an area is filled: one that fills the view steps back behind what lies in it. */
function inkOf(shape: Shape, view: View): number {
  const { box } = shape;
  const covers =
    (((box.right - box.left) * view.scale) / view.width) * (((box.bottom - box.top) * view.scale) / view.height);
  return Math.max(0.25, Math.min(1, 1.25 - covers));
}

/** An area, the colour of who acted there, and the number of its footprint. */
export type Area = readonly [shape: Shape, colour: string, footprint?: number];

/** How areas are drawn: a wide one has an `edge` only; among very many (`crowded`) the small ones have none. */
export type Mode = "plain" | "crowded" | "edge";

/** How strongly an area is filled, and one that is chosen. */
const [FILLED, FILLED_CHOSEN] = [0.32, 0.42];

/**
 * Areas: pale, hatched, with a dashed edge.
 *
 * All are filled evenly, then one hatch thins out what is there: a canvas takes several times as long to
 * fill a shape with a pattern. So nothing else may stand on the canvas yet.
 *
 * @param whole the view that this is a part of
 */
export function drawAreas(
  context: Context,
  areas: readonly Area[],
  pathOf: (shape: Shape) => Path2D,
  view: View,
  mode: Mode,
  whole: View = view,
): void {
  const seen = areas.filter(([shape]) => isSeen(shape, view));
  context.save();
  if (mode !== "edge" && seen.length > 0) {
    for (const [shape, colour] of seen) {
      context.globalAlpha = FILLED * inkOf(shape, whole);
      context.fillStyle = colour;
      at(context, shape, view, () => { context.fill(pathOf(shape), "evenodd"); });
    }
    thinOut(context, view);
  }
  const outlined = mode === "crowded" ? OUTLINED : 0;
  context.globalAlpha = 0.75;
  context.lineJoin = "round";
  context.setLineDash([4, 3]);
  context.lineWidth = 1; // a canvas draws lines of one pixel much faster than wider ones
  for (const [shape, colour] of seen) {
    if (sizeOf(shape, view.scale) < outlined) continue;
    context.strokeStyle = colour;
    at(context, shape, view, () => { context.stroke(pathOf(shape)); });
  }
  context.restore();
}

/** Leave of all that stands on the canvas the lines of a hatch, and little between them. */
function thinOut(context: Context, { left, top, width, height }: View): void {
  const piece = between(context);
  const size = PIECE * HATCH;
  context.globalAlpha = 1;
  context.globalCompositeOperation = "destination-out";
  // lines stand where they do in the world, so that they meet from one drawing to the next
  for (let x = -modulo(left, size); x < width; x += size) {
    for (let y = -modulo(top, size); y < height; y += size) context.drawImage(piece, x, y, size, size);
  }
  context.globalCompositeOperation = "source-over";
}

/** What is left of a number, also of one below nought, in whole parts of a size. */
function modulo(value: number, size: number): number {
  return ((value % size) + size) % size;
}

/** An area that is chosen or pointed at, over all others. */
export function drawChosen(context: Context, shape: Shape, path: Path2D, view: View, colour: string): void {
  if (!isSeen(shape, view)) return;
  context.save();
  context.globalAlpha = FILLED_CHOSEN * inkOf(shape, view);
  context.fillStyle = hatch(context, colour) ?? "transparent";
  at(context, shape, view, () => {
    context.fill(path, "evenodd");
    context.lineJoin = "round";
    context.globalAlpha = 0.6; // names that it crosses are still read
    context.strokeStyle = PAPER;
    context.lineWidth = 3.4;
    context.stroke(path);
    context.globalAlpha = 1;
    context.setLineDash([6, 3]);
    context.strokeStyle = INK;
    context.lineWidth = 1.6;
    context.stroke(path);
  });
  context.restore();
}

/** The outline of a province or district that is filtered by; it is the current path. */
export function outline(context: Context): void {
  context.lineJoin = context.lineCap = "round";
  context.strokeStyle = PAPER;
  context.lineWidth = 5;
  context.stroke();
  context.strokeStyle = INK;
  context.lineWidth = 2;
  context.stroke();
}

/** A stretch: a band along the line, which stays visible through it. */
export function drawStretch(context: Context, shape: Shape, path: Path2D, view: View, colour: string): void {
  if (!isSeen(shape, view)) return;
  context.save();
  context.lineJoin = "round";
  context.globalAlpha = 0.36;
  context.strokeStyle = colour;
  context.lineWidth = 9;
  at(context, shape, view, () => { context.stroke(path); });
  context.restore();
}

/** A stretch that is chosen: an edge on either side, so that the line itself stays as it is drawn. */
export function drawChosenStretch(context: Context, shape: Shape, path: Path2D, view: View, colour: string): void {
  if (!isSeen(shape, view)) return;
  const ratio = context.getTransform().a;
  // what lies between the edges is taken away again: not from what stands on the canvas already
  const sheet = document.createElement("canvas");
  sheet.width = Math.round(view.width * ratio);
  sheet.height = Math.round(view.height * ratio);
  const pen = sheet.getContext("2d")!;
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.lineJoin = "round";
  at(pen, shape, view, () => {
    pen.strokeStyle = INK;
    pen.lineWidth = 13;
    pen.stroke(path);
    pen.globalCompositeOperation = "destination-out";
    pen.lineWidth = 10.5;
    pen.stroke(path);
    pen.globalCompositeOperation = "source-over";
    pen.globalAlpha = 0.45;
    pen.strokeStyle = colour;
    pen.stroke(path);
  });
  context.drawImage(sheet, 0, 0, view.width, view.height);
}
