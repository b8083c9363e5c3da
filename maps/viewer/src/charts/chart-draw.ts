/** The charts' canvases: bars of time, the time axis, and the line against time. */

import { screenRatio } from "../canvas/screen.ts";
import { AREA, type IncidentData } from "../data/incidents-data.ts";
import { number, tickLabel } from "../data/incidents-text.ts";
import type { Windows } from "../data/windows.ts";
import { ticksOf } from "../language/calendar.ts";
import { language } from "../language/language.ts";
import { TEXTS } from "../language/strings.ts";
import type { ChartTheme } from "../page/theme.ts";
import { highest, type Bins, type Histogram } from "./histogram.ts";
import { axisLabels, type LineAxis } from "./line-axis.ts";
import { seenOn } from "./seen-colour.ts";
import { CELL, densityOf, FAR_KM, markOf, xOf, yOf, type Axes, type StripRows } from "./strip-data.ts";

type Pen = CanvasRenderingContext2D;

/** Where the plot stands in its canvas: names to its left, handles to its right. */
export interface Room {
  readonly left: number;
  readonly right: number;
  readonly height: number;
}

const SMALL = 10.5;

/** Size a canvas, clear it, and draw on it in CSS pixels. */
export function paint(canvas: HTMLCanvasElement, width: number, height: number, draw: (pen: Pen) => void): void {
  const ratio = screenRatio();
  const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== wide || canvas.height !== high) {
    canvas.width = wide;
    canvas.height = high;
    canvas.style.width = `${String(width)}px`;
    canvas.style.height = `${String(height)}px`;
  }
  const pen = canvas.getContext("2d");
  if (pen === null) return;
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  pen.save();
  draw(pen);
  pen.restore();
}

function write(
  pen: Pen,
  theme: ChartTheme,
  text: string,
  x: number,
  y: number,
  align: CanvasTextAlign,
  colour: string,
  style = "",
): void {
  // joined letters have no slanted form
  const slant = language().dir === "rtl" ? style.replace("italic ", "") : style;
  pen.font = `${slant}${String(SMALL)}px ${theme.font}`;
  pen.textAlign = align;
  pen.textBaseline = "middle";
  pen.fillStyle = colour;
  pen.fillText(text, x, y);
}

function across(pen: Pen, left: number, right: number, y: number, colour: string): void {
  pen.fillStyle = colour;
  pen.fillRect(left, Math.round(y), right - left, 1);
}

/** A round number at or above a value. */
export function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return Math.ceil([1, 2, 3, 4, 5, 6, 8, 10].find((step) => step * power >= value)! * power);
}

const TOP = 8; // pixels above the highest bar

export function drawTimeline(
  pen: Pen,
  room: Room,
  axes: Axes,
  { edges, of }: Bins,
  counts: Histogram,
  isTotal: boolean,
  theme: ChartTheme,
): void {
  const { left, height } = room;
  const first = of[Math.max(0, axes.from - edges[0]!)] ?? 0;
  const last = of[Math.min(of.length, axes.to - edges[0]!) - 1] ?? 0;
  const most = roundUp(highest(counts, first, last));
  const tall = height - TOP;
  const yAt = (value: number): number => height - (value / most) * tall;
  for (const value of most % 2 === 0 ? [most / 2, most] : [most]) {
    across(pen, left, left + axes.width, yAt(value), theme.grid);
    write(pen, theme, number(value), left - 7, yAt(value), "right", theme.quiet);
  }
  pen.beginPath();
  pen.rect(left, 0, axes.width, height);
  pen.clip();
  const hatching = hatch(pen, theme);
  for (let bin = first; bin <= last; bin++) {
    const [exact, vague] = [counts.exact[bin]!, counts.vague[bin]!];
    if (exact + vague === 0) continue;
    const [start, end] = [left + xOf(edges[bin]!, axes), left + xOf(edges[bin + 1]!, axes)];
    const gap = isTotal || end - start < 4 ? 0 : 1;
    const wide = Math.max(1.5, end - start - gap);
    const [foot, top] = [yAt(exact), yAt(exact + vague)];
    pen.fillStyle = theme.bar;
    pen.fillRect(start, foot, wide, height - foot);
    if (vague === 0) continue;
    pen.fillStyle = hatching ?? theme.vague;
    // a share of an incident is still seen
    pen.fillRect(start, Math.min(top, foot - 1.5), wide, Math.max(1.5, foot - top));
  }
  across(pen, left, left + axes.width, height - 1, theme.axis);
}

/** The hatch of the colours that were drawn last: to make a canvas takes longer than to draw the bars. */
let hatched: { readonly key: string; readonly pattern: CanvasPattern | null } | undefined;

function hatch(pen: Pen, theme: ChartTheme): CanvasPattern | null {
  const key = `${theme.vague} ${theme.bar}`;
  if (hatched?.key !== key) hatched = { key, pattern: makeHatch(pen, theme) };
  return hatched.pattern;
}

function makeHatch(pen: Pen, theme: ChartTheme): CanvasPattern | null {
  const size = 5;
  const tile = document.createElement("canvas");
  tile.width = tile.height = size;
  const inner = tile.getContext("2d");
  if (inner === null) return null;
  inner.fillStyle = theme.vague;
  inner.fillRect(0, 0, size, size);
  inner.strokeStyle = theme.bar;
  inner.lineWidth = 1;
  inner.beginPath();
  for (const shift of [-size, 0, size]) {
    inner.moveTo(shift, size);
    inner.lineTo(shift + size, 0);
  }
  inner.stroke();
  return pen.createPattern(tile, "repeat");
}

const TICK_ROOM = 46; // pixels of a label and the air beside it

/** @param hasLine whether the line against time stands below: what its numbers are is said above them */
export function drawTimeAxis(pen: Pen, room: Room, axes: Axes, hasLine: boolean, theme: ChartTheme): void {
  const { left, height } = room;
  const middle = height / 2 + 2;
  if (hasLine) {
    write(pen, theme, shorten(pen, theme, TEXTS.axisTitle, left - 14), left - 8, middle, "right", theme.quiet);
  }
  const ticks = ticksOf(axes.from, axes.to, axes.width, TICK_ROOM);
  for (const { day, tells } of ticks) {
    const x = left + xOf(day, axes);
    pen.fillStyle = theme.axis;
    pen.fillRect(Math.round(x), 0, 1, 4);
    const strong = tells === "year" ? "600 " : "";
    const text = tickLabel(day, tells);
    pen.font = `${strong}${String(SMALL)}px ${theme.font}`;
    const half = pen.measureText(text).width / 2;
    const at = Math.max(left + half, Math.min(left + axes.width - half, x));
    write(pen, theme, text, at, middle, "center", tells === "year" ? theme.ink : theme.quiet, strong);
  }
}

const LABEL_ROOM = 13; // pixels from one name to the next

export function drawStrip(
  pen: Pen,
  room: Room,
  axes: Axes,
  axis: LineAxis,
  weights: readonly number[],
  strip: StripRows,
  data: IncidentData,
  windows: Windows,
  theme: ChartTheme,
): void {
  const { left, height } = room;
  standLineAxis(pen, room, axes, axis, weights, theme);
  for (const { day } of ticksOf(axes.from, axes.to, axes.width, TICK_ROOM)) {
    pen.fillStyle = theme.grid;
    pen.fillRect(Math.round(left + xOf(day, axes)), 0, 1, height);
  }
  pen.beginPath();
  pen.rect(left, -4, axes.width, height + 8);
  pen.clip();
  pen.translate(left, 0);
  if (strip.dense) drawDensity(pen, axes, strip, data, windows, theme);
  else drawMarks(pen, axes, strip, data, windows, theme);
}

/** The axis of the line as it was drawn last: filters do not change it, and its names take time. */
let kept: { readonly key: string; readonly axis: LineAxis; readonly canvas: HTMLCanvasElement } | undefined;

function standLineAxis(
  pen: Pen,
  room: Room,
  axes: Axes,
  axis: LineAxis,
  weights: readonly number[],
  theme: ChartTheme,
): void {
  const { width, height } = pen.canvas;
  const transform = pen.getTransform();
  // fonts of the page come later than its first drawing
  const look = [language().code, document.fonts.status, ...Object.values(theme)];
  const key = [width, height, transform.a, room.left, axes.width, ...look].join(" ");
  if (kept?.key !== key || kept.axis !== axis) {
    const canvas = document.createElement("canvas");
    canvas.width = width;
    canvas.height = height;
    const own = canvas.getContext("2d");
    if (own === null) return;
    own.setTransform(transform);
    drawLineAxis(own, room, axes, axis, weights, theme);
    kept = { key, axis, canvas };
  }
  pen.save();
  pen.resetTransform();
  pen.drawImage(kept.canvas, 0, 0);
  pen.restore();
}

function drawLineAxis(
  pen: Pen,
  { left, height }: Room,
  axes: Axes,
  axis: LineAxis,
  weights: readonly number[],
  theme: ChartTheme,
): void {
  const labels = axisLabels(axis, (LABEL_ROOM / height) * axes.km, weights);
  // where the named sections end; the ends of all fifty would be a ladder
  const named = new Set(labels.filter(({ crossing }) => !crossing).map(({ name }) => name));
  for (const { from, to } of axis.sections.filter(({ name }) => named.has(name))) {
    pen.fillStyle = theme.axis;
    for (const end of [from, to]) pen.fillRect(left - 5, Math.round(yOf(end, axes)), 5, 1);
  }
  for (const { km, name, crossing } of labels) {
    const y = yOf(km, axes);
    if (crossing) across(pen, left - 4, left + axes.width, y, theme.gate);
    const text = crossing ? TEXTS.axisPlace(number(km), name) : name;
    const at = Math.max(6, Math.min(height - 6, y));
    const colour = crossing ? theme.ink : theme.quiet;
    write(pen, theme, shorten(pen, theme, text, left - 14), left - 8, at, "right", colour, crossing ? "" : "italic ");
  }
  pen.fillStyle = theme.axis;
  pen.fillRect(left - 1, 0, 1, height);
}

/** Names as they fit; measuring them for every filter would cost more than drawing. */
const fitted = new Map<string, string>();

function shorten(pen: Pen, theme: ChartTheme, text: string, room: number): string {
  const key = `${String(room)} ${theme.font} ${text}`;
  let found = fitted.get(key);
  if (found === undefined) {
    pen.font = `${String(SMALL)}px ${theme.font}`;
    fitted.set(key, (found = fitting(text, (part) => pen.measureText(part).width <= room)));
  }
  return found;
}

/** As much of a text as fits, with an ellipsis where something is left out. */
export function fitting(text: string, fits: (part: string) => boolean): string {
  if (fits(text)) return text;
  const letters = [...text];
  let [low, high] = [1, letters.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (fits(`${letters.slice(0, middle).join("").trimEnd()}…`)) low = middle;
    else high = middle - 1;
  }
  return atWord(`${letters.slice(0, low).join("").trimEnd()}…`);
}

/** A text that was cut within a word, cut before it instead, if letters are left. */
function atWord(cut: string): string {
  const [, whole = ""] = /^(.*[^\s/])[\s/]+[^\s/]*…$/.exec(cut) ?? [];
  return /\p{L}/u.test(whole) ? `${whole}…` : cut;
}

/** Part of the line from which a bar is so long that it would hide the others. */
const LONG = 0.5;

function drawMarks(
  pen: Pen,
  axes: Axes,
  { rows }: StripRows,
  data: IncidentData,
  windows: Windows,
  theme: ChartTheme,
): void {
  const { kind, line_distance: away } = data.columns;
  for (const row of rows) {
    const { left, top, width, height, point } = markOf(row, data, windows, axes);
    if (left > axes.width || left + width < 0) continue;
    const colour = data.colour(data.sideCodes[row] as number);
    // light sides on a light page, dark ones on a dark page have an edge that is seen
    const edge = seenOn(colour, theme.paper, theme.ink);
    pen.fillStyle = colour;
    pen.strokeStyle = edge;
    if (point) {
      pen.beginPath();
      pen.roundRect(left, top, width, height, height / 2);
      const far = away[row]! >= FAR_KM && away[row]! < 65_535;
      const long = width > 2.5 * height;
      pen.fillStyle = far ? theme.paper : colour;
      pen.globalAlpha = long && !far ? 0.6 : 1;
      pen.fill();
      pen.globalAlpha = 1;
      pen.lineWidth = far ? 1.6 : 1;
      pen.strokeStyle = far || long || edge !== colour ? edge : theme.paper;
      pen.stroke();
      continue;
    }
    const long = height > LONG * axes.height || width > 24;
    const area = kind[row] === AREA;
    pen.globalAlpha = area ? 0.2 : long ? 0.28 : 0.62;
    pen.fillRect(left, top, width, height);
    pen.globalAlpha = area ? 0.75 : 0.9;
    pen.lineWidth = 1;
    if (area) pen.setLineDash([2, 2]);
    if (area || long || edge !== colour) pen.strokeRect(left + 0.5, top + 0.5, Math.max(1, width - 1), Math.max(1, height - 1));
    pen.setLineDash([]);
    pen.globalAlpha = 1;
  }
}

/** One canvas for all densities. */
let tile: HTMLCanvasElement | undefined;

function drawDensity(
  pen: Pen,
  axes: Axes,
  { rows }: StripRows,
  data: IncidentData,
  windows: Windows,
  theme: ChartTheme,
): void {
  const { columns, lines, values, most } = densityOf(rows, data, windows, axes);
  tile ??= document.createElement("canvas");
  if (tile.width !== columns) tile.width = columns;
  if (tile.height !== lines) tile.height = lines;
  const inner = tile.getContext("2d");
  if (inner === null || most === 0) return;
  const image = inner.createImageData(columns, lines);
  const [red, green, blue] = rgbOf(inner, theme.bar);
  const scale = 1 / Math.log1p(most);
  for (let i = 0; i < values.length; i++) {
    if (values[i] === 0) continue;
    const at = 4 * i;
    image.data[at] = red;
    image.data[at + 1] = green;
    image.data[at + 2] = blue;
    image.data[at + 3] = 24 + 216 * Math.log1p(values[i]!) * scale;
  }
  inner.putImageData(image, 0, 0);
  pen.imageSmoothingEnabled = false;
  pen.drawImage(tile, 0, 0, columns * CELL, lines * CELL);
}

/** The parts of a colour: a canvas writes every colour that it can read as #rrggbb or rgba(). */
function rgbOf(pen: Pen, colour: string): [number, number, number] {
  pen.fillStyle = colour;
  const written = String(pen.fillStyle);
  const hex = /^#(..)(..)(..)$/.exec(written)?.slice(1).map((part) => parseInt(part, 16));
  const parts = hex ?? (written.match(/[\d.]+/g) ?? []).map(Number);
  return [parts[0] ?? 0, parts[1] ?? 0, parts[2] ?? 0];
}
