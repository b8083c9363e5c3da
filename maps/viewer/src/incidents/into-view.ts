/** Moving the map so that what was chosen is seen. */

import { latitudeOf, longitudeOf } from "../geometry/projection.ts";
import { coveredOf } from "../page/sheet.ts";
import type { Extent } from "./extents.ts";

/** No closer than this to a single place. */
const SPOT_ZOOM = 12;

export function boundsOf({ left, top, right, bottom }: Extent): L.LatLngBounds {
  return L.latLngBounds([latitudeOf(bottom), longitudeOf(left)], [latitudeOf(top), longitudeOf(right)]);
}

function isSpot(bounds: L.LatLngBounds): boolean {
  return bounds.getNorthWest().equals(bounds.getSouthEast());
}

/** Whether there is more to be seen closer by. */
export function canZoom(map: L.Map, bounds: L.LatLngBounds): boolean {
  return !isSpot(bounds) && map.getZoom() < Math.min(map.getMaxZoom(), map.getBoundsZoom(bounds));
}

/** Bring bounds into view, no closer than a place is known; a single place that is seen stays where it is. */
export function bringIntoView(map: L.Map, bounds: L.LatLngBounds): void {
  const covered = coveredOf(map);
  const spot = isSpot(bounds);
  if (spot && map.getZoom() >= 8) {
    const at = map.latLngToContainerPoint(bounds.getCenter());
    const room = map.getSize();
    const [airX, airY] = [room.x * 0.12, (room.y - covered) * 0.12];
    if (at.x > airX && at.x < room.x - airX && at.y > airY && at.y < room.y - covered - airY) return;
  }
  const maxZoom = spot ? Math.max(9, Math.min(map.getZoom(), SPOT_ZOOM)) : SPOT_ZOOM;
  const air = covered > 0 ? 24 : 48;
  map.fitBounds(bounds, { maxZoom, paddingTopLeft: [air, air], paddingBottomRight: [air, air + covered] });
}

/** Move the map so far that what was tapped is not under the sheet. */
export function uncover(map: L.Map, bounds: L.LatLngBounds): void {
  const covered = coveredOf(map);
  if (covered === 0) return;
  map.panInside(bounds.getCenter(), { paddingTopLeft: [40, 40], paddingBottomRight: [40, 40 + covered] });
}
