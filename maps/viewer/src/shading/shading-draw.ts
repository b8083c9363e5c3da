/** Hexagons and units on the canvas, and the colours of their classes. */

import type { View } from "../geometry/projection.ts";
import { CORNERS, type Counted } from "../incidents/density.ts";
import { cornerAt, type Paths } from "../incidents/footprints-draw.ts";
import { classOf, rampPlace, type Classes } from "./classes.ts";
import type { UnitShapes } from "./units.ts";

/** Colours from the least to the most, of nought, and of the edges between them. */
export interface Ramp {
  readonly colours: readonly string[];
  readonly zero: string;
  readonly edge: string;
}

const COLOURS = 5;

/** The page's ramp; somebody else's page has the light one of our style sheet. */
export function rampOf(element: Element): Ramp {
  const style = getComputedStyle(element);
  const value = (name: string): string => style.getPropertyValue(`--bm-shade-${name}`).trim();
  return {
    colours: Array.from({ length: COLOURS }, (_, i) => value(String(i + 1))),
    zero: value("zero"),
    edge: value("edge"),
  };
}

/** The colour of each class. */
export function coloursOf({ bounds }: Classes, ramp: Ramp): string[] {
  return bounds.map((_, i) => ramp.colours[rampPlace(i, bounds.length, ramp.colours.length)]!);
}

export function drawHexagons(
  context: CanvasRenderingContext2D,
  view: View,
  { grid, cells, values }: Counted,
  classes: Classes,
  ramp: Ramp,
): void {
  const size = view.scale / grid.scale;
  const corners = CORNERS.map(([x, y]) => [x * size, y * size] as const);
  const reach = corners[0]![0] * 2;
  const paths = classes.bounds.map(() => new Path2D());
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]!;
    const [worldX, worldY] = grid.middle(cell);
    const [x, y] = [worldX * view.scale - view.left, worldY * view.scale - view.top];
    if (x < -reach || y < -reach || x > view.width + reach || y > view.height + reach) continue;
    const path = paths[classOf(classes, values[cell]!)]!;
    corners.forEach(([dx, dy], corner) => {
      if (corner === 0) path.moveTo(x + dx, y + dy);
      else path.lineTo(x + dx, y + dy);
    });
    path.closePath();
  }
  const colours = coloursOf(classes, ramp);
  context.lineJoin = "round";
  context.strokeStyle = ramp.edge;
  context.lineWidth = 1;
  paths.forEach((path, i) => {
    context.fillStyle = colours[i]!;
    context.fill(path);
    context.stroke(path);
  });
}

export function drawUnits(
  context: CanvasRenderingContext2D,
  view: View,
  { shapes }: UnitShapes,
  values: Float64Array,
  classes: Classes,
  ramp: Ramp,
  paths: Paths,
): void {
  const colours = coloursOf(classes, ramp);
  context.lineJoin = "round";
  context.strokeStyle = ramp.edge;
  context.lineWidth = 0.8;
  shapes.forEach((shape, unit) => {
    const value = values[unit]!;
    if (Number.isNaN(value) || shape.lines.length === 0) return;
    const { box } = shape;
    const { scale } = view;
    if (box.right * scale - view.left < 0 || box.bottom * scale - view.top < 0) return;
    if (box.left * scale - view.left > view.width || box.top * scale - view.top > view.height) return;
    const left = cornerAt(shape.box.left, scale);
    const top = cornerAt(shape.box.top, scale);
    const path = paths.of(shape, scale);
    context.save();
    context.translate(left - view.left, top - view.top);
    context.fillStyle = value === 0 ? ramp.zero : colours[classOf(classes, value)]!;
    context.fill(path, "evenodd");
    context.stroke(path);
    context.restore();
  });
}
