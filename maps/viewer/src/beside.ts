/** What our page has beside the map, the list and the charts: the menu to take away, who reports. */

import { readFacts } from "./data/facts.ts";
import type { IncidentData } from "./data/incidents-data.ts";
import type { Payload } from "./data/payload.ts";
import type { Filtering } from "./filters/filtering.ts";
import { Bias } from "./panel/bias.ts";
import { TakeAway } from "./take-away/take-away.ts";

export class Beside {
  private constructor(
    private readonly takeAway: TakeAway | null,
    private readonly bias: Bias | null,
  ) {}

  static async make(map: L.Map, data: IncidentData, payload: Payload, filtering: Filtering): Promise<Beside> {
    const [head, place] = [document.querySelector(".bm-head"), document.getElementById("bm-bias")];
    const facts = await readFacts(payload);
    return new Beside(
      head === null ? null : new TakeAway(head, map, data, payload, filtering, facts),
      place === null ? null : new Bias(place, data, facts.reporting),
    );
  }

  /** Other incidents are let through. */
  update(incidents: number, inCells: number): void {
    this.takeAway?.update(incidents, inCells);
    this.bias?.update();
  }

  remove(): void {
    this.takeAway?.remove();
    this.bias?.remove();
  }
}
