/** Intervals that a reader draws, moves and stretches: by pointer in pixels, by keys in steps. */

import type { Range } from "../filters/filters.ts";

export type Grip = "start" | "end" | "body" | "none";

/** Pixels from an edge within which it is taken hold of. */
const NEAR = 6;
/** Less than this is a tap, not a span. */
export const TAP = 4;

/** What lies under a pointer: an edge of the interval, its inside, or neither. */
export function gripAt(at: number, interval: Range | null, near = NEAR): Grip {
  if (interval === null) return "none";
  const [start, end] = interval;
  // of a narrow interval the edges are taken from outside, and its middle still moves it
  const inner = Math.min(near, (end - start) / 3);
  if (at >= start - near && at <= start + inner) return "start";
  if (at >= end - inner && at <= end + near) return "end";
  return at > start && at < end ? "body" : "none";
}

/** The interval while a pointer that took hold at `anchor` is at `at`; within `limits`. */
export function dragged(grip: Grip, before: Range | null, anchor: number, at: number, limits: Range): Range {
  const [least, most] = limits;
  const within = (value: number): number => Math.max(least, Math.min(most, value));
  if (grip === "none" || before === null) {
    const [a, b] = [within(anchor), within(at)];
    return a <= b ? [a, b] : [b, a];
  }
  const [start, end] = before;
  if (grip === "body") {
    const by = Math.max(least - start, Math.min(most - end, at - anchor));
    return [start + by, end + by];
  }
  const moved = within((grip === "start" ? start : end) + at - anchor);
  const other = grip === "start" ? end : start;
  return moved <= other ? [moved, other] : [other, moved];
}

/**
 * The end of an interval that a tap means: within it, after one end the other, so that two taps tell a span.
 *
 * @param last the end that the tap before brought elsewhere; null after none, when the nearer is meant
 */
export function tappedEnd([start, end]: Range, at: number, last: "start" | "end" | null): "start" | "end" {
  if (at <= start) return "start";
  if (at >= end) return "end";
  if (last !== null) return last === "start" ? "end" : "start";
  return at - start < end - at ? "start" : "end";
}

/** What a key does to a handle: how far it moves, or to which end; null for other keys. */
export type Move = { readonly by: number; readonly large: boolean } | { readonly to: "least" | "most" };

/** @param upward whether arrows up and down are the handle's own, as along the line */
export function moveOf(key: string): Move | null {
  switch (key) {
    case "ArrowRight":
    case "ArrowUp":
      return { by: 1, large: false };
    case "ArrowLeft":
    case "ArrowDown":
      return { by: -1, large: false };
    case "PageUp":
      return { by: 1, large: true };
    case "PageDown":
      return { by: -1, large: true };
    case "Home":
      return { to: "least" };
    case "End":
      return { to: "most" };
    default:
      return null;
  }
}

export interface Steps {
  readonly limits: Range;
  /** The value one step on from a value; `large` steps are those of the page keys. */
  readonly step: (value: number, by: number, large: boolean) => number;
}

/**
 * The interval after a key on one of its handles.
 *
 * @param interval the whole of the axis where nothing is chosen
 * @param both whether the interval moves as a whole
 */
export function keyed(
  handle: "start" | "end",
  move: Move,
  interval: Range,
  { limits, step }: Steps,
  both = false,
): Range {
  const [least, most] = limits;
  const [start, end] = interval;
  const own = handle === "start" ? start : end;
  const wanted = "to" in move ? (move.to === "least" ? least : most) : step(own, move.by, move.large);
  if (both) {
    const by = Math.max(least - start, Math.min(most - end, wanted - own));
    return [start + by, end + by];
  }
  return handle === "start"
    ? [Math.max(least, Math.min(end, wanted)), end]
    : [start, Math.max(start, Math.min(most, wanted))];
}

/** The next window of a player: as wide as before, or with its start kept where totals run on. */
export function played(window: Range, bin: Range, fromStart: boolean): Range {
  return fromStart ? [window[0], bin[1]] : bin;
}
