/** What the map shows when the page opens. */

import { worldX, worldY, type View } from "../geometry/projection.ts";

/** CSS pixels around what the first view must show. */
export const AIR = 34;
/** More below them, where the legend and the scale stand. */
export const FOOT = 14;
/** Steps of the first view's zoom: fine, since a whole one less would waste much of the map. `maps/opening.py` has the same. */
export const STEP = 0.125;

const TILE = 256; // CSS pixels of the world at zoom 0

/** South-west and north-east corner: latitude and longitude. */
export type Corners = readonly [readonly [number, number], readonly [number, number]];

/** The view that Leaflet makes of these bounds, with `AIR` around them, `FOOT` below, and zooms in steps of `STEP`. */
export function firstView([[south, west], [north, east]]: Corners, width: number, height: number): View {
  const [left, right, top, bottom] = [worldX(west), worldX(east), worldY(north), worldY(south)];
  const most = Math.min((width - 2 * AIR) / (right - left), (height - 2 * AIR - FOOT) / (bottom - top)) / TILE;
  // to a hundredth of a step first, as Leaflet does: what is a step but for rounding is that step
  const zoom = Math.floor(Math.round((Math.log2(most) * 100) / STEP) / 100) * STEP;
  const scale = TILE * 2 ** zoom;
  return {
    scale,
    zoom,
    width,
    height,
    left: Math.round(((left + right) / 2) * scale - width / 2),
    top: Math.round(((top + bottom) / 2) * scale + FOOT / 2 - height / 2),
  };
}
