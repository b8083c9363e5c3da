/** What the open sheet of a phone leaves of the map. */

const SHEET = 0.54; // of the window's height, as style.css says
const LEAST = 120; // CSS pixels of the map that count as seen in any case

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
