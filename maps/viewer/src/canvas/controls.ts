/** What stands over the canvases of a map, and hides what is drawn below: buttons, legend, scale, credits. */

import { shownOn } from "./canvas.ts";
import { onView, type Box, type Obstacles } from "./labels.ts";

/** Tells where a map's controls stand; `changed` is called when there is another, one was opened or closed to stay so, or the map has another size. */
export function controlsOf(map: L.Map, changed: () => void): Obstacles {
  const container = map.getContainer();
  const boxes = new Map<Element, Box>(); // in CSS pixels of the map
  let size = ""; // of the map: where that changes, controls stand elsewhere on it
  // asked after the browser has laid all out, and not while a view is drawn: there it would have to do so first
  const measure = (): void => {
    for (const control of boxes.keys()) if (!control.isConnected) boxes.delete(control);
    const before = boxes.size;
    const { left, top, width, height } = container.getBoundingClientRect();
    const isResized = size !== "" && size !== `${width} ${height}`;
    size = `${width} ${height}`;
    for (const control of container.querySelectorAll(".leaflet-control")) {
      // it closes as soon as the pointer leaves it
      if (control.classList.contains("leaflet-control-layers-expanded")) continue;
      const at = control.getBoundingClientRect();
      boxes.set(control, { left: at.left - left, right: at.right - left, top: at.top - top, bottom: at.bottom - top });
    }
    if (boxes.size > before || isResized) changed();
  };
  const watch = new ResizeObserver(measure);
  for (const one of [container, ...container.querySelectorAll(".leaflet-top, .leaflet-bottom")]) watch.observe(one);
  const toggled = (): void => {
    measure();
    changed();
  };
  container.addEventListener("toggle", toggled, true); // it does not rise
  return (view) => Array.from(boxes.values(), (box) => onView(box, shownOn(map), view));
}
