/** The two handles of a span: sliders for keyboard and screen reader, grips for the pointer. */

import type { Range } from "../filters/filters.ts";
import { el, hide } from "../page/incidents-dom.ts";
import { dragged, keyed, moveOf, tappedEnd, type Steps } from "./brush.ts";

const SIZE = 24; // CSS pixels, the least that a finger is asked to hit

export interface HandleHost {
  readonly names: readonly [start: string, end: string];
  readonly steps: () => Steps;
  /** The values that stand at the ends of the track. */
  readonly shown: () => Range;
  /** The span; all there is where nothing is chosen. */
  readonly current: () => Range;
  /** Where the handles stand: at the ends of the axis where nothing is chosen. */
  readonly stands: () => Range;
  /** A value in words; that of the end tells the last day, not the one after. */
  readonly word: (value: number, handle: "start" | "end") => string;
  readonly moved: (range: Range, moving: boolean) => void;
  readonly cleared: () => void;
  /** Pixels of the track. */
  readonly length: () => number;
}

export class Handles {
  readonly elements: readonly [HTMLElement, HTMLElement];
  private readonly upright: boolean;

  /**
   * @param track what the handles move along; upright from its bottom to its top
   * @param axis where a tap brings a handle: two taps tell a span to who cannot drag (WCAG 2.2, 2.5.7)
   */
  constructor(
    private readonly track: HTMLElement,
    private readonly host: HandleHost,
    orientation: "horizontal" | "vertical",
    axis: HTMLElement,
  ) {
    this.upright = orientation === "vertical";
    this.elements = [this.handle("start", orientation), this.handle("end", orientation)];
    track.append(...this.elements);
    let last: "start" | "end" | null = null;
    axis.addEventListener("click", (event) => {
      if (this.elements.some((element) => element === event.target)) return;
      const before = host.stands();
      const [least, most] = host.shown();
      if (before[0] <= least && before[1] >= most) last = null; // nothing is chosen
      const at = this.valueAt(event);
      last = tappedEnd(before, at, last);
      host.moved(dragged(last, before, last === "start" ? before[0] : before[1], at, host.steps().limits), false);
    });
  }

  private handle(which: "start" | "end", orientation: string): HTMLElement {
    const name = this.host.names[which === "start" ? 0 : 1];
    const element = el("div", {
      role: "slider",
      tabindex: "0",
      class: `bm-handle bm-handle-${which}`,
      "aria-label": name,
      "aria-orientation": orientation,
      hidden: "", // until it has a value to tell
    });
    element.addEventListener("keydown", (event) => {
      this.key(event, which);
    });
    let hold: { at: number; before: Range } | null = null;
    element.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      hold = { at: this.valueAt(event), before: this.host.stands() };
      element.setPointerCapture(event.pointerId);
    });
    const move = (event: PointerEvent, moving: boolean): void => {
      if (hold === null) return;
      const { limits } = this.host.steps();
      this.host.moved(dragged(which, hold.before, hold.at, this.valueAt(event), limits), moving);
    };
    element.addEventListener("pointermove", (event) => {
      move(event, true);
    });
    element.addEventListener("pointerup", (event) => {
      move(event, false);
      hold = null;
    });
    element.addEventListener("pointercancel", () => (hold = null));
    return element;
  }

  private valueAt(event: MouseEvent): number {
    const box = this.track.getBoundingClientRect();
    const [least, most] = this.host.shown();
    const part = this.upright ? (box.bottom - event.clientY) / box.height : (event.clientX - box.left) / box.width;
    return least + part * (most - least);
  }

  private key(event: KeyboardEvent, which: "start" | "end"): void {
    if (event.key === "Escape" || event.key === "Delete") {
      event.preventDefault();
      event.stopPropagation();
      this.host.cleared();
      return;
    }
    const move = moveOf(event.key);
    if (move === null || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    this.host.moved(keyed(which, move, this.host.current(), this.host.steps(), event.shiftKey), false);
  }

  /** Put the handles where the span is, apart from each other. */
  place(): void {
    const { host, upright } = this;
    const [least, most] = host.shown();
    const { limits } = host.steps();
    const long = host.length();
    const values = host.current();
    const at = host.stands().map((value) => ((Math.max(least, Math.min(most, value)) - least) / (most - least)) * long);
    const lack = Math.max(0, SIZE - (at[1]! - at[0]!));
    const apart = [at[0]! - lack / 2, at[1]! + lack / 2];
    // beside the line the handles stay within their track: what is above it has handles of its own
    const centre = upright ? stayWithin(apart, SIZE / 2, long - SIZE / 2) : apart;
    this.elements.forEach((element, i) => {
      const which = i === 0 ? "start" : "end";
      const pixels = `${(centre[i]! - SIZE / 2).toFixed(1)}px`;
      hide(element, false);
      if (upright) element.style.bottom = pixels;
      else element.style.left = pixels;
      element.setAttribute("aria-valuemin", String(Math.round(limits[0])));
      element.setAttribute("aria-valuemax", String(Math.round(limits[1])));
      element.setAttribute("aria-valuenow", String(Math.round(values[i]!)));
      element.setAttribute("aria-valuetext", host.word(values[i]!, which));
    });
  }
}

/** Two places that are moved into a span, no closer to each other than its handles are wide. */
export function stayWithin([low = 0, high = 0]: readonly number[], least: number, most: number): [number, number] {
  const top = Math.max(least + SIZE, Math.min(most, high));
  return [Math.max(least, Math.min(top - SIZE, low)), top];
}
