/** From the picture that the page opens with to the map: it moves with the map, and goes when the map has drawn its own. */

import { incidentsDrawn } from "../page/first-draw.ts";
import { settings } from "../page/settings.ts";
import { OPENING, readSeen } from "./seen.ts";

/** What ends the picture of each map. */
const ends = new WeakMap<L.Map, () => void>();

/** Called when the map has its first view. */
export function takeOver(map: L.Map): void {
  const canvas = map.getContainer().querySelector<HTMLCanvasElement>(`:scope > .${OPENING}`);
  if (canvas === null) return;
  const { zoom, left, top } = readSeen(canvas.dataset["bmView"]);
  if (map.getZoom() !== zoom) {
    canvas.remove();
    return;
  }
  const place = (): void => {
    const { x, y } = map.getPixelBounds().min!;
    canvas.style.transform = `translate(${String(left - Math.round(x))}px, ${String(top - Math.round(y))}px)`;
  };
  const end = (): void => {
    ends.delete(map);
    map.off("move resize", place);
    map.off("zoomstart", end);
    quiet();
    canvas.remove();
  };
  // in another language or other colours it would be another picture
  const quiet = settings.onChange(end);
  ends.set(map, end);
  map.on("move resize", place);
  map.on("zoomstart", end);
  place();
  incidentsDrawn();
}

/** Whether the picture stands on the map. */
export function hasOpening(map: L.Map): boolean {
  return ends.has(map);
}

export function endOpening(map: L.Map): void {
  ends.get(map)?.();
}
