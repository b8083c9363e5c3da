/** The elements of the charts: tools, canvases, what lies over them, notes and tables. */

import { onScreenRatio } from "../canvas/screen.ts";
import { number } from "../data/incidents-text.ts";
import type { Range } from "../filters/filters.ts";
import { UNITS, type Unit } from "../language/calendar.ts";
import { TEXTS } from "../language/strings.ts";
import { el, hide, write } from "../page/incidents-dom.ts";
import { onEscape } from "../page/on-escape.ts";
import type { Histogram } from "./histogram.ts";
import { FAR_KM, type Mark, type StripRows } from "./strip-data.ts";

export interface ChartActions {
  unit(unit: Unit | null): void;
  step(by: 1 | -1): void;
  play(): void;
  total(): void;
  zoom(): void;
  clear(): void;
  tables(): void;
  resized(): void;
}

/** How readers left the charts: so they stand when they are made anew in another language. */
export interface Standing {
  /** Null where nobody has folded or unfolded them. */
  isOpen: boolean | null;
  showsTables: boolean;
}

const NARROW = 560; // CSS pixels; below, names beside the axis are short
const PLAYING = "bm-playing";
const STILL = "(prefers-reduced-motion: reduce)";

function canvas(label: string): HTMLCanvasElement {
  return el("canvas", { role: "img", "aria-label": label, class: "bm-chart" });
}

function plot(): { element: HTMLElement; brush: HTMLElement; marks: HTMLElement } {
  const brush = el("div", { class: "bm-brush", hidden: "" });
  const marks = el("div", { class: "bm-chosen-marks" });
  return { element: el("div", { class: "bm-plot" }, marks, brush), brush, marks };
}

function button(text: string, act: () => void, more: Readonly<Record<string, string>> = {}): HTMLButtonElement {
  const made = el("button", { type: "button", class: "bm-tool", ...more }, text);
  made.addEventListener("click", act);
  return made;
}

export class ChartFrame {
  readonly timeCanvas = canvas(TEXTS.timeline(TEXTS.timeUnits.day));
  readonly axisCanvas = el("canvas", { class: "bm-chart", "aria-hidden": "true" });
  readonly stripCanvas = canvas(TEXTS.strip);
  readonly timePlot = plot();
  readonly stripPlot = plot();
  /** The axis of time, with its names. */
  readonly axisRow = el("div", { class: "bm-chart-row bm-axis-row" });
  /** What the handles of time move along. */
  readonly timeTrack = el("div", { class: "bm-track-time" });
  readonly lineTrack = el("div", { class: "bm-track-line" });
  readonly tip = el("div", { class: "bm-chart-tip", role: "tooltip", hidden: "" });
  private readonly body = el("div", { class: "bm-charts-body", id: "bm-charts-body", dir: "ltr" });
  private readonly drawn: HTMLElement;
  private readonly tableBox = el("div", { class: "bm-chart-tables", hidden: "", tabindex: "0", role: "region" });
  private readonly toggle: HTMLButtonElement;
  private readonly units = el("select", { id: "bm-count-by" });
  private readonly auto = el("option", { value: "" });
  private readonly total = el("input", { type: "checkbox" });
  private readonly playButton: HTMLButtonElement;
  private readonly zoomButton: HTMLButtonElement;
  private readonly tableButton: HTMLButtonElement;
  private readonly clearButton: HTMLButtonElement;
  private readonly sentence = el("p", { class: "bm-brushed" });
  private readonly notes = el("p", { class: "bm-chart-notes" });
  private readonly observer: ResizeObserver;
  private readonly quiet: () => void;
  private readonly motion = matchMedia(STILL);
  private readonly forget = onEscape(() => {
    hide(this.tip, true);
  });

  constructor(
    readonly root: HTMLElement,
    private readonly hasLine: boolean,
    private readonly actions: ChartActions,
    private readonly standing: Standing,
  ) {
    this.units.append(this.auto, ...UNITS.map((unit) => el("option", { value: unit }, TEXTS.timeUnits[unit])));
    this.units.addEventListener("change", () => {
      actions.unit(UNITS.find((unit) => unit === this.units.value) ?? null);
    });
    this.total.addEventListener("change", () => {
      actions.total();
    });
    const turn = (): void => {
      this.standing.isOpen = this.body.hidden;
      this.open(this.standing.isOpen);
    };
    this.toggle = button(TEXTS.chartsShort, turn, { class: "bm-charts-toggle", "aria-controls": "bm-charts-body" });
    this.playButton = button(TEXTS.play, () => { actions.play(); }, { class: "bm-tool bm-play" });
    const back = button("‹", () => { actions.step(-1); }, { class: "bm-tool bm-step", "aria-label": TEXTS.stepBack, title: TEXTS.stepBack });
    const on = button("›", () => { actions.step(1); }, { class: "bm-tool bm-step", "aria-label": TEXTS.stepOn, title: TEXTS.stepOn });
    this.zoomButton = button(TEXTS.zoomTime, () => { actions.zoom(); });
    this.tableButton = button(TEXTS.asTables, () => { this.swap(); });
    // it goes with the brush: who goes by keys is where another begins
    const clear = (): void => {
      actions.clear();
      this.timeTrack.querySelector<HTMLElement>("[role=slider]")?.focus({ preventScroll: true });
    };
    this.clearButton = button(TEXTS.clearBrush, clear, { class: "bm-tool bm-clear-brush" });
    const by = el("label", { for: "bm-count-by" }, TEXTS.countBy);
    const total = el("label", { class: "bm-total" }, this.total, TEXTS.runningTotal);
    const tools = el(
      "div",
      { class: "bm-chart-tools" },
      el("span", { class: "bm-count-by" }, by, this.units),
      el("span", { class: "bm-player" }, back, this.playButton, on),
      total, this.zoomButton, this.tableButton,
    );
    this.axisRow.append(this.axisCanvas, this.timeTrack);
    this.drawn = el(
      "div",
      { class: "bm-charts-drawn" },
      el("div", { class: "bm-chart-row" }, this.timeCanvas, this.timePlot.element),
      this.axisRow,
      hasLine ? el("div", { class: "bm-chart-row bm-strip-row" }, this.stripCanvas, this.stripPlot.element, this.lineTrack) : null,
      this.tip,
    );
    this.body.append(this.drawn, this.tableBox, this.notes);
    const said = el("div", { class: "bm-brush-row" }, this.sentence, this.clearButton);
    this.drawn.prepend(said);
    const head = el("div", { class: "bm-charts-head" }, this.toggle, tools);
    root.setAttribute("aria-label", TEXTS.charts);
    root.replaceChildren(head, this.body);
    this.observer = new ResizeObserver(() => { actions.resized(); });
    this.observer.observe(this.drawn);
    this.quiet = onScreenRatio(() => { actions.resized(); });
    this.motion.addEventListener("change", this.rest);
    this.rest();
    // in the panel they wait above the list to be asked for
    this.open(standing.isOpen ?? root.closest(".bm-sheet") === null);
    if (standing.showsTables) this.swap();
  }

  remove(): void {
    this.observer.disconnect();
    this.quiet();
    this.forget();
    this.motion.removeEventListener("change", this.rest);
    this.root.replaceChildren();
  }

  /** Readers who want no motion step by themselves. */
  private readonly rest = (): void => {
    this.playButton.hidden = this.motion.matches;
    if (this.motion.matches && this.playButton.classList.contains(PLAYING)) this.actions.play();
  };

  private open(open: boolean): void {
    this.body.hidden = !open;
    this.root.classList.toggle("bm-folded", !open);
    this.toggle.setAttribute("aria-expanded", String(open));
  }

  private swap(): void {
    const tables = this.tableBox.hidden;
    this.standing.showsTables = tables;
    this.tableBox.hidden = !tables;
    this.drawn.hidden = tables;
    this.tableButton.textContent = tables ? TEXTS.asCharts : TEXTS.asTables;
    this.tableBox.setAttribute("aria-label", TEXTS.asTables);
    if (tables) this.actions.tables();
    else this.tableBox.replaceChildren();
  }

  get isTotal(): boolean {
    return this.total.checked;
  }

  get showsTables(): boolean {
    return !this.tableBox.hidden;
  }

  /** Width of all, of the plots, and of the names beside them; 0 while nothing is seen. */
  width = 0;
  inner = 0;
  gutter = 0;
  stripHeight = 0;

  /** Measure, and stand what lies over the canvases where their plots are; nothing else measures. */
  lay(timeHeight: number, axisHeight: number, right: number): void {
    const width = this.drawn.clientWidth;
    if (width === 0) return; // it is not seen now, and stands where it stood
    this.width = width;
    this.gutter = width < NARROW ? 96 : 164;
    const inner = (this.inner = Math.max(40, width - this.gutter - right));
    this.stripHeight = this.hasLine ? (this.stripPlot.element.parentElement as HTMLElement).clientHeight : 0;
    for (const element of [this.timePlot.element, this.timeTrack, this.stripPlot.element]) {
      element.style.left = `${String(this.gutter)}px`;
      element.style.width = `${String(inner)}px`;
    }
    this.lineTrack.style.left = `${String(width - right + 2)}px`;
    (this.timePlot.element.parentElement as HTMLElement).style.height = `${String(timeHeight)}px`;
    this.axisRow.style.height = `${String(axisHeight)}px`;
  }

  // ---- what is said

  set(unit: Unit | null, total: boolean): void {
    this.units.value = unit ?? "";
    this.total.checked = total;
  }

  unit(drawn: Unit): void {
    const name = TEXTS.timeUnits[drawn];
    const text = TEXTS.autoUnit(name);
    write(this.auto, text);
    this.timeCanvas.setAttribute("aria-label", TEXTS.timeline(name));
  }

  playing(playing: boolean): void {
    this.playButton.textContent = playing ? TEXTS.pause : TEXTS.play;
    this.playButton.classList.toggle(PLAYING, playing);
  }

  zoomable(zoomed: boolean, possible: boolean): void {
    write(this.zoomButton, zoomed ? TEXTS.wholeTime : TEXTS.zoomTime);
    this.zoomButton.disabled = !zoomed && !possible;
  }

  brushed(sentence: string, any: boolean): void {
    write(this.sentence, any ? sentence : TEXTS.brushHint);
    this.sentence.classList.toggle("bm-hint", !any);
    hide(this.clearButton, !any);
  }

  /** Say what the marks mean, and what the charts cannot show. */
  note(counts: Histogram, strip: StripRows | null, step?: "month" | "year", left: string | null = null): void {
    const of = (n: number): string => TEXTS.count(n, number(n));
    const items: [string, string][] = [];
    const spread = counts.spread - counts.folded;
    if (spread > 0) items.push(["vague", TEXTS.noteSpread(of(spread))]);
    if (counts.folded > 0 && step !== undefined) items.push(["vague", TEXTS.noteFolded(TEXTS.cellsStep[step])]);
    if (strip?.dense === true) items.push(["dense", TEXTS.noteDensity]);
    else if (strip !== null) {
      if (strip.points > 0) items.push(["point", TEXTS.notePoint], ["far", TEXTS.noteFar(number(FAR_KM))]);
      if (strip.stretches > 0) items.push(["stretch", TEXTS.noteStretch]);
      if (strip.areas > 0) items.push(["area", TEXTS.noteArea]);
    }
    if (strip !== null && strip.without > 0) items.push(["", TEXTS.noteWithout(of(strip.without))]);
    if (counts.undated > 0) items.push(["", TEXTS.noteUndated(of(counts.undated))]);
    if (left !== null) items.unshift(["", left]);
    const text = items.flat().join("\n");
    if (this.notes.dataset["text"] === text) return;
    this.notes.dataset["text"] = text;
    this.notes.replaceChildren(
      ...items.map(([key, words]) =>
        el("span", {}, key === "" ? null : el("i", { class: `bm-key bm-key-${key}`, "aria-hidden": "true" }), words),
      ),
    );
  }

  tables(tables: readonly HTMLElement[]): void {
    this.tableBox.replaceChildren(...tables);
  }

  /** Outline the incident whose card is open. */
  markChosen(chosen: { x: Range | null; marks: readonly Mark[] } | null): void {
    const box = (left: number, width: number, top?: number, height?: number): HTMLElement => {
      const mark = el("div", { class: top === undefined ? "bm-chosen-time" : "bm-chosen-place" });
      mark.style.left = `${left.toFixed(1)}px`;
      mark.style.width = `${width.toFixed(1)}px`;
      if (top !== undefined) mark.style.top = `${top.toFixed(1)}px`;
      if (height !== undefined) mark.style.height = `${height.toFixed(1)}px`;
      return mark;
    };
    const x = chosen?.x ?? null;
    this.timePlot.marks.replaceChildren(...(x === null ? [] : [box(x[0], Math.max(2, x[1] - x[0]))]));
    this.stripPlot.marks.replaceChildren(
      ...(chosen?.marks ?? []).map(({ left, top, width, height }) => box(left - 3, width + 6, top - 3, height + 6)),
    );
  }
}
