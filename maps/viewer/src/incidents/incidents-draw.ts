/** What the canvas shows of incidents: symbols, clusters, counts, and how closely a place is known. */

import { traceSymbol } from "../canvas/symbols.ts";
import { BADGE_HEIGHT, badgeWidth, onlySide, type Badge } from "../geometry/footprints.ts";
import type { Tally } from "../geometry/tallies.ts";
import { number, thousands } from "../language/languages.ts";
import { clusterRadius, type Cluster } from "./clusters.ts";
import { ONE_HEXAGON } from "./density.ts";

/** Outlines and figures, and what is under them. */
export let INK = "#22272e";
export let PAPER = "#ffffff";

/** Draw for a dark page or a light one from now on. */
export function inkFor(dark: boolean): void {
  INK = dark ? "#f0ede4" : "#22272e";
  PAPER = dark ? "#171b20" : "#ffffff";
}

export const SYMBOL_RADIUS = 6.5;
/** What a symbol has around it, and by how much it grows when it is chosen. */
export const SYMBOL_EDGE = 2;
const FONT = '600 11px system-ui, "Segoe UI", "Noto Sans", "Noto Sans Arabic", sans-serif';

export interface Style {
  /** Colour of a side by its code. */
  readonly colour: (side: number) => string;
  readonly several: string;
}

type Context = CanvasRenderingContext2D;

export function drawSymbol(
  context: Context,
  shape: string,
  x: number,
  y: number,
  fill: string,
  emphasis = false,
): void {
  const radius = SYMBOL_RADIUS + (emphasis ? SYMBOL_EDGE : 0);
  traceSymbol(context, shape, x, y, radius);
  context.lineJoin = "round";
  context.strokeStyle = PAPER;
  context.lineWidth = emphasis ? 6 : 3.4;
  context.stroke();
  context.fillStyle = fill;
  context.fill();
  context.strokeStyle = INK;
  context.lineWidth = emphasis ? 1.8 : 1.1;
  context.stroke();
}

/** A count in a ring that shows the mix of acting sides; where cells are in it, the ring is a hexagon. */
export function drawCluster(
  context: Context,
  cluster: Pick<Cluster, "x" | "y" | "count" | "bySide" | "folded">,
  style: Style,
  emphasis = false,
): void {
  const { x, y, count } = cluster;
  const radius = clusterRadius(cluster);
  const ring = cluster.folded ? sixCorners : circle;
  disk(context, x, y, radius + (emphasis ? 3 : 1.4), emphasis ? INK : PAPER, ring);
  const reach = cluster.folded ? 1.2 * radius : radius;
  if (cluster.folded) {
    context.save();
    ring(context, x, y, radius);
    context.clip();
  }
  let angle = -Math.PI / 2;
  cluster.bySide.forEach((share, side) => {
    if (share === 0) return;
    const next = angle + (2 * Math.PI * share) / count;
    context.beginPath();
    context.moveTo(x, y);
    context.arc(x, y, reach, angle, next);
    context.closePath();
    context.fillStyle = style.colour(side);
    context.fill();
    angle = next;
  });
  if (cluster.folded) context.restore();
  disk(context, x, y, radius - 4.5, PAPER, ring);
  ring(context, x, y, radius);
  context.strokeStyle = INK;
  context.lineWidth = 0.9;
  context.stroke();
  label(context, short(count), x, y + 0.5);
}

type Ring = (context: Context, x: number, y: number, radius: number) => void;

const circle: Ring = (context, x, y, radius) => {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
};

/** A hexagon of about the same size, with a corner at the top as those of the ground. */
const sixCorners: Ring = (context, x, y, radius) => {
  context.beginPath();
  for (const [dx, dy] of ONE_HEXAGON) context.lineTo(x + 1.12 * radius * dx, y + 1.12 * radius * dy);
  context.closePath();
};

/** Ground that older incidents are counted for, pale with a dashed edge: they lie anywhere in it. */
export function drawHexagon(context: Context, x: number, y: number, radius: number, colour: string): void {
  context.beginPath();
  for (const [dx, dy] of ONE_HEXAGON) context.lineTo(x + radius * dx, y + radius * dy);
  context.closePath();
  context.globalAlpha = 0.08;
  context.fillStyle = colour;
  context.fill();
  context.globalAlpha = 0.6;
  context.setLineDash([4, 3]);
  context.lineWidth = 1;
  context.strokeStyle = colour;
  context.stroke();
  context.setLineDash([]);
  context.globalAlpha = 1;
}

function disk(context: Context, x: number, y: number, radius: number, fill: string, ring: Ring): void {
  ring(context, x, y, radius);
  context.fillStyle = fill;
  context.fill();
}

function label(context: Context, text: string, x: number, y: number): void {
  // a font is costly to set: once a drawing, of which every text is written like this
  if (context.textBaseline !== "middle") {
    context.font = FONT;
    context.textAlign = "center";
    context.textBaseline = "middle";
  }
  context.fillStyle = INK;
  context.fillText(text, x, y);
}

/** A count that fits a small mark: 940, 1.2k, 31k. */
export function short(count: number): string {
  return count < 1000 ? number(count) : thousands(count / 1000);
}

/** The count of an area (dashed) or a stretch: a tag, never a pin. */
export function drawBadge(
  context: Context,
  badge: Badge,
  style: Style,
  dashed: boolean,
  emphasis = false,
): void {
  if (badge.small) {
    drawMark(context, badge, style);
    return;
  }
  const { x, y, width, height, tally } = badge;
  const left = x - width / 2;
  const top = y - height / 2;
  context.beginPath();
  context.roundRect(left, top, width, height, RADIUS);
  context.fillStyle = PAPER;
  context.fill();
  mixBar(context, tally, style, left + 0.5, top + height - BAR, width - 1, BAR, RADIUS - 1);
  context.beginPath();
  context.roundRect(left, top, width, height, RADIUS);
  if (dashed) context.setLineDash([3, 2]);
  context.strokeStyle = INK;
  context.lineWidth = emphasis ? 2 : 1;
  context.stroke();
  context.setLineDash([]);
  label(context, short(tally.count), x, y - 1.5);
}

const RADIUS = 4;
const BAR = 3.5;

/** A tag too small for a figure; there may be hundreds, so it is only rectangles. */
function drawMark(context: Context, { x, y, width, height, tally }: Badge, style: Style): void {
  const left = Math.round(x - width / 2);
  const top = Math.round(y - height / 2);
  context.fillStyle = INK;
  context.fillRect(left, top, width, height);
  mixBar(context, tally, style, left + 1, top + 1, width - 2, height - 2, 0);
}

/** The acting sides' shares of a tally, side by side. */
function mixBar(
  context: Context,
  { count: all, bySide }: Tally,
  style: Style,
  left: number,
  top: number,
  width: number,
  height: number,
  radius: number,
): void {
  let count = 0;
  for (let side = 0; side < bySide.length; side++) {
    const share = bySide[side]!;
    if (share === 0) continue;
    const from = left + (width * count) / all;
    count += share;
    const wide = left + (width * count) / all - from;
    context.fillStyle = style.colour(side);
    const first = count === share;
    const last = count === all;
    if (radius === 0 || (!first && !last)) {
      context.fillRect(from, top, wide, height);
      continue;
    }
    context.beginPath();
    context.roundRect(from, top, wide, height, [0, 0, last ? radius : 0, first ? radius : 0]);
    context.fill();
  }
}

/** A badge of its full size where a tally's label stands. */
export function fullBadge(tally: Tally, x: number, y: number): Badge {
  return { tally, x, y, width: badgeWidth(tally.count), height: BADGE_HEIGHT, small: false };
}

/** The circle in which the true place lies in 9 of 10 cases. */
export function drawUncertainty(context: Context, x: number, y: number, radius: number): void {
  if (radius < SYMBOL_RADIUS + 3) return;
  context.save();
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = INK;
  context.globalAlpha = 0.07;
  context.fill();
  context.globalAlpha = 0.9;
  context.setLineDash([2, 4]);
  context.lineCap = "round";
  context.lineWidth = 1.6;
  context.strokeStyle = INK;
  context.stroke();
  context.restore();
}

/** What is nearly white: as lines and hatches it would be lost on paper, and be the brightest on a dark page. */
const PALE = /^#([c-f].){3}$/;
const PALE_LINES = "#9c9c96";

/** The colour of an area or a stretch. */
export function tallyColour(tally: Pick<Tally, "bySide">, style: Style): string {
  const side = onlySide(tally.bySide);
  const colour = side < 0 ? style.several : style.colour(side);
  return PALE.test(colour) ? PALE_LINES : colour;
}
