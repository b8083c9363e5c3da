// The page around the map: first view, attribution, names for assistive technology, the panel.
import { setUpPanel } from "./panel.ts";

const AIR = 34; // CSS pixels around what the first view must show

/** Sets up a map that fills our page. `bounds` is what the first view shows. */
export function frame(map: L.Map, bounds: L.LatLngBoundsLiteral): void {
  map.attributionControl?.setPrefix(false);
  L.control.scale({ imperial: false, maxWidth: 120 }).addTo(map);
  const container = map.getContainer();
  container.setAttribute("role", "region");
  container.setAttribute("aria-label", "Map");
  showAll(map, bounds);
  nameGroups(container);
  setUpPanel();
  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(container);
}

/** The first view is exact: a step of zoom less would waste a fifth of the map. */
function showAll(map: L.Map, bounds: L.LatLngBoundsLiteral): void {
  const { zoomSnap } = map.options;
  map.options.zoomSnap = 0;
  map.fitBounds(bounds, { padding: [AIR, AIR], animate: false });
  if (zoomSnap !== undefined) map.options.zoomSnap = zoomSnap;
}

/** The layer control's boxes for whole groups have no label of their own. */
function nameGroups(container: HTMLElement): void {
  for (const box of container.querySelectorAll(".leaflet-layerstree-sel-all-checkbox")) {
    box.setAttribute("aria-label", box.parentElement?.textContent ?? "");
  }
}
