/** The incident layer: data, canvases, pointer, choice and panel put together. */

import "./incidents/incidents.css";
import "./panel/panel.css";
import "./panel/card.css";
import "./filters/filters.css";
import "./panel/list.css";
import "./panel/legend.css";
import { keepClear } from "./base/basemap.ts";
import { Beside } from "./beside.ts";
import { shownOn } from "./canvas/canvas.ts";
import { Cards } from "./cards.ts";
import type { Standing } from "./charts/chart-frame.ts";
import { standCharts } from "./charts/charts-place.ts";
import { Charts } from "./charts/charts.ts";
import { readLineAxis } from "./charts/line-axis.ts";
import { noteOf, readFacts } from "./data/facts.ts";
import type { Payload } from "./data/payload.ts";
import { Areas } from "./filters/areas.ts";
import { cellsNote } from "./filters/cells-told.ts";
import { Filtering } from "./filters/filtering.ts";
import type { Outcome } from "./filters/filters.ts";
import type { State } from "./filters/link-state.ts";
import { Link } from "./filters/link.ts";
import { inkFor } from "./incidents/incidents-draw.ts";
import { Marks, PartLayer, type Part } from "./incidents/incidents-layers.ts";
import { Pointer } from "./incidents/incidents-pointer.ts";
import { Scene } from "./incidents/incidents-scene.ts";
import { endOpening, hasOpening } from "./opening/handover.ts";
import { atRest } from "./page/at-rest.ts";
import { Credits } from "./page/credits.ts";
import { frameShown, incidentsDrawn } from "./page/first-draw.ts";
import { Folds } from "./page/folds.ts";
import { register } from "./page/registry.ts";
import { Selection, type Hit } from "./page/select.ts";
import { settings } from "./page/settings.ts";
import type { Spot } from "./page/spot.ts";
import { describeHit } from "./panel/incidents-describe.ts";
import { IncidentPanel } from "./panel/incidents-panel.ts";
import { controlOf, legendOf, type Legend } from "./panel/legend.ts";
import { newestFirst } from "./panel/list.ts";
import { Listing } from "./panel/listing.ts";
import { rehearse } from "./rehearsal.ts";
import { MODES } from "./shading/shading-link.ts";
import { Shading } from "./shading/shading.ts";
import { ViewLink } from "./view-link.ts";

const LEGEND_ROOM = { x: 1800, y: 900 }; // CSS pixels of a map that has room for it beside its content
/** From this zoom the map draws districts, and a tap on the ground means one. */
const DISTRICT_ZOOM = 7.25;
/** Milliseconds until names move out of the way of what a filter has brought. */
const NAMES_REST = 180;

class IncidentView {
  readonly layers: Readonly<Record<Part, L.Layer>>;
  readonly selection = new Selection();
  readonly shading: Shading;
  private readonly cards: Cards;
  /** What is drawn of incidents, and which parts of it are on the map. */
  private readonly marks: Marks;
  private readonly folds = new Folds();
  private readonly chartsStand: Standing = { isOpen: null, showsTables: false };
  private readonly present = new Set<Part>();
  private scene: Scene | undefined;
  private hover: Hit | null = null;
  private map: L.Map | undefined;
  private panel: IncidentPanel | undefined;
  private list: Listing | undefined;
  private pointer: Pointer | undefined;
  private control: L.Control | undefined;
  private legend: Legend | undefined;
  private credits: Credits | undefined;
  private filtering: Filtering | undefined;
  private charts: Charts | undefined;
  private beside: Beside | undefined;
  private link: Link | undefined;
  private view: ViewLink | undefined;
  private areas: Areas | undefined;
  private names: ReturnType<typeof setTimeout> | undefined;
  /** Where the panel was read when the page was about to look otherwise: letters of another script are taller at once. */
  private left: Spot | null = null;
  /** Whether the charts have their place. */
  private placed = false;
  /** Ends what is tried at rest; undefined until that has begun. */
  private endRehearsal: (() => void) | undefined;
  /** What is being made; the next waits for it. */
  private turn: Promise<void> = Promise.resolve();

  constructor(private readonly payload: Payload) {
    const part = (name: Part): L.Layer =>
      new PartLayer((map, added) => {
        // Leaflet's own hasLayer still says yes while a layer is taken off
        if (added) this.present.add(name);
        else if (this.present.delete(name)) endOpening(map);
        this.arrive(map);
      });
    this.layers = { areas: part("areas"), stretches: part("stretches"), points: part("points") };
    this.marks = new Marks(
      (...to) => {
        const { areas, hover } = this;
        this.scene?.draw(...to, { areas, area: this.area, choice: this.selection.current, hover });
        if (this.map !== undefined) endOpening(this.map);
      },
      () => this.scene !== undefined && (this.present.size > 0 || this.isMarked),
      (views) => this.scene?.ahead(views) ?? [],
    );
    this.shading = new Shading(payload, (map) => {
      if (this.scene !== undefined) this.scene.isShaded = this.shading.mode !== "none";
      this.arrive(map);
    });
    this.cards = new Cards(payload, this.selection, () => {
      const { map, scene, panel, link } = this;
      return { map, scene, panel, link };
    });
    this.selection.onChange((choice, how) => {
      this.marks.schedule();
      void this.cards.follow(choice, how);
      this.charts?.select(this.incident);
    });
    settings.onLeave(() => {
      this.left = this.panel?.spot ?? null;
    });
    settings.onChange(() => {
      // said at once: who prints waits until all is there again
      if (this.map !== undefined && this.panel !== undefined) this.map.getContainer().dataset.bmIncidents = "drawn";
      this.turn = this.turn.then(() => this.refurnish());
    });
    inkFor(settings.isDark);
  }

  /** The province or district that is filtered by. */
  private get area(): string | null {
    return this.filtering?.current.area ?? null;
  }

  /** The incident whose card is open. */
  private get incident(): number | null {
    const { current } = this.selection;
    return current?.kind === "incident" ? current.incident : null;
  }

  private get isMarked(): boolean {
    return this.area !== null || this.selection.current !== null || this.hover !== null;
  }

  /** A layer came to a map or left it: the tools are there while any layer or shading is. */
  private arrive(map: L.Map): void {
    const any = this.present.size > 0 || this.shading.mode !== "none";
    if (any && this.map === undefined) {
      this.map = map;
      map.addLayer(this.marks);
      this.pointer = new Pointer(map, this.selection, {
        find: (...at) => (this.panel === undefined ? null : (this.scene?.hit(...at) ?? null)),
        hovered: (hit) => {
          this.hover = hit;
          this.marks.schedule();
        },
        describe: (hit) => (this.scene === undefined ? "" : describeHit(this.scene.data, hit)),
        choose: (hit, how) => {
          this.cards.choose(hit, how);
        },
        marks: (view) => this.scene?.obstacles(view) ?? [],
        ground: (...at) => this.shading.describe(...at),
        tapped: (at) => {
          void this.chooseArea(at);
        },
      });
      this.turn = this.open(map);
    } else if (!any && this.map !== undefined) {
      this.map = undefined;
      keepClear(map, () => []);
      this.selection.clear("map");
      this.pointer?.remove();
      this.clearOut();
      this.panel?.remove();
      this.panel = undefined;
      this.view?.remove();
      this.link?.remove();
      this.view = this.link = undefined;
      map.removeLayer(this.marks);
    }
    this.redraw();
  }

  private async open(map: L.Map): Promise<void> {
    try {
      this.scene ??= await Scene.read(this.payload, this.present);
      // a link's filters must not show all incidents before
      if (!location.hash.includes("=") && !hasOpening(map)) await this.drawFirst(map);
      await this.scene.data.complete();
    } catch (error) {
      incidentsDrawn();
      this.panel = new IncidentPanel(map, this.selection);
      this.panel.fail();
      throw error;
    }
    // it may have been taken off the map while it was read
    if (this.map !== map) return;
    await this.furnish(map, this.scene);
    if (this.link !== undefined) await this.cards.openLinked(this.link.settle());
  }

  /** Draw before filters, list and charts are made. */
  private async drawFirst(map: L.Map): Promise<void> {
    this.marks.schedule();
    await frameShown();
    map.getContainer().dataset.bmIncidents = "drawn";
    incidentsDrawn();
  }

  /**
   * Another language or other colours: all that stands beside the map is made anew, from the link; what no link says
   * (where the panel is read, what is unfolded, the card) is kept over that.
   */
  private async refurnish(): Promise<void> {
    const { map, scene, panel, left } = this;
    inkFor(settings.isDark);
    if (map === undefined || scene === undefined) return;
    await scene.data.speak();
    if (this.map !== map || panel === undefined) return;
    const { current } = this.selection;
    const before = this.list?.before ?? 0;
    this.clearOut();
    await this.furnish(map, scene);
    if (current !== null) await this.cards.follow(current, "map", true);
    await this.filtering?.found();
    await this.list?.settle(before);
    panel.spot = left;
    this.redraw();
  }

  private clearOut(): void {
    this.endRehearsal?.();
    this.control?.remove();
    this.credits?.forget();
    this.filtering?.remove();
    this.charts?.remove();
    this.beside?.remove();
    this.shading.detach();
    this.charts = this.areas = this.beside = undefined;
    this.link?.forget();
  }

  private async furnish(map: L.Map, scene: Scene): Promise<void> {
    const { data } = scene;
    const panel = (this.panel ??= new IncidentPanel(map, this.selection));
    const link = (this.link ??= new Link(panel.ofPage));
    const open = (incident: number): void => {
      this.selection.choose({ kind: "incident", incident }, "panel");
    };
    const list = new Listing(data, newestFirst(data, data.firstCell), link, this.folds, open, (day) => {
      this.filtering?.change({ time: [day, day] });
    });
    const filtering = new Filtering(
      data,
      (outcome, state, moving) => {
        this.letThrough(outcome, state, moving);
        list.replace(newestFirst(data, outcome.incidents - outcome.inCells));
      },
      link,
      this.folds,
    );
    this.list = list;
    this.filtering = filtering;
    panel.home(filtering.bar.element, list.element, cellsNote(data));
    this.addLegend(map, scene);
    if (panel.ofPage) {
      this.view ??= new ViewLink(map, link);
      await this.addCharts(filtering, link);
      this.beside = await Beside.make(map, data, this.payload, filtering);
      link.onRead((words) => void this.cards.openLinked(words));
    }
    if (!this.payload.has("base/meta")) await this.credit(map);
    if (this.filtering !== filtering || this.panel !== panel) return; // it was taken off the map meanwhile
    filtering.start();
    scene.isShaded = this.shading.mode !== "none";
    this.shading.attach({ map, scene, link, areas: () => this.readAreas() });
    map.getContainer().dataset.bmIncidents = "ready";
    incidentsDrawn();
    // once is enough, whatever is made anew
    this.endRehearsal ??= atRest(rehearse({ scene, filtering, charts: this.charts }, () => shownOn(map)));
  }

  private async addCharts(filtering: Filtering, link: Link): Promise<void> {
    const root = document.getElementById("bm-charts");
    if (root === null || this.scene === undefined) return;
    if (!this.placed) standCharts(root);
    this.placed = true;
    const { data } = this.scene;
    const { windows, filters } = filtering;
    this.charts = new Charts(root, {
      data,
      windows,
      filters,
      link,
      standing: this.chartsStand,
      axis: await readLineAxis(this.payload),
      brush: (time, km, moving) => {
        filtering.change({ time, km }, moving);
      },
      leftOut: () => filtering.leftOut(),
      choose: (incident) => {
        this.selection.choose({ kind: "incident", incident }, "panel");
      },
    });
    this.charts.select(this.incident);
  }

  /**
   * Filters let other incidents through: all that shows them is drawn in the same frame, canvases first: to write on
   * one, a browser styles anew what has changed on the page by then.
   */
  private letThrough({ incidents, inCells, counts }: Outcome, state: State, moving: boolean): void {
    const { scene, panel, charts } = this;
    if (scene === undefined || panel === undefined) return;
    scene.refilter();
    this.marks.redraw();
    this.shading.refilter();
    charts?.update(incidents, state);
    this.beside?.update(incidents, inCells);
    const limits = this.filtering?.limits() ?? [];
    panel.listed(incidents, incidents - inCells, scene.data.total, limits, charts?.sentence(), moving);
    this.legend?.update(counts, state.choices);
    if (state.area !== null) void this.readAreas();
    clearTimeout(this.names);
    this.names = setTimeout(() => {
      this.clearNames();
    }, NAMES_REST);
  }

  private async readAreas(): Promise<Areas | undefined> {
    if (this.areas === undefined && this.payload.has("base/units")) {
      this.areas = await Areas.read(this.payload);
      this.filtering?.name(this.areas);
      this.marks.schedule();
    }
    return this.areas;
  }

  /** A tap on the ground keeps what lies in that province or district; another tap there, all again. */
  private async chooseArea(at: L.LatLng): Promise<void> {
    const { map, filtering } = this;
    if (filtering === undefined || map === undefined) return;
    const found = (await this.readAreas())?.at(at.lng, at.lat) ?? null;
    const near = map.getZoom() >= DISTRICT_ZOOM;
    const code = found === null ? null : near ? found.admin2 : (found.admin1 ?? found.admin2);
    const { area } = filtering.current;
    if (code === null && area === null) return;
    filtering.change({ area: code === area ? null : code });
  }

  private addLegend(map: L.Map, { data, style }: Scene): void {
    // where it would cover what it explains, it waits to be opened
    const { x, y } = map.getSize();
    const hasRoom = x >= LEGEND_ROOM.x && y >= LEGEND_ROOM.y;
    this.legend = legendOf(data, style, this.payload.has("base/line/xy"));
    this.folds.keep(this.legend.element, "legend", hasRoom);
    this.control = controlOf(this.legend).addTo(map);
  }

  /** Without our base map nobody says whose areas and line these are. */
  private async credit(map: L.Map): Promise<void> {
    const facts = await readFacts(this.payload);
    if (this.map !== map) return;
    this.credits = new Credits(map);
    this.credits.tell([...facts.attributions, noteOf(facts)]);
  }

  private redraw(): void {
    this.marks.schedule();
    this.clearNames();
  }

  private clearNames(): void {
    if (this.map !== undefined) keepClear(this.map, (view) => this.scene?.obstacles(view) ?? []);
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
for (const mode of MODES) register(`shading/${mode}`, (payload) => viewOf(payload).shading.layers[mode]);
register("incidents", (payload) => {
  const { areas, stretches, points } = viewOf(payload).layers;
  return L.layerGroup([areas, stretches, points]);
});
