/** The brushes of the charts: what is drawn over them, by pointer and by keys. */

import { dateOf, km as kmOf } from "../data/incidents-text.ts";
import type { Range } from "../filters/filters.ts";
import { startOf, stepFrom, type Unit } from "../language/calendar.ts";
import { TEXTS } from "../language/strings.ts";
import { hide, write } from "../page/incidents-dom.ts";
import type { ChartFrame } from "./chart-frame.ts";
import { Handles } from "./chart-handles.ts";
import { PlotBrush, type PlotAxis } from "./plot-brush.ts";

export interface BrushHost {
  /** What the time axis shows, and what there is: first day, and the first day after the last. */
  domain(): Range;
  span(): Range;
  /** Length of the line. */
  km(): number;
  unit(): Unit;
  /** First and last day that are brushed. */
  time(): Range | null;
  along(): Range | null;
  brushed(time: Range | null, km: Range | null, moving: boolean): void;
  tapped(chart: "time" | "strip", x: number, y: number): void;
  hovered(chart: "time" | "strip", x: number, y: number): string;
}

const KM_STEP = 10;
const KM_LEAP = 100;

/** Whole days of a span of time: first and last; at least one day. */
export function wholeDays([from, to]: Range): Range {
  const start = Math.round(from);
  return [start, Math.max(start + 1, Math.round(to)) - 1];
}

/** The edge of a unit `by` units on from a day; a `large` step is a week, a month or a year. */
export function nextEdge(unit: Unit, day: number, by: number, large: boolean): number {
  const own: Unit = large ? (unit === "day" ? "week" : "month") : unit;
  const count = large && unit === "month" ? 12 * by : by;
  const start = startOf(own, day);
  // a day within a unit moves to the unit's edge first
  if (start !== day) return by > 0 ? stepFrom(own, start, count) : stepFrom(own, start, count + 1);
  return stepFrom(own, start, count);
}

export class Brushes {
  private readonly handles: readonly Handles[];

  constructor(
    private readonly frame: ChartFrame,
    private readonly host: BrushHost,
  ) {
    const x: PlotAxis = { limits: () => host.domain(), current: () => this.days, flip: false };
    const y: PlotAxis = { limits: () => [0, host.km()], current: () => host.along(), flip: true };
    const events = (chart: "time" | "strip") => ({
      brushed: (time: Range | null, km: Range | null, moving: boolean) => {
        const along = chart === "strip" ? this.whole(km) : host.along();
        host.brushed(time === null ? null : wholeDays(time), along, moving);
      },
      tapped: (px: number, py: number) => {
        host.tapped(chart, px, py);
      },
      hovered: (px: number, py: number, inside: boolean) => {
        this.point(chart, px, py, inside);
      },
    });
    new PlotBrush(frame.timePlot.element, x, null, events("time"));
    new PlotBrush(frame.stripPlot.element, x, y, events("strip"));
    this.handles = [this.timeHandles(), this.kmHandles()];
  }

  /** The brushed days, up to the first day after them. */
  private get days(): Range | null {
    const time = this.host.time();
    return time === null ? null : [time[0], time[1] + 1];
  }

  private whole(km: Range | null): Range | null {
    return km === null ? null : [Math.round(km[0]), Math.round(km[1])];
  }

  private timeHandles(): Handles {
    const { host, frame } = this;
    const clear = (): void => {
      host.brushed(null, host.along(), false);
    };
    return new Handles(
      frame.timeTrack,
      {
        names: [TEXTS.timeStart, TEXTS.timeEnd],
        steps: () => ({ limits: host.span(), step: (day, by, large) => nextEdge(host.unit(), day, by, large) }),
        shown: () => host.domain(),
        current: () => this.days ?? host.span(),
        stands: () => this.days ?? host.domain(),
        word: (value, handle) => dateOf(handle === "start" ? value : value - 1),
        moved: (range, moving) => {
          const [first, end] = host.span();
          const whole = wholeDays(range);
          if (whole[0] <= first && whole[1] >= end - 1) clear();
          else host.brushed(whole, host.along(), moving);
        },
        cleared: clear,
        length: () => frame.inner,
      },
      "horizontal",
      frame.axisRow,
    );
  }

  private kmHandles(): Handles {
    const { host, frame } = this;
    const clear = (): void => {
      host.brushed(host.time(), null, false);
    };
    const step = (km: number, by: number, large: boolean): number => {
      const by10 = large ? KM_LEAP : KM_STEP;
      return (by > 0 ? Math.floor(km / by10) + 1 : Math.ceil(km / by10) - 1) * by10;
    };
    return new Handles(
      frame.lineTrack,
      {
        names: [TEXTS.kmStart, TEXTS.kmEnd],
        steps: () => ({ limits: [0, host.km()], step }),
        shown: () => [0, host.km()],
        current: () => host.along() ?? [0, host.km()],
        stands: () => host.along() ?? [0, host.km()],
        word: (value) => TEXTS.kmOf(kmOf(value)),
        moved: (range, moving) => {
          if (range[0] <= 0 && range[1] >= host.km()) clear();
          else host.brushed(host.time(), this.whole(range), moving);
        },
        cleared: clear,
        length: () => frame.stripHeight,
      },
      "vertical",
      frame.lineTrack,
    );
  }

  /** Stand brushes and handles where the spans are. */
  place(): void {
    const { frame, host, days } = this;
    const [from, to] = host.domain();
    const { inner: width, stripHeight: height } = frame;
    const x = (day: number): number => ((day - from) / (to - from)) * width;
    const [left, right] = days === null ? [0, width] : [x(days[0]), x(days[1])];
    const time = frame.timePlot.brush;
    hide(time, days === null);
    time.style.left = `${left.toFixed(1)}px`;
    time.style.width = `${(right - left).toFixed(1)}px`;
    const km = host.along();
    const both = frame.stripPlot.brush;
    hide(both, days === null && km === null);
    both.style.left = `${left.toFixed(1)}px`;
    both.style.width = `${(right - left).toFixed(1)}px`;
    const y = (value: number): number => height - (value / host.km()) * height;
    const [top, bottom] = km === null ? [0, height] : [y(km[1]), y(km[0])];
    both.style.top = `${top.toFixed(1)}px`;
    both.style.height = `${Math.max(1, bottom - top).toFixed(1)}px`;
    for (const handles of this.handles) handles.place();
  }

  private point(chart: "time" | "strip", x: number, y: number, inside: boolean): void {
    const { tip } = this.frame;
    const text = inside ? this.host.hovered(chart, x, y) : "";
    hide(tip, text === "");
    if (text === "") return;
    write(tip, text);
    const plot = chart === "time" ? this.frame.timePlot.element : this.frame.stripPlot.element;
    const row = plot.parentElement as HTMLElement;
    const area = row.parentElement as HTMLElement;
    const at = plot.offsetLeft + x;
    const left = at + 14 + tip.offsetWidth > area.clientWidth ? at - 14 - tip.offsetWidth : at + 14;
    // above the pointer: below it the window ends
    const top = row.offsetTop + y - tip.offsetHeight - 8;
    tip.style.transform = `translate(${left.toFixed(0)}px, ${top.toFixed(0)}px)`;
  }
}
