/** How high the sheet of a phone stands, and what it leaves of the map. */

/** Down it tells what there is; half of the window leaves the map; tall it is for reading. */
export const STANDS = ["down", "half", "tall"] as const;
export type Stand = (typeof STANDS)[number];

const SHEET = 0.54; // of the window's height, as style.css says
const LEAST = 120; // CSS pixels of the map that count as seen in any case
const FLING = 180; // milliseconds that a sheet which is let go goes on as fast as the finger did

/** Pixels at the map's lower edge that an open sheet covers; 0 where the panel stands beside it. */
export function coveredOf(map: L.Map): number {
  const sheet = document.querySelector(".bm-panel.bm-open");
  const here = map.getContainer().getBoundingClientRect();
  if (sheet === null || sheet.getBoundingClientRect().left > here.left) return 0;
  // the sheet may still be moving up: what counts is where it will stand
  return covered(here.height, here.bottom, window.innerHeight * (1 - SHEET));
}

/** Pixels of a map of a height, ending at `bottom`, that lie below `top`. */
export function covered(height: number, bottom: number, top: number): number {
  return Math.max(0, Math.min(height - LEAST, bottom - top));
}

/**
 * How a sheet stands beside which something on the page has the focus: low enough for that to be seen.
 *
 * @param reach the lowest of what must be seen, CSS pixels from the window's upper edge
 * @param high CSS pixels of the window
 */
export function standBeside(stand: Stand, reach: number, high: number): Stand {
  return stand !== "down" && reach <= high * (1 - SHEET) ? "half" : "down";
}

/**
 * Where a sheet comes to rest that is let go.
 *
 * @param height CSS pixels of the sheet
 * @param speed by which it grew, CSS pixels a millisecond
 * @param heights of each stand, in the order of `STANDS`
 */
export function restOf(height: number, speed: number, heights: readonly number[]): Stand {
  const goal = height + speed * FLING;
  const apart = heights.map((one) => Math.abs(one - goal));
  return STANDS[apart.indexOf(Math.min(...apart))] ?? "down";
}

/** The next stand up or down; the same at either end. */
export function nextStand(stand: Stand, by: 1 | -1): Stand {
  return STANDS[STANDS.indexOf(stand) + by] ?? stand;
}
