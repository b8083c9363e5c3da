// The base map: two canvases, the ground and the names, drawn from the payload's vectors. Each
// entry of the layer control is a switch that says what they show.
import { CanvasLayer, shownOn } from "../canvas/canvas.ts";
import { controlsOf } from "../canvas/controls.ts";
import { onView, type Obstacles } from "../canvas/labels.ts";
import type { Payload } from "../data/payload.ts";
import { trace, type Lines } from "../geometry/geometry.ts";
import { worldX, worldY, type View } from "../geometry/projection.ts";
import { language } from "../language/language.ts";
import { Credits } from "../page/credits.ts";
import { afterIncidents } from "../page/first-draw.ts";
import { register } from "../page/registry.ts";
import { settings } from "../page/settings.ts";
import { themeOf, type Theme } from "../page/theme.ts";
import { readBase, readExtent, KIND, PARTS, type BaseData, type Part } from "./basedata.ts";
import { drawLabels, measureAhead } from "./baselabels.ts";
import { hoverOf } from "./hover.ts";

// Zoom from which a part is drawn; before, it would only be a grey smear.
const FROM_ZOOM = { admin2: 7.25, admin3: 9 };
const DASHES = [9, 3, 1.5, 3]; // an undetermined boundary, as on maps of the United Nations

type Paint = (context: CanvasRenderingContext2D, view: View) => void;

class Drawing extends CanvasLayer {
  constructor(
    pane: string,
    private readonly paint: Paint,
    private readonly isRead: () => boolean,
    private readonly ahead: (views: readonly View[]) => Iterable<void> = () => [],
  ) {
    super({ pane });
  }

  protected override isNeeded(): boolean {
    return this.isRead();
  }

  protected override draw(context: CanvasRenderingContext2D, view: View): void {
    this.paint(context, view);
  }

  override prepare(views: readonly View[]): Iterable<void> {
    return this.ahead(views);
  }
}

const obstacles = new WeakMap<L.Map, Obstacles>();

/** Tells the names of a map's base map where not to stand; call it again when that has changed. */
export function keepClear(map: L.Map, of: Obstacles): void {
  obstacles.set(map, of);
  bases.get(map)?.moveNames();
}

const lifted = new WeakSet<L.Map>();

/** Draw borders, waters and the line over what shades the ground, or under it with the ground again. */
export function lift(map: L.Map, isLifted: boolean): void {
  if (isLifted === lifted.has(map)) return;
  if (isLifted) lifted.add(map);
  else lifted.delete(map);
  bases.get(map)?.lift();
}

/** The base map of one map: its ground below everything, its names below what incidents draw. */
class BaseMap {
  readonly shown = new Set<Part>();
  private data: BaseData | undefined;
  /** The map's colours, until they change: asking for them has the page's style worked out in between. */
  private theme: Theme | undefined;
  /** The language of the names that were read. */
  private spoken = "";
  private readonly credits: Credits;
  private readonly layers: readonly Drawing[];
  private readonly controls: Obstacles;

  constructor(
    private readonly map: L.Map,
    payload: Payload,
  ) {
    const painted = (paint: typeof drawLabels): Paint => (context, view) => {
      if (!this.data) return;
      const theme = (this.theme ??= themeOf(map.getContainer()));
      if (paint !== drawLabels) return paint(context, view, this.data, theme, this.shown);
      const shown = shownOn(map);
      const seen = onView({ left: 0, top: 0, right: shown.width, bottom: shown.height }, shown, view);
      paint(context, view, this.data, theme, this.shown, obstacles.get(map)?.(view) ?? [], this.controls(view), seen);
    };
    this.credits = new Credits(map);
    this.controls = controlsOf(map, () => this.moveNames());
    const isRead = (): boolean => this.data !== undefined;
    const ground: typeof drawOver = (...to) => {
      drawLand(...to);
      if (!lifted.has(map)) drawOver(...to);
    };
    this.layers = [
      new Drawing(paneOf(map, "bm-base", 250), painted(ground), isRead),
      new Drawing(paneOf(map, "bm-lifted", 350), painted(drawOver), () => isRead() && lifted.has(map)),
      new Drawing(paneOf(map, "bm-names", 405), painted(drawLabels), isRead, (views) => this.measure(views)),
    ];
    this.layers.forEach((layer) => layer.addTo(map));
    void this.load(payload);
    settings.onChange(() => void this.retell(payload));
  }

  private async load(payload: Payload): Promise<void> {
    const { map } = this;
    this.bound(await readExtent(payload));
    if (payload.has("incidents/meta")) await afterIncidents();
    const data = await this.read(payload);
    hoverOf(map, () => this.data ?? data, (part) => this.shown.has(part));
    this.layers.forEach((layer) => layer.redraw());
    map.getContainer().dataset["bmBase"] = "drawn";
    map.on("moveend", () => {
      map.getContainer().dataset["bmBase"] = "drawn";
    });
  }

  /** Keep the map on what is drawn, and on what it opens with: of a small region a window shows more. */
  private bound([west, south, east, north]: BaseData["extent"]): void {
    const { map } = this;
    if (map.options.maxBounds || !this.shown.has("land")) return;
    // on a narrow map a sheet covers the lower half: what lies in the south must come up to the top
    const beyond = map.getSize().x < 640 ? 2 : 0.25;
    const bounds = L.latLngBounds([south, west], [north, east]).pad(beyond);
    map.whenReady(() => {
      map.setMaxBounds(bounds.extend(map.getBounds()));
    });
  }

  /** Read names in the page's language; the rest of the data is decoded once. */
  private async read(payload: Payload): Promise<BaseData> {
    this.spoken = language().code;
    const data = await readBase(payload);
    this.data = data;
    this.credits.tell(data.attributions);
    return data;
  }

  /** The page speaks another language, or has other colours. */
  private async retell(payload: Payload): Promise<void> {
    this.theme = undefined;
    if (this.data !== undefined && this.spoken !== language().code) await this.read(payload);
    this.layers.forEach((layer) => {
      layer.redraw();
    });
  }

  private measure(views: readonly View[]): Iterable<void> {
    const { data, theme, shown } = this;
    return data === undefined || theme === undefined ? [] : measureAhead(views, data, theme, shown);
  }

  moveNames(): void {
    this.layers[2]?.schedule();
  }

  lift(): void {
    this.layers[0]?.redraw();
    this.layers[1]?.redraw();
  }

  show(part: Part, shown: boolean): void {
    if (shown) this.shown.add(part);
    else this.shown.delete(part);
    this.layers.forEach((layer) => layer.schedule());
  }
}

function paneOf(map: L.Map, name: string, zIndex: number): string {
  const pane = map.createPane(name);
  pane.style.zIndex = String(zIndex);
  pane.style.pointerEvents = "none";
  return name;
}

/** Waters, borders and the line: what stays seen where the ground is shaded. */
function drawOver(
  context: CanvasRenderingContext2D,
  view: View,
  data: BaseData,
  theme: Theme,
  shown: ReadonlySet<Part>,
): void {
  drawWaters(context, view, data, theme, shown);
  drawBorders(context, view, data, theme, shown);
  if (shown.has("line")) drawLine(context, view, data, theme);
}

function drawLand(
  context: CanvasRenderingContext2D,
  view: View,
  data: BaseData,
  theme: Theme,
  shown: ReadonlySet<Part>,
): void {
  if (shown.has("land")) {
    // Nothing is known beyond the extent: it looks like land, so that land does not end there.
    context.fillStyle = theme.land;
    context.fillRect(0, 0, view.width, view.height);
    const [west, south, east, north] = data.extent;
    const x = worldX(west) * view.scale - view.left + 1;
    const y = worldY(north) * view.scale - view.top + 1;
    const wide = (worldX(east) - worldX(west)) * view.scale - 2;
    context.fillStyle = theme.water;
    context.fillRect(x, y, wide, (worldY(south) - worldY(north)) * view.scale - 2);
    fill(context, view, data.land, theme.land);
    stroke(context, view, data.borders, theme.outside, 0.9);
    fill(context, view, data.countries, theme.country);
  }
}

function drawWaters(
  context: CanvasRenderingContext2D,
  view: View,
  data: BaseData,
  theme: Theme,
  shown: ReadonlySet<Part>,
): void {
  if (shown.has("lakes")) {
    fill(context, view, data.lakes, theme.water);
    stroke(context, view, data.lakes, theme.shore, 0.6);
  }
  if (shown.has("rivers")) {
    const { rank } = data.rivers;
    const finest = view.zoom < 6 ? 5 : view.zoom < 7.5 ? 7 : 12;
    const broad = Math.min(view.zoom < 7 ? 1 : 2.2, 0.7 + Math.max(0, view.zoom - 5) * 0.25);
    stroke(context, view, data.rivers, theme.river, broad, (ring) => rank[ring]! <= finest);
  }
}

function drawBorders(
  context: CanvasRenderingContext2D,
  view: View,
  data: BaseData,
  theme: Theme,
  shown: ReadonlySet<Part>,
): void {
  const kinds = data.arcKinds;
  const of = (kind: number) => (ring: number) => kinds[ring] === kind;
  context.lineJoin = context.lineCap = "round";
  if (shown.has("admin3") && view.zoom >= FROM_ZOOM.admin3) {
    context.setLineDash([2, 2.5]);
    stroke(context, view, data.arcs, theme.admin3, 0.8, of(KIND.admin3));
    context.setLineDash([]);
  }
  if (shown.has("admin2") && view.zoom >= FROM_ZOOM.admin2) {
    stroke(context, view, data.arcs, theme.admin2, 0.8, of(KIND.admin2));
  }
  if (shown.has("admin1")) {
    stroke(context, view, data.arcs, theme.admin1, view.zoom < 7 ? 0.9 : 1.3, of(KIND.admin1));
  }
  if (shown.has("land")) {
    stroke(context, view, data.arcs, theme.shore, 0.8, of(KIND.coast));
    stroke(context, view, data.arcs, theme.border, 1, of(KIND.country));
  }
}

function drawLine(context: CanvasRenderingContext2D, view: View, data: BaseData, theme: Theme): void {
  const width = view.zoom < 6 ? 1.6 : view.zoom < 9 ? 2 : 2.4;
  context.lineJoin = "round";
  context.lineCap = "butt";
  stroke(context, view, data.line, theme.halo, width + 3.6);
  context.setLineDash(DASHES);
  stroke(context, view, data.line, theme.line, width);
  context.setLineDash([]);
}

function fill(context: CanvasRenderingContext2D, view: View, rings: Lines, colour: string): void {
  context.beginPath();
  trace(context, rings, view);
  context.fillStyle = colour;
  context.fill("evenodd");
}

function stroke(
  context: CanvasRenderingContext2D,
  view: View,
  lines: Lines,
  colour: string,
  width: number,
  wanted?: (ring: number) => boolean,
): void {
  context.beginPath();
  trace(context, lines, view, wanted);
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke();
}

const bases = new WeakMap<L.Map, BaseMap>();

/** An entry of the layer control. */
class Switch extends L.Layer {
  constructor(
    private readonly part: Part,
    private readonly payload: Payload,
  ) {
    super();
  }

  override onAdd(map: L.Map): this {
    let base = bases.get(map);
    if (!base) bases.set(map, (base = new BaseMap(map, this.payload)));
    base.show(this.part, true);
    return this;
  }

  override onRemove(map: L.Map): this {
    bases.get(map)?.show(this.part, false);
    return this;
  }
}

for (const part of PARTS) register(`base/${part}`, (payload) => new Switch(part, payload));
