// What the canvases of a map hold, and whether that is still enough.

/** Parts of the map's size that are drawn beyond each edge: at rest, while panning, and at once. */
export const MARGINS = { rest: 0.2, pan: 0.12, now: 0 } as const;

/** What the canvases of a map show: one box for all, in whole CSS pixels of the world at a zoom. */
export interface Frame {
  readonly zoom: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Size of the margin. */
  readonly marginX: number;
  readonly marginY: number;
}

/** A frame around what a map shows: its corner and size in pixels of the world. */
export function frameAround(
  left: number,
  top: number,
  width: number,
  height: number,
  zoom: number,
  margin: number = MARGINS.rest,
): Frame {
  const [marginX, marginY] = [Math.round(width * margin), Math.round(height * margin)];
  return {
    zoom,
    left: left - marginX,
    top: top - marginY,
    width: width + 2 * marginX,
    height: height + 2 * marginY,
    marginX,
    marginY,
  };
}

/** Whether a frame still holds a map of the same size and zoom, with `spare` of the margin left. */
export function holds(
  frame: Frame,
  left: number,
  top: number,
  width: number,
  height: number,
  zoom: number,
  spare = 0,
): boolean {
  if (frame.zoom !== zoom) return false;
  if (frame.width !== width + 2 * frame.marginX || frame.height !== height + 2 * frame.marginY) return false;
  const [offX, offY] = [left - frame.left - frame.marginX, top - frame.top - frame.marginY];
  return Math.abs(offX) <= frame.marginX * (1 - spare) && Math.abs(offY) <= frame.marginY * (1 - spare);
}

/** Pixels between the edge of a canvas, which has room for the whole margin, and what a frame draws on it. */
export function padding({ width, height, marginX, marginY }: Frame): [x: number, y: number] {
  const [wide, high] = [width - 2 * marginX, height - 2 * marginY];
  return [Math.round(wide * MARGINS.rest) - marginX, Math.round(high * MARGINS.rest) - marginY];
}
