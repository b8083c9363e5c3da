/** The incident layer: data, canvases, pointer, choice and panel put together. */

import "./incidents.css";
import { keepClear } from "./basemap.ts";
import { incidentCard } from "./card.ts";
import { Filtering } from "./filtering.ts";
import { describeHit } from "./incidents-describe.ts";
import { DrawLayer, type Draw, type PANES } from "./incidents-layers.ts";
import { IncidentPanel } from "./incidents-panel.ts";
import { Pointer } from "./incidents-pointer.ts";
import { Scene } from "./incidents-scene.ts";
import { legendElement } from "./legend.ts";
import { groupCard, IncidentList, newestFirst } from "./list.ts";
import type { Payload } from "./payload.ts";
import { latitudeOf, longitudeOf } from "./projection.ts";
import { register } from "./registry.ts";
import { distinctIncidents, Selection, type Choice, type Hit, type How } from "./select.ts";
import { coveredOf } from "./sheet.ts";
import { TEXTS } from "./strings.ts";

const LEGEND_ROOM = 900; // CSS pixels
/** No closer than this to a single place. */
const SPOT_ZOOM = 12;

class IncidentView {
  readonly layers: Record<keyof typeof PANES, DrawLayer>;
  readonly selection = new Selection();
  /** The layers that are on the map. */
  private readonly present = new Set<keyof typeof PANES>();
  private scene: Scene | undefined;
  private hover: Hit | null = null;
  private map: L.Map | undefined;
  private panel: IncidentPanel | undefined;
  private pointer: Pointer | undefined;
  private legend: L.Control | undefined;
  private filtering: Filtering | undefined;

  constructor(private readonly payload: Payload) {
    const comes = (name: keyof typeof PANES) => (map: L.Map, added: boolean) => {
      // Leaflet's own hasLayer still says yes while a layer is taken off
      if (added) this.present.add(name);
      else this.present.delete(name);
      this.arrive(map);
    };
    const layer = (name: "areas" | "stretches" | "points", paint: Draw): DrawLayer =>
      new DrawLayer(name, paint, comes(name), () => this.scene !== undefined);
    const mark = (name: "outlined" | "chosen", paint: Draw): DrawLayer =>
      new DrawLayer(name, paint, () => undefined, () => this.selection.current !== null || this.hover !== null);
    this.layers = {
      areas: layer("areas", (...to) => this.scene?.drawAreas(...to)),
      stretches: layer("stretches", (...to) => this.scene?.drawStretches(...to)),
      points: layer("points", (...to) => this.scene?.drawPoints(...to)),
      outlined: mark("outlined", (...to) => this.scene?.drawOutlined(...to, this.selection.current, this.hover)),
      chosen: mark("chosen", (...to) => this.scene?.drawChosen(...to, this.selection.current, this.hover)),
    };
    this.selection.onChange((choice, how) => {
      void this.follow(choice, how);
    });
  }

  /** A layer came to a map or left it: the tools are there while any layer is. */
  private arrive(map: L.Map): void {
    const { outlined, chosen } = this.layers;
    const any = this.present.size > 0;
    if (any && this.map === undefined) {
      this.map = map;
      map.addLayer(outlined).addLayer(chosen);
      this.pointer = new Pointer(map, this.selection, {
        find: (...at) => this.scene?.hit(...at) ?? null,
        hovered: (hit) => {
          this.hover = hit;
          this.emphasise();
        },
        describe: (hit) => (this.scene === undefined ? "" : describeHit(this.scene.data, hit)),
        choose: (hit) => {
          this.choose(hit);
        },
      });
      void this.open(map);
    } else if (!any && this.map !== undefined) {
      this.map = undefined;
      keepClear(map, () => []);
      this.selection.clear("map");
      this.pointer?.remove();
      this.legend?.remove();
      this.filtering?.remove();
      this.panel?.remove();
      this.panel = undefined;
      map.removeLayer(outlined).removeLayer(chosen);
    }
    this.redraw();
  }

  private async open(map: L.Map): Promise<void> {
    try {
      this.scene ??= await Scene.read(this.payload, this.present);
    } catch (error) {
      this.panel = new IncidentPanel(map, this.selection);
      this.panel.fail();
      throw error;
    }
    // it may have been taken off the map while it was read
    if (this.map !== map) return;
    const { data } = this.scene;
    this.panel = new IncidentPanel(map, this.selection);
    const list = new IncidentList(data, newestFirst(data), TEXTS.allIncidents, (incident) => {
      this.selection.choose({ kind: "incident", incident }, "panel");
    });
    const panel = this.panel;
    const letThrough = (incidents: number): void => {
      this.scene?.refilter();
      list.replace(newestFirst(data));
      panel.listed(incidents, data.meta.incidents);
      this.redraw();
    };
    this.filtering = new Filtering(data, letThrough, panel.ofPage);
    panel.home(this.filtering.bar.element, list.element);
    this.addLegend(map, this.scene);
    await this.filtering.start();
    map.getContainer().dataset.bmIncidents = "ready";
  }

  private addLegend(map: L.Map, { data, style }: Scene): void {
    // where it would cover what it explains, it waits to be opened
    const narrow = map.getSize().x < LEGEND_ROOM;
    const Legend = L.Control.extend({
      onAdd: () => {
        const element = legendElement(data, style, this.payload.has("base/line/xy"), !narrow);
        L.DomEvent.disableClickPropagation(element);
        L.DomEvent.disableScrollPropagation(element);
        return element;
      },
    });
    this.legend = new Legend({ position: "bottomleft" }).addTo(map);
  }

  private emphasise(): void {
    this.layers.outlined.schedule();
    this.layers.chosen.schedule();
  }

  private redraw(): void {
    for (const layer of Object.values(this.layers)) layer.schedule();
    if (this.map !== undefined) keepClear(this.map, (view) => this.scene?.obstacles(view) ?? []);
  }

  private choose(hit: Hit): void {
    if (this.scene === undefined) return;
    const incidents = distinctIncidents(hit.rows, this.scene.data.columns.incident);
    const only = incidents.length === 1 ? incidents[0] : undefined;
    if (only === undefined) this.selection.choose({ kind: "group", rows: hit.rows, tally: hit.tally }, "map");
    else this.selection.choose({ kind: "incident", incident: only }, "map");
  }

  // ---- following a choice

  private async follow(choice: Choice | null, how: How): Promise<void> {
    this.emphasise();
    const { scene, panel } = this;
    if (scene === undefined || panel === undefined) return;
    const { data } = scene;
    if (choice === null) {
      panel.showHome(how === "panel");
      return;
    }
    if (choice.kind === "group") {
      const zoomIn = this.canZoom(choice.rows) ? () => { this.frame(choice.rows); } : null;
      const open = (incident: number): void => {
        this.selection.choose({ kind: "incident", incident }, "panel", true);
      };
      panel.show(groupCard(data, choice, open, zoomIn), how === "panel");
      if (how === "map") this.uncover(choice.rows);
      return;
    }
    try {
      const text = await data.text(choice.incident);
      if (this.selection.current !== choice) return;
      panel.show(incidentCard(data, choice.incident, text), how === "panel");
      const rows = data.rowsOfIncident(choice.incident);
      if (how === "panel") this.frame(rows);
      else this.uncover(rows);
    } catch (error) {
      panel.fail();
      throw error;
    }
  }

  private bounds(rows: readonly number[]): L.LatLngBounds | null {
    const box = this.scene?.extentOf(rows);
    if (!box) return null;
    return L.latLngBounds(
      [latitudeOf(box.bottom), longitudeOf(box.left)],
      [latitudeOf(box.top), longitudeOf(box.right)],
    );
  }

  private canZoom(rows: readonly number[]): boolean {
    const bounds = this.bounds(rows);
    const map = this.map;
    if (bounds === null || map === undefined || bounds.getNorthWest().equals(bounds.getSouthEast())) return false;
    return map.getZoom() < Math.min(map.getMaxZoom(), map.getBoundsZoom(bounds));
  }

  /** Bring rows into view, no closer than their place is known. */
  private frame(rows: readonly number[]): void {
    const bounds = this.bounds(rows);
    const map = this.map;
    if (bounds === null || map === undefined) return;
    const covered = coveredOf(map);
    const isSpot = bounds.getNorthWest().equals(bounds.getSouthEast());
    if (isSpot && map.getZoom() >= 8) {
      const at = map.latLngToContainerPoint(bounds.getCenter());
      const room = map.getSize();
      const [airX, airY] = [room.x * 0.12, (room.y - covered) * 0.12];
      if (at.x > airX && at.x < room.x - airX && at.y > airY && at.y < room.y - covered - airY) return;
    }
    const maxZoom = isSpot ? Math.max(9, Math.min(map.getZoom(), SPOT_ZOOM)) : SPOT_ZOOM;
    const air = covered > 0 ? 24 : 48;
    map.fitBounds(bounds, { maxZoom, paddingTopLeft: [air, air], paddingBottomRight: [air, air + covered] });
  }

  /** Move the map so far that what was tapped is not under the sheet. */
  private uncover(rows: readonly number[]): void {
    const map = this.map;
    const bounds = this.bounds(rows);
    const covered = map === undefined ? 0 : coveredOf(map);
    if (map === undefined || bounds === null || covered === 0) return;
    map.panInside(bounds.getCenter(), { paddingTopLeft: [40, 40], paddingBottomRight: [40, 40 + covered] });
  }
}

const views = new WeakMap<Payload, IncidentView>();

function viewOf(payload: Payload): IncidentView {
  let view = views.get(payload);
  if (view === undefined) views.set(payload, (view = new IncidentView(payload)));
  return view;
}

register("incidents/points", (payload) => viewOf(payload).layers.points);
register("incidents/areas", (payload) => viewOf(payload).layers.areas);
register("incidents/stretches", (payload) => viewOf(payload).layers.stretches);
register("incidents", (payload) => {
  const { areas, stretches, points } = viewOf(payload).layers;
  return L.layerGroup([areas, stretches, points]);
});
