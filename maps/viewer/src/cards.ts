/** What a choice opens: the card of an incident or of a group beside the map, and its place brought into view. */

import { readFacts, titleOfPage } from "./data/facts.ts";
import type { Payload } from "./data/payload.ts";
import type { Link } from "./filters/link.ts";
import type { Scene } from "./incidents/incidents-scene.ts";
import { boundsOf, bringIntoView, canZoom, uncover } from "./incidents/into-view.ts";
import { showMap } from "./page/panel.ts";
import { distinctIncidents, type Choice, type Hit, type How, type Selection } from "./page/select.ts";
import { incidentCard } from "./panel/card.ts";
import type { IncidentPanel } from "./panel/incidents-panel.ts";
import { groupCard } from "./panel/list.ts";
import { citation, citePart } from "./take-away/citation.ts";
import { openOf, writeOpen } from "./view-link.ts";

/** What of the page cards are made from; a part that is not there yet, or no longer, is undefined. */
export interface CardsHost {
  readonly map: L.Map | undefined;
  readonly scene: Scene | undefined;
  readonly panel: IncidentPanel | undefined;
  readonly link: Link | undefined;
}

export class Cards {
  constructor(
    private readonly payload: Payload,
    private readonly selection: Selection,
    private readonly host: () => CardsHost,
  ) {}

  /** Choose what was hit: an incident, or the group that it is. */
  choose(hit: Hit, how: How): void {
    const { scene } = this.host();
    if (scene === undefined) return;
    const incidents = distinctIncidents(hit.rows, scene.data.columns.incident);
    const only = incidents.length === 1 ? incidents[0] : undefined;
    if (only === undefined || scene.data.isCell(only)) this.selection.choose({ kind: "group", rows: hit.rows, tally: hit.tally }, how);
    else this.selection.choose({ kind: "incident", incident: only }, how);
  }

  /** Open the card that a link names. */
  async openLinked(words: URLSearchParams): Promise<void> {
    const { scene, link } = this.host();
    if (scene === undefined) return;
    if (!words.has("open")) {
      this.selection.clear("map");
      return;
    }
    const incident = await openOf(words, scene.data);
    const { current } = this.selection;
    if (incident === null) link?.put("open", "");
    if (incident === null || (current?.kind === "incident" && current.incident === incident)) return;
    // the link has a view of its own, or shows the card over the first view
    this.selection.choose({ kind: "incident", incident }, words.has("at") ? "map" : "panel");
  }

  /**
   * Show what is chosen.
   *
   * @param isAnew so that it is shown already, and only its words are others
   */
  async follow(choice: Choice | null, how: How, isAnew = false): Promise<void> {
    const { scene, panel, link } = this.host();
    if (scene === undefined || panel === undefined) return;
    const { data } = scene;
    if (choice?.kind !== "incident") link?.put("open", "");
    if (choice === null) {
      panel.showHome(how === "panel");
      return;
    }
    if (choice.kind === "group") {
      const zoomIn = this.canZoom(choice.rows) ? () => { this.frame(choice.rows); } : null;
      const open = (incident: number): void => {
        this.selection.choose({ kind: "incident", incident }, "panel", true);
      };
      panel.show(groupCard(data, choice, open, zoomIn), how !== "map", isAnew);
      if (how !== "panel" && !isAnew) this.uncover(choice.rows);
      return;
    }
    try {
      const [text, facts] = await Promise.all([data.text(choice.incident), readFacts(this.payload)]);
      if (this.selection.current !== choice) return;
      const card = incidentCard(data, choice.incident, text, (row) => {
        this.frame([row]);
      });
      const address = (): string => {
        link?.settle();
        return location.href;
      };
      card.append(citePart(citation(data, text, facts, titleOfPage()), panel.ofPage ? address : null));
      panel.show(card, how !== "map", isAnew);
      link?.put("open", writeOpen(text.id, choice.incident));
      const rows = data.rowsOfIncident(choice.incident);
      if (isAnew) return;
      if (how === "panel") this.frame(rows);
      else this.uncover(rows);
    } catch (error) {
      panel.fail();
      throw error;
    }
  }

  /** The map, and what rows are known to; undefined where either is missing. */
  private at(rows: readonly number[]): [L.Map, L.LatLngBounds] | undefined {
    const { map, scene } = this.host();
    const box = scene?.extentOf(rows) ?? null;
    return box === null || map === undefined ? undefined : [map, boundsOf(box)];
  }

  private canZoom(rows: readonly number[]): boolean {
    const at = this.at(rows);
    return at !== undefined && canZoom(...at);
  }

  /** Bring rows into view, no closer than their place is known. */
  private frame(rows: readonly number[]): void {
    const at = this.at(rows);
    if (at === undefined) return;
    showMap();
    bringIntoView(...at);
  }

  private uncover(rows: readonly number[]): void {
    const at = this.at(rows);
    if (at !== undefined) uncover(...at);
  }
}
