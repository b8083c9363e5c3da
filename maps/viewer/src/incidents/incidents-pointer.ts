/** Pointing at and tapping on incidents; the tooltip is text, never markup. */

import { el } from "../page/incidents-dom.ts";
import type { Hit, Selection } from "../page/select.ts";

export interface Reactions {
  /** What lies at a place of the world; scale is that of the map, reach in pixels. */
  find(worldX: number, worldY: number, scale: number, reach: number): Hit | null;
  hovered(hit: Hit | null): void;
  describe(hit: Hit): string;
  /** What the ground says at a place of the world; null where it says nothing. */
  ground(worldX: number, worldY: number): string | null;
  choose(hit: Hit): void;
  /** The map was tapped where no incident is, and nothing was chosen. */
  tapped(at: L.LatLng): void;
}

const TOUCH_REACH = 10;
const MOUSE_REACH = 3;

export class Pointer {
  private readonly tip = el("div", { class: "bm-incident-tip", role: "tooltip", hidden: "" });
  private frame = 0;
  private under: string | null = null;

  constructor(
    private readonly map: L.Map,
    private readonly selection: Selection,
    private readonly react: Reactions,
  ) {
    map.getContainer().append(this.tip);
    map.on("mousemove", this.moved);
    map.on("mouseout movestart zoomstart", this.left);
    map.on("click", this.clicked);
    map.getContainer().addEventListener("keydown", this.key);
  }

  remove(): void {
    this.left();
    this.map.off("mousemove", this.moved);
    this.map.off("mouseout movestart zoomstart", this.left);
    this.map.off("click", this.clicked);
    this.map.getContainer().removeEventListener("keydown", this.key);
    this.tip.remove();
  }

  private worldAt(at: L.Point): { x: number; y: number; scale: number } {
    const { map } = this;
    const corner = map.getPixelBounds().min as L.Point;
    const scale = 256 * 2 ** map.getZoom();
    return { x: (corner.x + at.x) / scale, y: (corner.y + at.y) / scale, scale };
  }

  private hitAt(at: L.Point, reach: number): Hit | null {
    const { x, y, scale } = this.worldAt(at);
    return this.react.find(x, y, scale, reach);
  }

  /** What the ground says, unless a symbol or a count stands over it. */
  private groundAt(at: L.Point, hit: Hit | null): string | null {
    if (hit !== null && hit.tally === null) return null;
    const { x, y } = this.worldAt(at);
    return this.react.ground(x, y);
  }

  private readonly moved = (event: L.LeafletMouseEvent): void => {
    const at = event.containerPoint;
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => {
      this.show(this.hitAt(at, MOUSE_REACH), at);
    });
  };

  private show(hit: Hit | null, at: L.Point): void {
    const ground = this.groundAt(at, hit);
    const row = hit === null ? "" : `${String(hit.rows.length)} ${String(hit.rows[0])} ${String(hit.tally?.footprint)}`;
    const key = hit === null && ground === null ? null : `${row} ${ground ?? ""}`;
    if (key !== this.under) {
      this.under = key;
      this.react.hovered(hit);
      this.map.getContainer().classList.toggle("bm-pointing", hit !== null);
      const told = hit === null ? null : this.react.describe(hit);
      this.tip.textContent = [told, ground].filter((text) => text !== null).join("\n");
      this.tip.hidden = key === null;
    }
    if (key === null) return;
    const { x: width, y: height } = this.map.getSize();
    const left = at.x + 14 + this.tip.offsetWidth > width ? at.x - 14 - this.tip.offsetWidth : at.x + 14;
    const top = at.y + 14 + this.tip.offsetHeight > height ? at.y - 10 - this.tip.offsetHeight : at.y + 14;
    this.tip.style.transform = `translate(${String(Math.max(2, left))}px, ${String(Math.max(2, top))}px)`;
  }

  private readonly left = (): void => {
    cancelAnimationFrame(this.frame);
    if (this.under === null) return;
    this.under = null;
    this.tip.hidden = true;
    this.map.getContainer().classList.remove("bm-pointing");
    this.react.hovered(null);
  };

  private readonly clicked = (event: L.LeafletMouseEvent): void => {
    const touch = (event.originalEvent as PointerEvent).pointerType === "touch";
    const hit = this.hitAt(event.containerPoint, touch ? TOUCH_REACH : MOUSE_REACH);
    this.left();
    if (hit !== null) this.react.choose(hit);
    else if (this.selection.current !== null) this.selection.clear("map");
    else this.react.tapped(event.latlng);
  };

  private readonly key = (event: KeyboardEvent): void => {
    if (event.key === "Escape") this.selection.clear("map");
  };
}
