/** What a reader does first, done before where nobody sees it, in turns in which the page has nothing else to do. */

import { rehearsals as ofMap } from "./canvas/canvas.ts";
import type { IncidentData } from "./data/incidents-data.ts";
import type { Windows } from "./data/windows.ts";
import { rehearsals as ofFilters } from "./filters/rehearsal.ts";
import { whenIdle } from "./page/idle.ts";

/** Once a page, after all of it is there. */
export function rehearse(map: L.Map, data: IncidentData, windows: Windows): void {
  const pieces = function* (): Generator<() => void> {
    yield* ofFilters(data, windows);
    yield* ofMap(map);
  };
  // somebody may have taken the map off the page
  whenIdle(pieces(), () => map.getContainer().isConnected);
}
