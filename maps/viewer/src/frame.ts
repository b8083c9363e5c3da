// The page around the map: first view, attribution, names for assistive technology, the panel.
import { setUpPanel } from "./panel.ts";

const AIR = 28; // CSS pixels around what the first view must show

/** Sets up a map that fills our page. `bounds` is what the first view shows. */
export function frame(map: L.Map, bounds: L.LatLngBoundsLiteral): void {
  map.attributionControl?.setPrefix(false);
  L.control.scale({ imperial: false, maxWidth: 120 }).addTo(map);
  const container = map.getContainer();
  container.setAttribute("role", "region");
  container.setAttribute("aria-label", "Map");
  map.fitBounds(bounds, { padding: [AIR, AIR], animate: false });
  setUpPanel();
  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(container);
}
