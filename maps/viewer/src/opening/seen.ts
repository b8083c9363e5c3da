/** The canvas of the first view, and what it shows: written when it is drawn, read by the viewer that takes over. */

import type { View } from "../geometry/projection.ts";

/** Class of the canvas. */
export const OPENING = "bm-opening";

type Seen = Pick<View, "zoom" | "left" | "top">;

export function writeSeen({ zoom, left, top }: Seen): string {
  return [zoom, left, top].join(" ");
}

export function readSeen(text = ""): Seen {
  const [zoom = NaN, left = NaN, top = NaN] = text.split(" ").map(Number);
  return { zoom, left, top };
}
