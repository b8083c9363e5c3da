// Canvases over the map and a margin around it. They move and scale with the map, and are drawn anew
// only when the map shows what they have not. That is done for what is seen first; the margins, which
// make panning free, follow when the map rests, one canvas after the other.
import type { View } from "../geometry/projection.ts";
import { atRest } from "../page/at-rest.ts";
import { frameAround, holds, MARGINS, padding, type Frame } from "./frame-box.ts";
import { onScreenRatio, screenRatio } from "./screen.ts";

const WORN = 0.6; // part of the margin that may be used up before it is drawn anew at leisure
const REST = 250; // milliseconds without movement
const TILE = 256; // CSS pixels of the world at zoom 0

type Shown = [left: number, top: number, width: number, height: number, zoom: number];

/** What one map shows, the frames of its canvases, and their renewal while the map rests. */
class Stage {
  private frame: Frame | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Ends what is made ahead of the next view. */
  private endAhead: () => void = () => undefined;
  readonly layers = new Set<CanvasLayer>();

  constructor(private readonly map: L.Map) {
    map.on("movestart unload", () => {
      clearTimeout(this.timer);
      this.endAhead();
    });
    map.on("moveend", this.rest);
    map.on("unload", onScreenRatio(() => {
      for (const layer of this.layers) layer.schedule();
    }));
  }

  /** A frame to draw now: one for all canvases of a view. */
  current(): Frame {
    const shown = this.shown();
    const { frame } = this;
    if (frame !== undefined && frame.marginX === 0 && holds(frame, ...shown)) return frame;
    const pans = frame !== undefined && isBeside(frame, shown);
    return (this.frame = frameAround(...shown, pans ? MARGINS.pan : MARGINS.now));
  }

  shown(): Shown {
    const { x, y } = this.map.getPixelBounds().min!;
    const size = this.map.getSize();
    return [Math.round(x), Math.round(y), size.x, size.y, this.map.getZoom()];
  }

  /** The views that a step of zoom or a filter may bring, as they would be drawn at once. */
  private next(): View[] {
    const { map } = this;
    const [, , width, height, zoom] = this.shown();
    const half = map.getSize().divideBy(2);
    const zooms = [zoom, zoom + 1, zoom - 1].filter((one) => one >= map.getMinZoom() && one <= map.getMaxZoom());
    return zooms.map((one) => {
      const { x, y } = map.project(map.getCenter(), one).subtract(half);
      return viewOf([Math.round(x), Math.round(y), width, height, one]);
    });
  }

  /** Margins are drawn when nothing has happened for a while. */
  readonly rest = (): void => {
    clearTimeout(this.timer);
    this.endAhead();
    const { dataset } = this.map.getContainer();
    delete dataset["bmMargins"];
    delete dataset["bmAhead"];
    this.timer = setTimeout(() => {
      this.renew();
    }, REST);
  };

  private *ahead(): Generator<void> {
    const views = this.next();
    for (const layer of this.layers) yield* layer.prepare(views);
    this.map.getContainer().dataset["bmAhead"] = "drawn";
  }

  /** One canvas a turn, so that the page can answer in between. */
  private renew(): void {
    const shown = this.shown();
    const worn = [...this.layers].find((layer) => layer.isWorn(shown, WORN));
    if (worn === undefined) {
      this.map.getContainer().dataset["bmMargins"] = "drawn";
      this.endAhead = atRest(this.ahead());
      return;
    }
    const { frame } = this;
    const whole = frame !== undefined && isWhole(frame, shown) ? frame : frameAround(...shown, MARGINS.rest);
    this.frame = whole;
    worn.drawIn(whole);
    this.timer = setTimeout(() => {
      this.renew();
    }, 0);
  }
}

function viewOf([left, top, width, height, zoom]: Shown): View {
  return { scale: TILE * 2 ** zoom, left, top, width, height, zoom };
}

/** Whether a map of another place is of the same zoom and size as a frame's. */
function isBeside(frame: Frame, [left, top, width, height, zoom]: Shown): boolean {
  const same = frame.width - 2 * frame.marginX === width && frame.height - 2 * frame.marginY === height;
  const moved = frame.left + frame.marginX !== left || frame.top + frame.marginY !== top;
  return frame.zoom === zoom && same && moved;
}

/** Whether a frame has its whole margin around what is shown. */
function isWhole(frame: Frame, shown: Shown): boolean {
  return frame.marginX >= Math.round(shown[2] * MARGINS.rest) && holds(frame, ...shown, 1 - WORN);
}

const stages = new WeakMap<L.Map, Stage>();

function stageOf(map: L.Map): Stage {
  let stage = stages.get(map);
  if (stage === undefined) stages.set(map, (stage = new Stage(map)));
  return stage;
}

/** What a map shows. */
export function shownOn(map: L.Map): View {
  return viewOf(stageOf(map).shown());
}

/** Draws what a map shows on another canvas, sharper than the screen if `ratio` says so. */
export function paintMap(map: L.Map, context: CanvasRenderingContext2D, ratio: number): void {
  const stage = stageOf(map);
  const view = shownOn(map);
  const layers = [...stage.layers].sort((a, b) => a.height - b.height);
  for (const layer of layers) layer.paintOn(context, view, ratio);
  // what layers keep of the last view they drew is again that of the screen
  for (const layer of layers) layer.redraw();
}

export abstract class CanvasLayer extends L.Layer {
  protected readonly canvas = document.createElement("canvas");
  private drawn: Frame | undefined;
  private frame = 0;

  constructor(options: L.LayerOptions) {
    super();
    L.setOptions(this, options); // L.Layer has no initialize that would
    this.canvas.className = "leaflet-zoom-animated bm-canvas";
    this.canvas.setAttribute("aria-hidden", "true");
  }

  /** Draws in CSS pixels; `view` says where the world stands. */
  protected abstract draw(context: CanvasRenderingContext2D, view: View): void;

  /** Make at rest what drawing one of these views will need. */
  prepare(_: readonly View[]): Iterable<void> {
    return [];
  }

  /** Whether there is anything to draw; a canvas that shows nothing takes no memory. */
  protected isNeeded(): boolean {
    return true;
  }

  override onAdd(): this {
    stageOf(this._map).layers.add(this);
    this._map.getContainer().classList.add("bm-drawn");
    this.getPane()!.append(this.canvas);
    this.redraw();
    return this;
  }

  override onRemove(): this {
    stageOf(this._map).layers.delete(this);
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.canvas.remove();
    this.drawn = undefined;
    return this;
  }

  override getEvents(): Record<string, L.LeafletEventHandlerFn> {
    const followAnimation = (event: L.LeafletEvent) => {
      const { center, zoom } = event as L.ZoomAnimEvent;
      this.follow(center, zoom);
    };
    return {
      moveend: () => this.settle(),
      resize: () => this.settle(),
      viewreset: () => this.settle(),
      zoom: () => this.follow(this._map.getCenter(), this._map.getZoom()),
      zoomanim: followAnimation,
    };
  }

  /** How high its pane stands over the others. */
  get height(): number {
    return Number(this.getPane()?.style.zIndex ?? 0);
  }

  /** Draws a view on another canvas. */
  paintOn(target: CanvasRenderingContext2D, view: View, ratio: number): void {
    if (!this.isNeeded()) return;
    const sheet = document.createElement("canvas");
    sheet.width = Math.round(view.width * ratio);
    sheet.height = Math.round(view.height * ratio);
    const context = sheet.getContext("2d")!;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.draw(context, view);
    target.drawImage(sheet, 0, 0, view.width, view.height);
  }

  /** Draws in the next frame, however often it is called before. */
  schedule(): void {
    if (!this._map || this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.redraw();
    });
  }

  /** Draws at once what the map shows. */
  redraw(): void {
    const map = this._map;
    if (!map) return;
    if (!this.isNeeded()) {
      if (this.drawn !== undefined) this.canvas.width = this.canvas.height = 0;
      this.drawn = undefined;
      return;
    }
    const stage = stageOf(map);
    this.drawIn(stage.current());
    stage.rest();
  }

  /** Whether the margin is used up, or was left out. */
  isWorn(shown: Shown, part: number): boolean {
    const { drawn } = this;
    if (drawn === undefined) return false;
    const whole = Math.round(shown[2] * MARGINS.rest);
    return drawn.marginX < whole || !holds(drawn, ...shown, 1 - part);
  }

  /**
   * Draws a frame.
   *
   * The canvas always has room for the whole margin: another size would be memory given back and asked for
   * anew, which costs a browser without a graphics card more than the drawing.
   */
  drawIn(frame: Frame): void {
    const { left, top, width, height, zoom } = frame;
    const ratio = screenRatio();
    const context = this.canvas.getContext("2d")!;
    const [padX, padY] = padding(frame);
    const [roomX, roomY] = [width + 2 * padX, height + 2 * padY];
    const [wide, high] = [Math.round(roomX * ratio), Math.round(roomY * ratio)];
    if (this.canvas.width !== wide || this.canvas.height !== high) {
      this.canvas.width = wide;
      this.canvas.height = high;
      this.canvas.style.width = `${roomX}px`;
      this.canvas.style.height = `${roomY}px`;
    }
    this.drawn = frame;
    this.place(frame);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, wide, high);
    context.setTransform(ratio, 0, 0, ratio, padX * ratio, padY * ratio);
    context.save(); // no drawing may depend on what the last one left
    if (padX > 0 || padY > 0) {
      context.beginPath();
      context.rect(0, 0, width, height);
      context.clip();
    }
    this.draw(context, viewOf([left, top, width, height, zoom]));
    context.restore();
  }

  /** Draws if the map shows what is not drawn. */
  private settle(): void {
    if (this.drawn !== undefined && holds(this.drawn, ...stageOf(this._map).shown())) this.place(this.drawn);
    else this.redraw();
  }

  private place(frame: Frame): void {
    const [padX, padY] = padding(frame);
    L.DomUtil.setTransform(this.canvas, L.point(frame.left - padX, frame.top - padY).subtract(this._map.getPixelOrigin()), 1);
  }

  // What L.Renderer does: the old drawing is moved and scaled until the new one is there.
  private follow(center: L.LatLng, zoom: number): void {
    const map = this._map;
    const { drawn } = this;
    if (!drawn) return;
    const scale = map.getZoomScale(zoom, drawn.zoom);
    const pane = L.DomUtil.getPosition(map.getPane("mapPane")!);
    const half = map.getSize().divideBy(2);
    const origin = map.project(center, zoom).subtract(half).add(pane).round();
    const [padX, padY] = padding(drawn);
    const corner = L.point(drawn.left - padX, drawn.top - padY).multiplyBy(scale).subtract(origin);
    L.DomUtil.setTransform(this.canvas, corner, scale);
  }
}
