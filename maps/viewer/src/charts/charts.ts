/** The timeline and the strip under the map: one axis of time, and brushes that filter everything. */

import "./charts.css";
import type { IncidentData } from "../data/incidents-data.ts";
import { binName, number, spanOf, km as kmOf } from "../data/incidents-text.ts";
import type { Windows } from "../data/windows.ts";
import type { Trial } from "../filters/filtering.ts";
import type { Filters, Range } from "../filters/filters.ts";
import { readTime, isoDay, type State } from "../filters/link-state.ts";
import type { Link } from "../filters/link.ts";
import { type Unit } from "../language/calendar.ts";
import { TEXTS } from "../language/strings.ts";
import { chartThemeOf, type ChartTheme } from "../page/theme.ts";
import { describeRow } from "../panel/incidents-describe.ts";
import { Brushes } from "./chart-brushes.ts";
import { drawStrip, drawTimeAxis, drawTimeline, paint, type Room } from "./chart-draw.ts";
import { ChartFrame, type Standing } from "./chart-frame.ts";
import { stripTable, timeTable } from "./chart-tables.ts";
import { chosenUnit, drawnUnit, withAir } from "./chart-unit.ts";
import { binsOf, histogramOf, runningTotal, type Bins, type Histogram } from "./histogram.ts";
import { weightsOf, type LineAxis } from "./line-axis.ts";
import { Player, stepped } from "./player.ts";
import { markOf, rowAt, stripRows, xOf, type Axes, type Mark, type StripRows } from "./strip-data.ts";

const TIME_HEIGHT = 66;
const AXIS_HEIGHT = 24;
const RIGHT = 30; // room for the handles of the line

export interface ChartsHost {
  readonly data: IncidentData;
  readonly windows: Windows;
  readonly filters: Filters;
  readonly axis: LineAxis | null;
  readonly link: Link;
  readonly standing: Standing;
  /** What the charts leave out, in words. */
  leftOut(): string | null;
  /** A brush moves, or is taken away. */
  brush(time: Range | null, km: Range | null, moving: boolean): void;
  choose(incident: number): void;
}

export class Charts {
  readonly frame: ChartFrame;
  private readonly player: Player;
  private readonly brushes: Brushes;
  /** First and last day of all incidents, and of the axis that shows all of them. */
  private readonly span: Range;
  private readonly whole: Range;
  /** What the time axis shows; null is all. */
  private zoom: Range | null = null;
  private unit: Unit | null = null;
  private bins: Bins | null = null;
  private counts: Histogram | null = null;
  private strip: StripRows | null = null;
  private time: Range | null = null;
  private km: Range | null = null;
  private incidents = 0;
  private chosen: number | null = null;
  /** What the charts were counted for. */
  private counted = [-1, -1];
  private width = 0;
  /** Read once a layout: asking for it in a frame would have the page laid out in between. */
  private theme: ChartTheme | null = null;
  /** How many incidents each crossing of the line has. */
  private readonly weights: readonly number[];

  constructor(
    root: HTMLElement,
    private readonly host: ChartsHost,
  ) {
    const { km_from, kind } = host.data.columns;
    this.weights = host.axis === null ? [] : weightsOf(host.axis, km_from, kind);
    this.span = host.windows.span ?? [0, 0];
    this.whole = withAir(this.span);
    this.frame = new ChartFrame(root, host.axis !== null, {
      unit: (unit) => {
        this.unit = unit;
        this.recount();
      },
      step: (by) => {
        this.player.stop();
        this.step(by);
      },
      play: () => {
        this.player.toggle();
      },
      total: () => {
        this.recount();
      },
      zoom: () => {
        this.setZoom(this.zoom === null ? this.time : null);
      },
      clear: () => {
        this.player.stop();
        host.brush(null, null, false);
      },
      tables: () => {
        this.showTables();
      },
      resized: () => {
        this.resize();
      },
    }, host.standing);
    this.player = new Player(
      () => this.step(1),
      (playing) => {
        this.frame.playing(playing);
      },
    );
    this.brushes = new Brushes(this.frame, {
      domain: () => this.domain,
      span: () => [this.span[0], this.span[1] + 1],
      km: () => host.axis?.km ?? 1,
      unit: () => this.bins?.unit ?? "day",
      time: () => this.time,
      along: () => this.km,
      brushed: (time, km, moving) => {
        this.player.stop();
        host.brush(time, km, moving);
      },
      tapped: (chart, x, y) => {
        this.tap(chart, x, y);
      },
      hovered: (chart, x, y) => this.describe(chart, x, y),
    });
    host.link.onRead((link) => {
      this.read(link);
    });
    this.read(host.link.settle());
  }

  remove(): void {
    this.player.stop();
    this.frame.remove();
  }

  private get domain(): Range {
    const [from, to] = this.zoom ?? this.whole;
    return [from, to + 1];
  }

  private read(link: URLSearchParams): void {
    this.unit = chosenUnit(link.get("by"));
    const axis = readTime(link.get("axis"));
    this.zoom = axis === null || axis[1] < this.span[0] || axis[0] > this.span[1] ? null : axis;
    this.frame.set(this.unit, link.get("total") === "1");
    this.counted = [-1, -1];
    if (this.width > 0) this.resize();
  }

  private tell(): void {
    const words = new URLSearchParams();
    if (this.zoom !== null) words.set("axis", this.zoom.map(isoDay).join(".."));
    if (this.unit !== null) words.set("by", this.unit);
    if (this.frame.isTotal) words.set("total", "1");
    this.host.link.put("charts", words.toString());
  }

  /** Filters let other incidents through; draws in the frame that is being made. */
  update(incidents: number, { time, km }: Pick<State, "time" | "km">): void {
    this.incidents = incidents;
    this.time = time;
    this.km = km;
    const { changes, kmChanges } = this.host.filters;
    const [before, kmBefore] = this.counted;
    this.counted = [changes, kmChanges];
    if (before !== changes) this.gather();
    if (before !== changes || kmBefore !== kmChanges) this.count();
    else if (this.frame.showsTables) this.showTables();
    this.place();
  }

  /** Show which incident's card is open. */
  select(incident: number | null): void {
    this.chosen = incident;
    this.frame.markChosen(incident === null ? null : this.marksOf(incident));
  }

  // ---- counting and drawing

  private recount(): void {
    this.tell();
    if (this.width > 0) this.count();
    this.place();
  }

  private count(): void {
    const { data, windows, filters } = this.host;
    const [from, to] = this.domain;
    const unit = drawnUnit(this.unit, to - from, this.axes(TIME_HEIGHT).width);
    if (this.bins?.unit !== unit) this.bins = binsOf(unit, ...this.span);
    this.counts = histogramOf(windows, this.bins, filters.butTime, data.weights, data.firstCell);
    this.drawTime();
    this.frame.unit(unit);
    this.frame.note(this.counts, this.strip, data.meta.cells?.step, this.host.leftOut());
    if (this.frame.showsTables) this.showTables();
  }

  private gather(): void {
    const { data, windows, filters, axis } = this.host;
    if (axis === null) return;
    this.strip = stripRows(data, windows, filters.butBrushes);
    this.drawStrip();
  }

  private axes(height: number): Axes {
    const [from, to] = this.domain;
    return { from, to, km: this.host.axis?.km ?? 1, width: this.frame.inner, height };
  }

  private room(height: number): Room {
    return { left: this.frame.gutter, right: RIGHT, height };
  }

  private resize(): void {
    this.frame.lay(TIME_HEIGHT, AXIS_HEIGHT, RIGHT);
    this.width = this.frame.width;
    if (this.width === 0) return;
    const theme = (this.theme = chartThemeOf(this.frame.root));
    paint(this.frame.axisCanvas, this.width, AXIS_HEIGHT, (pen) => {
      drawTimeAxis(pen, this.room(AXIS_HEIGHT), this.axes(AXIS_HEIGHT), this.host.axis !== null, theme);
    });
    if (this.counts === null) return;
    this.count();
    this.drawStrip();
    this.place();
    this.select(this.chosen);
  }

  private drawTime(): void {
    if (this.counts !== null) this.paintTime(this.frame.timeCanvas, this.counts);
  }

  private paintTime(canvas: HTMLCanvasElement, counts: Histogram): void {
    const { bins, width, theme } = this;
    if (bins === null || width === 0 || theme === null) return;
    const shown = this.frame.isTotal ? runningTotal(counts) : counts;
    paint(canvas, width, TIME_HEIGHT, (pen) => {
      drawTimeline(pen, this.room(TIME_HEIGHT), this.axes(TIME_HEIGHT), bins, shown, this.frame.isTotal, theme);
    });
  }

  private drawStrip(): void {
    if (this.strip !== null) this.paintStrip(this.frame.stripCanvas, this.strip, this.host);
  }

  private paintStrip(canvas: HTMLCanvasElement, strip: StripRows, { data, windows }: Pick<Trial, "data" | "windows">): void {
    const { width, theme } = this;
    const { axis } = this.host;
    const height = this.frame.stripHeight;
    if (axis === null || width === 0 || height === 0 || theme === null) return;
    paint(canvas, width, height, (pen) => {
      drawStrip(pen, this.room(height), this.axes(height), axis, this.weights, strip, data, windows, theme);
    });
  }

  /** Count and draw what a trial lets through, on canvases that nobody sees. */
  *rehearse({ data, windows, filters }: Trial, [time, strip]: readonly [HTMLCanvasElement, HTMLCanvasElement]): Generator<void> {
    const { bins } = this;
    if (bins === null) return;
    // the bins of the page know the page's incidents, and these know them when they are asked again
    const own = { ...bins };
    for (const sieve of [filters.all, filters.butTime]) this.paintTime(time, histogramOf(windows, own, sieve));
    yield;
    this.paintStrip(strip, stripRows(data, windows, filters.butBrushes), { data, windows });
    yield;
  }

  private place(): void {
    if (this.width > 0) this.brushes.place();
    this.frame.brushed(this.sentence(), this.time !== null || this.km !== null);
    this.frame.zoomable(this.zoom !== null, this.time !== null);
  }

  /** What the brushes let through, in words; empty where nothing is brushed. */
  sentence(): string {
    const parts: string[] = [];
    if (this.time !== null) parts.push(spanOf(...this.time, true));
    if (this.km !== null) parts.push(TEXTS.kmSpan(kmOf(this.km[0]), kmOf(this.km[1])));
    if (parts.length === 0) return "";
    return TEXTS.brushed(parts.join(TEXTS.list), TEXTS.count(this.incidents, number(this.incidents)));
  }

  // ---- what readers do

  private step(by: 1 | -1): boolean {
    const { bins, counts } = this;
    if (bins === null || counts === null) return false;
    const window = stepped({ bins, counts, window: this.time, running: this.frame.isTotal }, by);
    if (window === null) return false;
    const [from, to] = this.domain;
    if (window[0] < from || window[1] >= to) this.setZoom(null);
    this.host.brush(window, this.km, false);
    return true;
  }

  private setZoom(range: Range | null): void {
    if (range !== null) {
      // some air, so that the edges of the brush can be taken hold of
      const air = Math.max(2, Math.round((range[1] - range[0] + 1) * 0.08));
      this.zoom = [Math.max(this.whole[0], range[0] - air), Math.min(this.whole[1], range[1] + air)];
    } else this.zoom = null;
    this.tell();
    this.resize();
  }

  private tap(chart: "time" | "strip", x: number, y: number): void {
    const row = chart === "strip" ? this.rowAt(x, y) : null;
    if (row !== null) this.host.choose(this.host.data.incidentOf(row));
    else if (this.time !== null || this.km !== null) this.host.brush(null, null, false);
    else if (chart === "time") {
      const bin = this.binAt(x);
      if (bin !== null) this.host.brush(bin, null, false);
    }
  }

  private binAt(x: number): Range | null {
    const { bins } = this;
    if (bins === null) return null;
    const { from, to, width } = this.axes(TIME_HEIGHT);
    const bin = bins.of[Math.floor(from + (x / width) * (to - from)) - bins.edges[0]!];
    if (bin === undefined) return null;
    return [bins.edges[bin]!, bins.edges[bin + 1]! - 1];
  }

  private rowAt(x: number, y: number): number | null {
    const { strip } = this;
    if (strip === null || strip.dense) return null;
    return rowAt(x, y, strip.rows, this.host.data, this.host.windows, this.axes(this.frame.stripHeight));
  }

  private describe(chart: "time" | "strip", x: number, y: number): string {
    if (chart === "strip") {
      const row = this.rowAt(x, y);
      return row === null ? "" : describeRow(this.host.data, row);
    }
    const { bins, counts } = this;
    const span = this.binAt(x);
    if (bins === null || counts === null || span === null) return "";
    const bin = bins.of[span[0] - bins.edges[0]!]!;
    const shown = this.frame.isTotal ? runningTotal(counts) : counts;
    const [exact, vague] = [shown.exact[bin]!, shown.vague[bin]!];
    if (exact + vague === 0) return "";
    const lines = [binName(bins.unit, span[0]), TEXTS.count(exact, number(exact))];
    if (vague > 0) lines.push(TEXTS.share(kmOf(vague)));
    return lines.join("\n");
  }

  private marksOf(incident: number): { x: Range | null; marks: readonly Mark[] } {
    const { windows, data, axis } = this.host;
    const [from, to] = [windows.from[incident]!, windows.to[incident]!];
    if (from > to || this.width === 0) return { x: null, marks: [] };
    const axes = this.axes(this.frame.stripHeight);
    const rows = data.rowsOfIncident(incident).filter((row) => !Number.isNaN(data.columns.km_from[row]!));
    return {
      x: [xOf(from, axes), xOf(to + 1, axes)],
      marks: axis === null ? [] : rows.map((row) => markOf(row, data, windows, axes)),
    };
  }

  /** Tables have no brush that shows what it leaves out: they tell what passes that too. */
  private showTables(): void {
    const { bins, strip } = this;
    const { axis, data, filters, windows } = this.host;
    if (bins === null) return;
    const counts = histogramOf(windows, bins, filters.all, data.weights, data.firstCell);
    const tables = [timeTable(bins, counts)];
    if (strip !== null && axis !== null) {
      const rows = strip.rows.filter((row) => filters.passesAt(data.incidentOf(row), row));
      tables.push(stripTable(axis, rows, data));
    }
    this.frame.tables(tables);
  }
}
