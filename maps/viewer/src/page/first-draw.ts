/** The order of a page's first drawings: incidents, then the base map, then what stands beside the map. */

const LATEST = 400; // milliseconds; a page may have no incidents to draw

let tell: () => void = () => undefined;
const drawn = new Promise<void>((resolve) => {
  tell = resolve;
});

/** Incidents are drawn, or will not be. */
export function incidentsDrawn(): void {
  tell();
}

/** Resolved when incidents are drawn, or after a while without. */
export function afterIncidents(): Promise<void> {
  return Promise.race([drawn, new Promise<void>((resolve) => setTimeout(resolve, LATEST))]);
}

/** Resolved when a frame has been shown; in a page that nobody looks at there are none. */
export function frameShown(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, LATEST);
    requestAnimationFrame(() => setTimeout(resolve));
  });
}
