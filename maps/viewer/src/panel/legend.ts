/** The legend: only what the page holds. */

import { symbolSvg } from "../canvas/symbols.ts";
import { AREA, HEXAGON, POINT, STRETCH, type IncidentData } from "../data/incidents-data.ts";
import { typeOf } from "../data/incidents-meta.ts";
import { number, sideName } from "../data/incidents-text.ts";
import type { Choices, Counts } from "../filters/filters.ts";
import { MARK } from "../geometry/footprints.ts";
import { drawAreas, drawStretch } from "../incidents/footprints-draw.ts";
import { drawBadge, drawCluster, INK, type Style } from "../incidents/incidents-draw.ts";
import { TEXTS } from "../language/strings.ts";
import { el } from "../page/incidents-dom.ts";

export interface LegendContent {
  readonly shapes: readonly { shape: string; names: readonly string[]; codes: readonly number[] }[];
  /** Codes of sides. */
  readonly sides: readonly number[];
  readonly kinds: ReadonlySet<number>;
}

/** What stands on the map, types that share a mark together, in the order of the data's lists. */
export function legendContent(data: Pick<IncidentData, "meta" | "columns" | "sideCodes">): LegendContent {
  const types = new Set(data.columns.type);
  const shapes = new Map<string, { names: string[]; codes: number[] }>();
  // a code past the list is that of incidents without a type
  for (const code of [...types].sort((a, b) => a - b)) {
    const { name, shape } = typeOf(data.meta, code);
    const one = shapes.get(shape) ?? { names: [], codes: [] };
    one.names.push(name);
    one.codes.push(code);
    shapes.set(shape, one);
  }
  const sides = [...new Set(data.sideCodes)].sort((a, b) => a - b);
  return {
    shapes: [...shapes].map(([shape, one]) => ({ shape, ...one })),
    sides,
    kinds: new Set(data.columns.kind),
  };
}

function lineTold({ name, status }: IncidentData["meta"]["line"]): string {
  return status === "" ? name : TEXTS.legendLine(name, TEXTS.lineStatuses[status] ?? status);
}

export interface Legend {
  readonly element: HTMLDetailsElement;
  /** Write how many incidents of each side and type are shown. */
  update(counts: Counts, choices: Choices): void;
}

/** Build the legend; `hasLine`: the base map draws the line, whose style is told then too. */
export function legendOf(
  data: IncidentData,
  style: Style,
  hasLine: boolean,
): Legend {
  const { shapes, sides, kinds } = legendContent(data);
  const counted: { facet: "side" | "type"; codes: readonly number[]; item: HTMLElement; count: HTMLElement }[] = [];
  const entry = (mark: Element, text: string): HTMLElement => el("li", {}, mark, el("span", {}, text));
  const told = (facet: "side" | "type", codes: readonly number[], mark: Element, text: string): HTMLElement => {
    const count = el("span", { class: "bm-count" });
    const item = el("li", {}, mark, el("span", {}, text, " ", count));
    counted.push({ facet, codes, item, count });
    return item;
  };
  const what = shapes.map(({ shape, names, codes }) =>
    told("type", codes, symbolSvg(shape, "#ffffff", INK), names.join(TEXTS.list)),
  );
  const codeOf = (side: number): string => data.meta.sides[side]?.code ?? "unknown";
  const marked = (side: number): [Element, string] => [
    symbolSvg("circle", data.colour(side), INK),
    sideName(codeOf(side), data.meta.names.sides),
  ];
  const who = sides.map((side) => told("side", [side], ...marked(side)));
  // folded it still says whose colour is whose; unfolded it says so in its list
  const ofLine = sides.filter((side) => data.meta.line_sides.includes(codeOf(side)));
  const key = el("span", { class: "bm-legend-key", "aria-hidden": "true" }, ...ofLine.map((side) => el("span", {}, ...marked(side))));
  const how: HTMLElement[] = [];
  if (kinds.has(POINT)) {
    how.push(
      entry(symbolSvg("circle", "#ffffff", INK), TEXTS.legendPoint),
      entry(swatch((pen) => { cluster(pen, style, sides); }), TEXTS.legendCluster),
    );
  }
  if (kinds.has(HEXAGON)) {
    how.push(entry(swatch((pen) => { cluster(pen, style, sides, true); }), TEXTS.legendHexagon));
  }
  if (kinds.has(AREA)) how.push(entry(swatch((pen) => { area(pen, style); }), TEXTS.legendArea));
  if (kinds.has(STRETCH)) how.push(entry(swatch((pen) => { stretch(pen, style); }), TEXTS.legendStretch));
  if (kinds.has(AREA) || kinds.has(STRETCH)) {
    how.push(
      entry(swatch((pen) => { badge(pen, style, sides); }), TEXTS.legendBadges),
      entry(swatch((pen) => { badge(pen, style, sides, true); }), TEXTS.legendSmall),
    );
  }
  if (hasLine) how.push(entry(swatch(borderLine), lineTold(data.meta.line)));
  const list = (title: string, items: readonly HTMLElement[]): HTMLElement | null =>
    items.length === 0 ? null : el("div", {}, el("h2", {}, title), el("ul", {}, ...items));
  const details = el(
    "details",
    { class: "bm-legend" },
    el("summary", {}, TEXTS.legend, key),
    list(TEXTS.what, what),
    list(TEXTS.who, who),
    list(TEXTS.how, how),
  );
  const update = (counts: Counts, choices: Choices): void => {
    for (const { facet, codes, item, count } of counted) {
      const shown = shownOf(counts[facet], choices[facet], codes);
      const text = number(shown);
      if (count.textContent !== text) count.textContent = text;
      item.classList.toggle("bm-absent", shown === 0);
    }
  };
  return { element: details, update };
}

/** A legend as a control of a map, in its lower corner. */
export function controlOf({ element }: Legend): L.Control {
  const Control = L.Control.extend({
    onAdd: () => {
      L.DomEvent.disableClickPropagation(element);
      L.DomEvent.disableScrollPropagation(element);
      return element;
    },
  });
  return new Control({ position: "bottomleft" });
}

/** How many incidents of some codes are shown: counts are told as if their own facet had no choice. */
export function shownOf(counts: Uint32Array, chosen: ReadonlySet<number>, codes: readonly number[]): number {
  const of = (code: number): number => (chosen.size === 0 || chosen.has(code) ? (counts[code] ?? 0) : 0);
  return codes.reduce((sum, code) => sum + of(code), 0);
}

const WIDE = 30;
const HIGH = 22;

function swatch(draw: (pen: CanvasRenderingContext2D) => void): HTMLCanvasElement {
  const canvas = el("canvas", { width: String(2 * WIDE), height: String(2 * HIGH), "aria-hidden": "true" });
  canvas.style.width = `${String(WIDE)}px`;
  canvas.style.height = `${String(HIGH)}px`;
  const pen = canvas.getContext("2d");
  if (pen !== null) {
    pen.scale(2, 2);
    draw(pen);
  }
  return canvas;
}

const VIEW = { scale: 1, left: 0, top: 0, width: WIDE, height: HIGH, zoom: 0 };

/** Example counts: up to three of the sides that the page has. */
function example(sides: readonly number[]): number[] {
  const counts: number[] = [];
  sides.slice(0, 3).forEach((side, i) => (counts[side] = 3 - i));
  return Array.from(counts, (count) => count ?? 0);
}

function cluster(pen: CanvasRenderingContext2D, style: Style, sides: readonly number[], folded = false): void {
  const bySide = example(sides);
  const count = bySide.reduce((a, b) => a + b, 0);
  pen.translate(WIDE / 2, HIGH / 2);
  pen.scale(0.7, 0.7);
  drawCluster(pen, { x: 0, y: 0, count, bySide, folded }, style);
}

function badge(pen: CanvasRenderingContext2D, style: Style, sides: readonly number[], small = false): void {
  const bySide = example(sides);
  const count = bySide.reduce((a, b) => a + b, 0);
  const tally = { footprint: 0, kind: AREA, x: 0, y: 0, rows: [], first: 0, count, bySide };
  drawBadge(pen, { tally, x: WIDE / 2, y: HIGH / 2, ...(small ? MARK : { width: 23, height: 19 }), small }, style, true);
}

function area(pen: CanvasRenderingContext2D, style: Style): void {
  const box = { left: 3, top: 3, right: WIDE - 3, bottom: HIGH - 3 };
  const path = new Path2D();
  path.rect(box.left, box.top, WIDE - 6, HIGH - 6);
  drawAreas(pen, [[{ lines: [], box }, style.several]], () => path, VIEW, "plain");
}

function stretch(pen: CanvasRenderingContext2D, style: Style): void {
  const box = { left: 0, top: 0, right: WIDE, bottom: HIGH };
  pen.translate(2, 4);
  drawStretch(pen, { lines: [], box }, curve(), VIEW, style.several);
  dashes(pen);
}

function borderLine(pen: CanvasRenderingContext2D): void {
  pen.translate(2, 4);
  dashes(pen);
}

function dashes(pen: CanvasRenderingContext2D): void {
  pen.setLineDash([6, 2, 1.5, 2]);
  pen.lineWidth = 1.3;
  pen.strokeStyle = INK;
  pen.stroke(curve());
}

function curve(): Path2D {
  const path = new Path2D();
  path.moveTo(0, 12);
  path.bezierCurveTo(9, 12, 15, 2, 26, 2);
  return path;
}
