/** Brushing with a pointer on a plot, along one axis or two. */

import type { Range } from "../filters/filters.ts";
import { dragged, gripAt, TAP, type Grip } from "./brush.ts";

/** One axis of a plot: its values stand between `limits`; `flip` runs from the bottom to the top. */
export interface PlotAxis {
  readonly limits: () => Range;
  readonly current: () => Range | null;
  readonly flip: boolean;
}

export interface PlotEvents {
  /** The span of each axis, null where there is none; of a plot with one axis `y` is null. */
  brushed(x: Range | null, y: Range | null, moving: boolean): void;
  tapped(x: number, y: number): void;
  hovered(x: number, y: number, inside: boolean): void;
}

interface Hold {
  readonly pointer: number;
  readonly x: number;
  readonly y: number;
  readonly gripX: Grip;
  readonly gripY: Grip;
  readonly beforeX: Range | null;
  readonly beforeY: Range | null;
  moved: boolean;
  does: readonly [Does, Does];
}

/** What a movement does to the span of an axis. */
export type Does = Exclude<Grip, "none"> | "keep" | "new";

/**
 * What a movement does to both axes, by what it took hold of and where it went first.
 *
 * Across a band, a movement begins a span of the other axis; along it, it moves the band.
 */
export function intent(
  gripX: Grip,
  gripY: Grip,
  hasX: boolean,
  hasY: boolean,
  upward: boolean,
): readonly [Does, Does] {
  if (hasX && hasY) return gripX === "none" || gripY === "none" ? ["new", "new"] : [gripX, gripY];
  if (gripX === "body" && upward) return ["keep", "new"];
  if (gripY === "body" && !upward) return ["new", "keep"];
  if (gripX !== "none") return [gripX, "keep"];
  if (gripY !== "none") return ["keep", gripY];
  return ["new", "new"];
}

const CURSORS: Readonly<Record<string, string>> = {
  "start none": "ew-resize", "end none": "ew-resize", "start body": "ew-resize", "end body": "ew-resize",
  "none start": "ns-resize", "none end": "ns-resize", "body start": "ns-resize", "body end": "ns-resize",
  "start start": "nesw-resize", "end end": "nesw-resize", "start end": "nwse-resize", "end start": "nwse-resize",
  "body body": "move", "body none": "move", "none body": "move",
};

export class PlotBrush {
  private hold: Hold | null = null;

  constructor(
    private readonly plot: HTMLElement,
    private readonly x: PlotAxis,
    private readonly y: PlotAxis | null,
    private readonly events: PlotEvents,
  ) {
    plot.addEventListener("pointerdown", this.down);
    plot.addEventListener("pointermove", this.move);
    plot.addEventListener("pointerup", this.up);
    plot.addEventListener("pointercancel", this.cancel);
    plot.addEventListener("pointerleave", () => {
      if (this.hold === null) events.hovered(0, 0, false);
    });
  }

  private at(event: PointerEvent): { x: number; y: number; px: number; py: number } {
    const box = this.plot.getBoundingClientRect();
    const [px, py] = [event.clientX - box.left, event.clientY - box.top];
    const value = (axis: PlotAxis, part: number): number => {
      const [least, most] = axis.limits();
      return least + (axis.flip ? 1 - part : part) * (most - least);
    };
    const y = this.y === null ? 0 : value(this.y, py / box.height);
    return { x: value(this.x, px / box.width), y, px, py };
  }

  /** What an axis' values are worth in pixels. */
  private pixels(axis: PlotAxis): number {
    const [least, most] = axis.limits();
    const { width, height } = this.plot.getBoundingClientRect();
    return (axis.flip ? height : width) / (most - least);
  }

  private grips(x: number, y: number): [Grip, Grip] {
    const near = (axis: PlotAxis): number => 6 / this.pixels(axis);
    const [ofX, ofY] = [this.x.current(), this.y?.current() ?? null];
    let gripX = gripAt(x, ofX, near(this.x));
    let gripY = this.y === null ? "none" : gripAt(y, ofY, near(this.y));
    // outside of a rectangle a new one begins
    if (ofX !== null && ofY !== null && (gripX === "none" || gripY === "none")) gripX = gripY = "none";
    return [gripX, gripY];
  }

  private readonly down = (event: PointerEvent): void => {
    if (event.button !== 0 || this.hold !== null) return;
    const { x, y } = this.at(event);
    const [gripX, gripY] = this.grips(x, y);
    const [beforeX, beforeY] = [this.x.current(), this.y?.current() ?? null];
    this.hold = {
      pointer: event.pointerId, x, y, gripX, gripY, beforeX, beforeY, moved: false, does: ["new", "new"],
    };
    this.plot.setPointerCapture(event.pointerId);
    this.events.hovered(0, 0, false);
  };

  private readonly move = (event: PointerEvent): void => {
    const { hold } = this;
    const { x, y, px, py } = this.at(event);
    if (hold === null) {
      this.plot.style.cursor = CURSORS[this.grips(x, y).join(" ")] ?? "crosshair";
      if (event.pointerType !== "touch") this.events.hovered(px, py, true);
      return;
    }
    if (hold.pointer !== event.pointerId) return;
    const [dx, dy] = [(x - hold.x) * this.pixels(this.x), this.y === null ? 0 : (y - hold.y) * this.pixels(this.y)];
    if (!hold.moved) {
      if (Math.hypot(dx, dy) < TAP) return;
      hold.moved = true;
      const upward = this.y !== null && Math.abs(dy) > Math.abs(dx);
      hold.does = intent(hold.gripX, hold.gripY, hold.beforeX !== null, hold.beforeY !== null, upward);
    }
    this.tell(hold, x, y, Math.abs(dx), Math.abs(dy), true);
  };

  private tell(hold: Hold, x: number, y: number, dx: number, dy: number, moving: boolean): void {
    const along = (axis: PlotAxis, does: Does, before: Range | null, anchor: number, at: number, far: boolean) => {
      if (does === "keep") return before;
      if (does === "new") return far ? dragged("none", null, anchor, at, axis.limits()) : null;
      return dragged(does, before, anchor, at, axis.limits());
    };
    const { does } = hold;
    const newX = along(this.x, does[0], hold.beforeX, hold.x, x, dx >= TAP * 2);
    const newY = this.y === null ? null : along(this.y, does[1], hold.beforeY, hold.y, y, dy >= TAP * 2);
    this.events.brushed(newX, newY, moving);
  }

  private readonly up = (event: PointerEvent): void => {
    const { hold } = this;
    if (hold === null || hold.pointer !== event.pointerId) return;
    this.hold = null;
    const { x, y, px, py } = this.at(event);
    if (!hold.moved) this.events.tapped(px, py);
    else {
      const dx = Math.abs(x - hold.x) * this.pixels(this.x);
      const dy = this.y === null ? 0 : Math.abs(y - hold.y) * this.pixels(this.y);
      this.tell(hold, x, y, dx, dy, false);
    }
  };

  private readonly cancel = (): void => {
    const { hold } = this;
    this.hold = null;
    if (hold?.moved === true) this.events.brushed(hold.beforeX, hold.beforeY, false);
  };
}
