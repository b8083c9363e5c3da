// One canvas over the whole map and a margin around it; it moves and scales with the map and is
// drawn anew when the map comes to rest.
import type { View } from "./projection.ts";

const MARGIN = 0.3; // part of the map's size that is drawn beyond each edge
const MAX_RATIO = 2.5; // device pixels a CSS pixel; more cost memory and show nothing
const TILE = 256; // CSS pixels of the world at zoom 0

export abstract class CanvasLayer extends L.Layer {
  protected readonly canvas = document.createElement("canvas");
  private center: L.LatLng | undefined;
  private zoom = 0;
  private frame = 0;

  constructor(options: L.LayerOptions) {
    super();
    L.setOptions(this, options); // L.Layer has no initialize that would
    this.canvas.className = "leaflet-zoom-animated bm-canvas";
    this.canvas.setAttribute("aria-hidden", "true");
  }

  /** Draws in CSS pixels; `view` says where the world stands. */
  protected abstract draw(context: CanvasRenderingContext2D, view: View): void;

  override onAdd(): this {
    this.getPane()!.append(this.canvas);
    this.redraw();
    return this;
  }

  override onRemove(): this {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.canvas.remove();
    return this;
  }

  override getEvents(): Record<string, L.LeafletEventHandlerFn> {
    const followAnimation = (event: L.LeafletEvent) => {
      const { center, zoom } = event as L.ZoomAnimEvent;
      this.follow(center, zoom);
    };
    return {
      moveend: () => this.redraw(),
      resize: () => this.redraw(),
      viewreset: () => this.redraw(),
      zoom: () => this.follow(this._map.getCenter(), this._map.getZoom()),
      zoomanim: followAnimation,
    };
  }

  /** Draws in the next frame, however often it is called before. */
  schedule(): void {
    if (!this._map || this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.redraw();
    });
  }

  /** Draws at once. */
  redraw(): void {
    const map = this._map;
    if (!map) return;
    const size = map.getSize();
    const margin = size.multiplyBy(MARGIN).round();
    const width = size.x + 2 * margin.x;
    const height = size.y + 2 * margin.y;
    this.center = map.getCenter();
    this.zoom = map.getZoom();
    const corner = map.containerPointToLayerPoint(margin.multiplyBy(-1)).round();
    const origin = map.getPixelOrigin().add(corner);
    const ratio = Math.min(window.devicePixelRatio || 1, MAX_RATIO);
    const context = this.canvas.getContext("2d")!;
    const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (this.canvas.width !== wide || this.canvas.height !== high) {
      this.canvas.width = wide;
      this.canvas.height = high;
      this.canvas.style.width = `${width}px`;
      this.canvas.style.height = `${height}px`;
    }
    L.DomUtil.setTransform(this.canvas, corner, 1);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    context.save(); // no drawing may depend on what the last one left
    this.draw(context, {
      scale: TILE * 2 ** this.zoom,
      left: origin.x,
      top: origin.y,
      width,
      height,
      zoom: this.zoom,
    });
    context.restore();
  }

  // What L.Renderer does: the old drawing is moved and scaled until the new one is there.
  private follow(center: L.LatLng, zoom: number): void {
    const map = this._map;
    if (!this.center) return;
    const scale = map.getZoomScale(zoom, this.zoom);
    const size = map.getSize();
    const reach = size.divideBy(2).add(size.multiplyBy(MARGIN).round());
    const pane = L.DomUtil.getPosition(map.getPane("mapPane")!);
    const origin = map.project(center, zoom).subtract(size.divideBy(2)).add(pane).round();
    const corner = map.project(this.center, zoom).subtract(reach.multiplyBy(scale)).subtract(origin);
    L.DomUtil.setTransform(this.canvas, corner, scale);
  }
}
