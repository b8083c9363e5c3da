/** The map as it is seen, as one picture: title, map, scale, legend, credits and note with it. */

import { paintMap } from "../canvas/canvas.ts";
import { wrap, type Measure } from "../canvas/wrap.ts";

const AIR = 20; // CSS pixels
const RATIO = 2; // as sharp as a print wants it
const LEAST_WIDTH = 360;
const LATIN = /^\P{L}*\p{Script=Latin}/u;

export interface Told {
  readonly title: string;
  /** What is shown of what, filters, and until when. */
  readonly lines: readonly string[];
  /** Credits and the note on boundaries. */
  readonly notes: readonly string[];
  readonly rightToLeft: boolean;
}

interface Entry {
  readonly mark: Element | null;
  readonly text: string;
}

/** The map alone, with its scale. */
export function mapCanvas(map: L.Map, ratio = RATIO): HTMLCanvasElement {
  const { x: width, y: height } = map.getSize();
  const container = map.getContainer();
  const canvas = sheetOf(width, height, ratio);
  const pen = canvas.getContext("2d") as CanvasRenderingContext2D;
  pen.scale(ratio, ratio);
  pen.fillStyle = getComputedStyle(container).backgroundColor;
  pen.fillRect(0, 0, width, height);
  paintMap(map, pen, ratio);
  drawScale(pen, container, height);
  return canvas;
}

/** The whole picture. */
export function picture(map: L.Map, told: Told): HTMLCanvasElement {
  const look = lookOf(map.getContainer());
  const drawn = mapCanvas(map);
  const mapSize = map.getSize();
  const width = Math.max(LEAST_WIDTH, mapSize.x) + 2 * AIR;
  const legend = legendEntries(map.getContainer());
  // laid out once to know how high it is, and once more to be drawn
  const trial = new Writer(sheetOf(1, 1, 1), width, look, told.rightToLeft, false);
  const height = layOut(trial, told, legend, mapSize, null);
  const canvas = sheetOf(width, height, RATIO);
  const pen = canvas.getContext("2d") as CanvasRenderingContext2D;
  pen.scale(RATIO, RATIO);
  pen.fillStyle = look.paper;
  pen.fillRect(0, 0, width, height);
  layOut(new Writer(canvas, width, look, told.rightToLeft, true), told, legend, mapSize, drawn);
  return canvas;
}

export function pngOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error("no picture"));
      else resolve(blob);
    }, "image/png");
  });
}

function sheetOf(width: number, height: number, ratio: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  return canvas;
}

interface Look {
  readonly paper: string;
  readonly ink: string;
  readonly quiet: string;
  readonly rule: string;
  readonly font: string;
}

function lookOf(element: Element): Look {
  const style = getComputedStyle(element);
  const value = (name: string, other: string): string => style.getPropertyValue(`--bm-${name}`).trim() || other;
  return {
    paper: value("paper", "#fff"),
    ink: value("ink", "#1d2329"),
    quiet: value("quiet", "#59616a"),
    rule: value("rule", "#d9d5ca"),
    font: value("font", "sans-serif"),
  };
}

/** Lays out from top to bottom and returns the height. */
function layOut(
  writer: Writer,
  told: Told,
  legend: readonly (readonly [heading: string, entries: readonly Entry[]])[],
  size: { readonly x: number; readonly y: number },
  map: HTMLCanvasElement | null,
): number {
  writer.paragraph(told.title, 20, "ink", "bold");
  for (const line of told.lines) writer.paragraph(line, 13, "quiet");
  writer.gap(8);
  writer.image(map, size.x, size.y);
  writer.gap(10);
  for (const [heading, entries] of legend) writer.entries(heading, entries);
  writer.gap(4);
  for (const note of told.notes) writer.paragraph(note, 10.5, "quiet");
  return writer.y + AIR - 6;
}

/** Writes text and marks from the side where the language begins. */
class Writer {
  y = AIR - 4;
  private readonly pen: CanvasRenderingContext2D;

  constructor(
    canvas: HTMLCanvasElement,
    private readonly width: number,
    private readonly look: Look,
    private readonly rightToLeft: boolean,
    private readonly draws: boolean,
  ) {
    this.pen = canvas.getContext("2d") as CanvasRenderingContext2D;
    this.pen.textBaseline = "middle";
  }

  gap(height: number): void {
    this.y += height;
  }

  paragraph(text: string, size: number, colour: "ink" | "quiet", weight = "normal"): void {
    this.set(size, colour, weight);
    const high = Math.round(size * (this.rightToLeft ? 1.65 : 1.4));
    for (const line of wrap(text, this.width - 2 * AIR, this.measure)) {
      this.write(line, AIR);
      this.y += high;
    }
  }

  image(map: HTMLCanvasElement | null, width: number, height: number): void {
    const left = (this.width - width) / 2;
    if (map !== null) {
      this.pen.drawImage(map, left, this.y, width, height);
      this.pen.strokeStyle = this.look.rule;
      this.pen.lineWidth = 1;
      this.pen.strokeRect(left - 0.5, this.y - 0.5, width + 1, height + 1);
    }
    this.y += height;
  }

  /** A heading and what it heads, in lines as long as there is room. */
  entries(heading: string, entries: readonly Entry[]): void {
    this.set(11.5, "quiet", "600");
    let at = AIR;
    const high = 21;
    this.write(heading, at, high);
    at += this.measure(heading) + 12;
    this.set(12, "ink");
    for (const { mark, text } of entries) {
      const wide = mark === null ? 0 : widthOf(mark) + 5;
      const whole = wide + this.measure(text) + 14;
      if (at + whole > this.width - AIR && at > AIR) {
        this.y += high;
        at = AIR;
      }
      if (mark !== null && this.draws) {
        const left = this.rightToLeft ? this.width - at - (wide - 5) : at;
        drawMark(this.pen, mark, left, this.y + high / 2);
        this.set(12, "ink");
      }
      this.write(text, at + wide, high);
      at += whole;
    }
    this.y += high;
  }

  private readonly measure: Measure = (text) => this.pen.measureText(text).width;

  private set(size: number, colour: "ink" | "quiet", weight = "normal"): void {
    this.pen.font = `${weight} ${String(size)}px ${this.look.font}`;
    this.pen.fillStyle = this.look[colour];
  }

  private write(text: string, at: number, high = 18): void {
    if (!this.draws) return;
    // a line in another script keeps its own order, and stands where the others do
    const own = this.rightToLeft && !LATIN.test(text) ? "rtl" : "ltr";
    this.pen.direction = own;
    this.pen.textAlign = this.rightToLeft ? "right" : "left";
    this.pen.fillText(text, this.rightToLeft ? this.width - at : at, this.y + high / 2);
  }
}

function widthOf(mark: Element): number {
  return mark instanceof HTMLCanvasElement ? mark.width / 2 : Number(mark.getAttribute("width") ?? 16);
}

/** What the legend on the map tells, group by group. */
function legendEntries(container: HTMLElement): [string, Entry[]][] {
  // what the ground is shaded by has a legend of its own, which its summary names
  const groups = container.querySelectorAll(".bm-legend h2, .bm-shading > summary");
  return [...groups].map((heading): [string, Entry[]] => {
    const items = heading.parentElement?.querySelectorAll("li, .bm-shading-notes p") ?? [];
    const entries = [...items].map((item) => ({
      mark: item.querySelector("svg, canvas, [style]"),
      text: (item.textContent ?? "").trim(),
    }));
    return [heading.textContent ?? "", entries];
  });
}

/** Draws a mark of the legend: a picture of its own, a shape, or a patch of colour. */
function drawMark(pen: CanvasRenderingContext2D, mark: Element, left: number, middle: number): void {
  pen.save();
  if (mark instanceof HTMLCanvasElement) {
    const [wide, high] = [mark.width / 2, mark.height / 2];
    pen.drawImage(mark, left, middle - high / 2, wide, high);
  } else if (mark instanceof SVGSVGElement) {
    const size = widthOf(mark);
    pen.translate(left, middle - size / 2);
    for (const shape of mark.querySelectorAll("path, circle, rect")) drawShape(pen, shape);
  } else {
    pen.fillStyle = getComputedStyle(mark).backgroundColor;
    pen.fillRect(left, middle - 6, widthOf(mark), 12);
  }
  pen.restore();
}

function drawShape(pen: CanvasRenderingContext2D, shape: Element): void {
  const number = (name: string): number => Number(shape.getAttribute(name) ?? 0);
  const path = new Path2D(shape.getAttribute("d") ?? "");
  if (shape.tagName === "circle") path.arc(number("cx"), number("cy"), number("r"), 0, 2 * Math.PI);
  if (shape.tagName === "rect") path.rect(number("x"), number("y"), number("width"), number("height"));
  const fill = shape.getAttribute("fill") ?? "none";
  const stroke = shape.getAttribute("stroke") ?? "none";
  pen.lineWidth = number("stroke-width") || 1;
  pen.lineJoin = "round";
  if (fill !== "none") {
    pen.fillStyle = fill;
    pen.fill(path);
  }
  if (stroke !== "none") {
    pen.strokeStyle = stroke;
    pen.stroke(path);
  }
}

/** Leaflet's scale, as it stands at the lower left. */
function drawScale(pen: CanvasRenderingContext2D, container: HTMLElement, height: number): void {
  const line = container.querySelector<HTMLElement>(".leaflet-control-scale-line");
  const wide = line?.offsetWidth ?? 0;
  if (line === null || wide === 0) return;
  const look = lookOf(container);
  const [left, bottom] = [12, height - 12];
  pen.save();
  pen.globalAlpha = 0.72;
  pen.fillStyle = look.paper;
  pen.fillRect(left, bottom - 17, wide, 17);
  pen.globalAlpha = 1;
  pen.strokeStyle = look.ink;
  pen.lineWidth = 1.5;
  pen.beginPath();
  pen.moveTo(left, bottom - 7);
  pen.lineTo(left, bottom);
  pen.lineTo(left + wide, bottom);
  pen.lineTo(left + wide, bottom - 7);
  pen.stroke();
  pen.fillStyle = look.ink;
  pen.font = `11px ${look.font}`;
  pen.textAlign = "center";
  pen.direction = container.ownerDocument.dir === "rtl" ? "rtl" : "ltr";
  pen.textBaseline = "alphabetic";
  pen.fillText(line.textContent ?? "", left + wide / 2, bottom - 5);
  pen.restore();
}
