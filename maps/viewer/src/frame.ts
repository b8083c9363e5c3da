// The page around the map: attribution, first view, and the panel beside it.
export function frame(map: L.Map): void {
  map.attributionControl?.setPrefix(false);
}
