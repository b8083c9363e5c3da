/** The incident layer: data, canvases, pointer, choice and panel put together. */

import "./incidents.css";
import { clusterRadius, clusterRows, rowsOf, type Cluster, type Grid } from "./clusters.ts";
import { incidentCard } from "./card.ts";
import {
  contains,
  distance,
  placeBadges,
  readFootprints,
  tally,
  type Badge,
  type Shape,
  type Tally,
} from "./footprints.ts";
import { AREA, IncidentData, POINT, STRETCH } from "./incidents-data.ts";
import { describeHit } from "./incidents-describe.ts";
import * as pen from "./incidents-draw.ts";
import { DrawLayer, type PANES } from "./incidents-layers.ts";
import { IncidentPanel } from "./incidents-panel.ts";
import { Pointer, type HitTest } from "./incidents-pointer.ts";
import { legendElement } from "./legend.ts";
import { groupCard, IncidentList, newestFirst } from "./list.ts";
import type { Payload } from "./payload.ts";
import { latitudeOf, longitudeOf, worldX, worldY, type View } from "./projection.ts";
import { register } from "./registry.ts";
import { distinctIncidents, Selection, type Choice, type Hit, type How } from "./select.ts";
import { TEXTS } from "./strings.ts";

/** Levels so wide that filling them would colour half the map. */
const WIDE = new Set(["country", "region"]);
const APART = 2 * pen.SYMBOL_RADIUS + 3;
/** Kilometres of one world width at the equator (the sphere of Web Mercator). */
const WORLD_KM = 40_075.017;
const SPOT_ZOOM = 15;

class IncidentView {
  readonly layers: Record<keyof typeof PANES, DrawLayer>;
  readonly selection = new Selection();
  /** The layers that are on the map. */
  private readonly present = new Set<keyof typeof PANES>();
  private data: IncidentData | undefined;
  private shapes: readonly Shape[] = [];
  private x = new Float64Array(0);
  private y = new Float64Array(0);
  private pointX = new Float64Array(0);
  private tallies: readonly Tally[] = [];
  private style: pen.Style = { colour: () => "#84908f", several: "#84908f" };
  private readonly paths = new pen.Paths();
  private grid: Grid | undefined;
  private gridFor = "";
  private badges: readonly Badge[] = [];
  private badgesFor = "";
  private hover: Hit | null = null;
  private map: L.Map | undefined;
  private panel: IncidentPanel | undefined;
  private pointer: Pointer | undefined;
  private legend: L.Control | undefined;
  private list: IncidentList | undefined;

  constructor(private readonly payload: Payload) {
    const comes = (name: keyof typeof PANES) => (map: L.Map, added: boolean) => {
      // Leaflet's own hasLayer still says yes while a layer is taken off
      if (added) this.present.add(name);
      else this.present.delete(name);
      this.arrive(map);
    };
    this.layers = {
      areas: new DrawLayer("areas", (context, view) => { this.drawAreas(context, view); }, comes("areas")),
      stretches: new DrawLayer("stretches", (context, view) => { this.drawStretches(context, view); }, comes("stretches")),
      points: new DrawLayer("points", (context, view) => { this.drawPoints(context, view); }, comes("points")),
      chosen: new DrawLayer("chosen", (context, view) => { this.drawChosen(context, view); }, () => undefined),
    };
    this.selection.onChange((choice, how) => {
      void this.follow(choice, how);
    });
  }

  /** A layer came to a map or left it: the tools are there while any layer is. */
  private arrive(map: L.Map): void {
    const { chosen } = this.layers;
    const any = this.present.size > 0;
    if (any && this.map === undefined) {
      this.map = map;
      map.addLayer(chosen);
      this.pointer = new Pointer(map, this.hits, this.selection, {
        hovered: (hit) => {
          this.hover = hit;
          chosen.schedule();
        },
        describe: (hit) => this.describe(hit),
        choose: (hit) => {
          this.choose(hit);
        },
      });
      void this.open(map);
    } else if (!any && this.map !== undefined) {
      this.map = undefined;
      this.selection.clear("map");
      this.pointer?.remove();
      this.legend?.remove();
      this.panel?.remove();
      this.panel = undefined;
      map.removeLayer(chosen);
    }
    this.redraw();
  }

  private async open(map: L.Map): Promise<void> {
    try {
      await this.read();
    } catch (error) {
      this.panel = new IncidentPanel(map, this.selection);
      this.panel.fail();
      throw error;
    }
    // it may have been taken off the map while it was read
    const { data } = this;
    if (this.map !== map || data === undefined) return;
    this.panel = new IncidentPanel(map, this.selection);
    this.list = new IncidentList(data, newestFirst(data), TEXTS.allIncidents, (incident) => {
      this.selection.choose({ kind: "incident", incident }, "panel");
    });
    this.panel.home(this.list.element, data.meta.incidents);
    this.addLegend(map, data);
    this.redraw();
    map.getContainer().dataset.bmIncidents = "ready";
  }

  private async read(): Promise<void> {
    if (this.data !== undefined) return;
    const [data, shapes] = await Promise.all([
      IncidentData.read(this.payload),
      readFootprints(this.payload),
    ]);
    const { rows } = data.meta;
    this.x = new Float64Array(rows);
    this.y = new Float64Array(rows);
    this.pointX = new Float64Array(rows).fill(NaN);
    for (let row = 0; row < rows; row++) {
      this.x[row] = worldX(data.longitude(row));
      this.y[row] = worldY(data.latitude(row));
      if (data.columns.kind[row] === POINT) this.pointX[row] = this.x[row] as number;
    }
    this.shapes = shapes;
    this.style = { colour: (side) => data.colour(side), several: data.meta.several };
    this.data = data;
    this.tallies = this.count(data);
  }

  private count(data: IncidentData): Tally[] {
    const { kind, footprint, place, incident } = data.columns;
    const side = data.sideCodes;
    const rows = { kind, footprint, place, incident, side, shown: data.shown, x: this.x, y: this.y };
    const found = tally(rows, [AREA, STRETCH], data.meta.sides.length + 1);
    // the widest first, so that the narrow ones lie on top
    return found.sort((a, b) => this.extent(b) - this.extent(a) || a.footprint - b.footprint);
  }

  private extent(one: Tally): number {
    const box = this.shapes[one.footprint]?.box;
    return box === undefined ? 0 : (box.right - box.left) * (box.bottom - box.top);
  }

  private addLegend(map: L.Map, data: IncidentData): void {
    const narrow = map.getSize().x < 640;
    const Legend = L.Control.extend({
      onAdd: () => {
        const element = legendElement(data, this.style, this.payload.has("base/line/xy"), !narrow);
        L.DomEvent.disableClickPropagation(element);
        L.DomEvent.disableScrollPropagation(element);
        return element;
      },
    });
    this.legend = new Legend({ position: "bottomleft" }).addTo(map);
  }

  private redraw(): void {
    for (const layer of Object.values(this.layers)) layer.schedule();
  }

  // ---- drawing

  private drawAreas(context: CanvasRenderingContext2D, view: View): void {
    if (this.data === undefined) return;
    for (const one of this.tallies) {
      const shape = one.kind === AREA ? this.shapes[one.footprint] : undefined;
      if (shape === undefined || this.isWide(one)) continue;
      const colour = pen.tallyColour(one, this.style);
      pen.drawArea(context, shape, this.paths.of(shape, view.scale), view, colour, "plain");
    }
    this.drawBadges(context, view, AREA);
  }

  private drawStretches(context: CanvasRenderingContext2D, view: View): void {
    if (this.data === undefined) return;
    for (const one of this.tallies) {
      const shape = one.kind === STRETCH ? this.shapes[one.footprint] : undefined;
      if (shape === undefined) continue;
      const colour = pen.tallyColour(one, this.style);
      pen.drawStretch(context, shape, this.paths.of(shape, view.scale), view, colour, "plain");
    }
    this.drawBadges(context, view, STRETCH);
  }

  private drawBadges(context: CanvasRenderingContext2D, view: View, kind: number): void {
    this.placeBadges(view);
    // the small marks first: a figure is never covered
    for (const badge of [...this.badges].reverse()) {
      if (badge.tally.kind === kind) pen.drawBadge(context, badge, this.style, kind === AREA);
    }
  }

  /** Areas and stretches share the room for their counts; placed once a view. */
  private placeBadges(view: View): void {
    const key = [keyOf(view), ...this.present].join(" ");
    if (key === this.badgesFor) return;
    this.badgesFor = key;
    const of = this.tallies.filter((one) => this.present.has(one.kind === AREA ? "areas" : "stretches"));
    const clusters = this.gridOf(view)?.clusters.filter((one) => one.count > 1) ?? [];
    const taken = clusters.map((one) => {
      const width = 2 * clusterRadius(one.count) - 8; // the ring may be touched, the count not
      return { x: one.x, y: one.y, width, height: width };
    });
    this.badges = placeBadges(of, view, taken);
  }

  private drawPoints(context: CanvasRenderingContext2D, view: View): void {
    const { data } = this;
    const clusters = this.gridOf(view)?.clusters;
    if (data === undefined || clusters === undefined) return;
    for (const one of [...clusters].sort((a, b) => a.y - b.y)) this.drawOne(context, one, data, false);
  }

  /** The clusters of a view, made once; none while points are off the map. */
  private gridOf(view: View): Grid | undefined {
    const { data } = this;
    if (data === undefined || !this.present.has("points")) return undefined;
    const key = keyOf(view);
    if (key !== this.gridFor) {
      this.gridFor = key;
      const sides = data.meta.sides.length + 1;
      const rows = { x: this.pointX, y: this.y, side: data.sideCodes, sides, shown: data.shown };
      this.grid = clusterRows(rows, view, APART, this.grid?.cellOf);
    }
    return this.grid;
  }

  private drawOne(context: CanvasRenderingContext2D, one: Cluster, data: IncidentData, emphasis: boolean): void {
    if (one.count > 1) {
      pen.drawCluster(context, one, this.style, emphasis);
      return;
    }
    const colour = data.colour(data.sideCodes[one.row] as number);
    pen.drawSymbol(context, data.shape(one.row), one.x, one.y, colour, emphasis);
  }

  private drawChosen(context: CanvasRenderingContext2D, view: View): void {
    const { data } = this;
    if (data === undefined) return;
    const choice = this.selection.current;
    if (choice?.kind === "incident") {
      for (const row of data.rowsOfIncident(choice.incident)) this.drawRow(context, view, data, row);
    } else if (choice?.tally) {
      this.drawTally(context, view, choice.tally);
    }
    const { hover } = this;
    if (hover === null) return;
    if (hover.tally !== null) {
      this.drawTally(context, view, hover.tally);
    } else {
      const row = hover.rows[0] as number;
      const found = this.grid?.clusters.find((one) =>
        hover.rows.length > 1 ? one.row === hover.rows.at(-1) : one.count === 1 && one.row === row,
      );
      if (found === undefined) return;
      if (found.count === 1) this.drawCircle(context, view, data, row);
      this.drawOne(context, found, data, true);
    }
  }

  private drawRow(context: CanvasRenderingContext2D, view: View, data: IncidentData, row: number): void {
    const kind = data.columns.kind[row];
    if (kind === POINT) {
      this.drawCircle(context, view, data, row);
      const [x, y] = screen(view, this.x[row] as number, this.y[row] as number);
      const colour = data.colour(data.sideCodes[row] as number);
      pen.drawSymbol(context, data.shape(row), x, y, colour, true);
      return;
    }
    const found = this.tallyOf(data, row);
    if (found !== undefined) this.drawTally(context, view, found);
  }

  private drawTally(context: CanvasRenderingContext2D, view: View, one: Tally): void {
    const shape = this.shapes[one.footprint];
    const colour = pen.tallyColour(one, this.style);
    if (shape === undefined) {
      const row = one.rows[0];
      if (this.data !== undefined && row !== undefined) this.drawCircle(context, view, this.data, row);
    } else if (one.kind === AREA) {
      const mode = this.isWide(one) ? "edge" : "chosen";
      const path = this.paths.of(shape, view.scale);
      pen.drawArea(context, shape, path, view, mode === "edge" ? pen.INK : colour, mode);
    } else {
      pen.drawStretch(context, shape, this.paths.of(shape, view.scale), view, colour, "chosen");
    }
    const [x, y] = screen(view, one.x, one.y);
    pen.drawBadge(context, pen.fullBadge(one, x, y), this.style, one.kind === AREA, true);
  }

  private drawCircle(context: CanvasRenderingContext2D, view: View, data: IncidentData, row: number): void {
    const uncertainty = data.uncertaintyKm(row);
    if (uncertainty === null) return;
    const [x, y] = screen(view, this.x[row] as number, this.y[row] as number);
    const shrink = Math.cos((data.latitude(row) * Math.PI) / 180);
    pen.drawUncertainty(context, x, y, (uncertainty / (WORLD_KM * shrink)) * view.scale);
  }

  private isWide(one: Tally): boolean {
    const row = one.rows[0];
    return row !== undefined && this.data !== undefined && WIDE.has(this.data.level(row));
  }

  private tallyOf(data: IncidentData, row: number): Tally | undefined {
    const footprint = data.columns.footprint[row] as number;
    if (footprint >= 0) return this.tallies.find((one) => one.footprint === footprint);
    const place = data.columns.place[row];
    return this.tallies.find(
      (one) => one.footprint < 0 && data.columns.place[one.rows[0] as number] === place,
    );
  }

  // ---- what is under the pointer

  /** The smallest thing at a place of the world; `reach` in pixels. */
  private readonly hits: HitTest = (worldX, worldY, scale, reach) => {
    const { data } = this;
    if (data === undefined) return null;
    return (
      this.hitPoint(worldX, worldY, scale, reach) ??
      this.hitBadge(STRETCH, worldX, worldY, scale, reach) ??
      this.hitBadge(AREA, worldX, worldY, scale, reach) ??
      this.hitShape(worldX, worldY, scale, reach)
    );
  };

  private hitPoint(x: number, y: number, scale: number, reach: number): Hit | null {
    const { view, visible } = this.layers.points;
    if (!visible || view === undefined || this.grid === undefined || view.scale !== scale) return null;
    const [px, py] = screen(view, x, y);
    let best: Cluster | undefined;
    let least = Infinity;
    for (const one of this.grid.clusters) {
      const radius = (one.count > 1 ? clusterRadius(one.count) : pen.SYMBOL_RADIUS) + reach;
      const away = Math.hypot(one.x - px, one.y - py);
      if (away <= radius && away < least) [best, least] = [one, away];
    }
    return best === undefined ? null : { rows: rowsOf(best, this.grid.cellOf), tally: null, x, y };
  }

  private hitBadge(kind: number, x: number, y: number, scale: number, reach: number): Hit | null {
    const { view, visible } = kind === AREA ? this.layers.areas : this.layers.stretches;
    if (!visible || view === undefined || view.scale !== scale) return null;
    const [px, py] = screen(view, x, y);
    const found = this.badges.find(
      (badge) =>
        badge.tally.kind === kind &&
        Math.abs(badge.x - px) <= badge.width / 2 + reach && Math.abs(badge.y - py) <= badge.height / 2 + reach,
    );
    return found === undefined ? null : { rows: found.tally.rows, tally: found.tally, x, y };
  }

  private hitShape(x: number, y: number, scale: number, reach: number): Hit | null {
    let found: Tally | undefined;
    for (const one of this.tallies) {
      const shape = this.shapes[one.footprint];
      if (shape === undefined) continue;
      const hit =
        one.kind === STRETCH
          ? this.layers.stretches.visible && distance(shape, x, y) * scale <= 5 + reach
          : this.layers.areas.visible && !this.isWide(one) && contains(shape, x, y);
      // the narrow ones come last and lie on top; a stretch lies over every area
      if (hit && (one.kind === STRETCH || found?.kind !== STRETCH)) found = one;
    }
    return found === undefined ? null : { rows: found.rows, tally: found, x, y };
  }

  private describe(hit: Hit): string {
    const { data } = this;
    return data === undefined ? "" : describeHit(data, hit);
  }

  private choose(hit: Hit): void {
    const { data } = this;
    if (data === undefined) return;
    const incidents = distinctIncidents(hit.rows, data.columns.incident);
    const only = incidents.length === 1 ? incidents[0] : undefined;
    if (only === undefined) this.selection.choose({ kind: "group", rows: hit.rows, tally: hit.tally }, "map");
    else this.selection.choose({ kind: "incident", incident: only }, "map");
  }

  // ---- following a choice

  private async follow(choice: Choice | null, how: How): Promise<void> {
    this.layers.chosen.schedule();
    const { data, panel } = this;
    if (data === undefined || panel === undefined) return;
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
      return;
    }
    try {
      const text = await data.text(choice.incident);
      if (this.selection.current !== choice) return;
      panel.show(incidentCard(data, choice.incident, text), how === "panel");
      if (how === "panel") this.frame(data.rowsOfIncident(choice.incident));
    } catch (error) {
      panel.fail();
      throw error;
    }
  }

  private bounds(rows: readonly number[]): L.LatLngBounds | null {
    const { data } = this;
    if (data === undefined) return null;
    const bounds = L.latLngBounds([]);
    for (const row of rows) {
      const box = this.shapes[data.columns.footprint[row] as number]?.box;
      if (box !== undefined) {
        bounds.extend([latitudeOf(box.top), longitudeOf(box.left)]);
        bounds.extend([latitudeOf(box.bottom), longitudeOf(box.right)]);
      } else if (data.columns.kind[row] === POINT || data.columns.kind[row] === AREA) {
        bounds.extend([data.latitude(row), data.longitude(row)]);
      }
    }
    return bounds.isValid() ? bounds : null;
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
    const isSpot = bounds.getNorthWest().equals(bounds.getSouthEast());
    if (isSpot && map.getBounds().pad(-0.15).contains(bounds) && map.getZoom() >= 8) return;
    const maxZoom = isSpot ? Math.max(9, Math.min(map.getZoom(), SPOT_ZOOM)) : SPOT_ZOOM;
    map.fitBounds(bounds, { maxZoom, paddingTopLeft: [48, 48], paddingBottomRight: [48, 48 + this.covered(map)] });
  }

  /** Pixels of the map that an open sheet covers on a phone. */
  private covered(map: L.Map): number {
    const sheet = document.querySelector(".bm-panel.bm-open");
    const here = map.getContainer().getBoundingClientRect();
    if (sheet === null || sheet.getBoundingClientRect().left > here.left) return 0;
    // the sheet may still be moving up: its height is what its style sheet says at the end
    const rise = sheet.getAnimations().length > 0 ? 0.78 * innerHeight : sheet.getBoundingClientRect().height;
    return Math.max(0, Math.min(here.height - 150, here.bottom - (innerHeight - rise)));
  }
}

function keyOf(view: View): string {
  return [view.scale, view.left, view.top, view.width, view.height].join(" ");
}

function screen(view: View, x: number, y: number): [number, number] {
  return [x * view.scale - view.left, y * view.scale - view.top];
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
