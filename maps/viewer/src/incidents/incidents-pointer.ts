/** Pointing at and tapping on incidents; the tooltip is text, never markup. */

import type { Box } from "../canvas/labels.ts";
import type { View } from "../geometry/projection.ts";
import { el } from "../page/incidents-dom.ts";
import { menuIsOpen } from "../page/map-menus.ts";
import { onEscape } from "../page/on-escape.ts";
import type { Hit, How, Selection } from "../page/select.ts";
import { Cross } from "./cross.ts";

export interface Reactions {
  /** What lies at a place of the world; scale is that of the map, reach in pixels. */
  find(worldX: number, worldY: number, scale: number, reach: number): Hit | null;
  hovered(hit: Hit | null): void;
  describe(hit: Hit): string;
  /** What the ground says at a place of the world; null where it says nothing. */
  ground(worldX: number, worldY: number): string | null;
  choose(hit: Hit, how: How): void;
  /** Boxes around all symbols and counts of a view. */
  marks(view: View): Box[];
  /** The map was tapped where no incident is, and nothing was chosen. */
  tapped(at: L.LatLng): void;
}

const TOUCH_REACH = 10;
const MOUSE_REACH = 3;

export class Pointer {
  private readonly tip = el("div", { class: "bm-incident-tip", role: "tooltip", hidden: "" });
  private readonly cross: Cross;
  private frame = 0;
  private under: string | null = null;
  /** Whether the tap that began only closes a menu. */
  private closes = false;
  private readonly forget = onEscape(() => {
    this.tip.hidden = true;
  });

  constructor(
    private readonly map: L.Map,
    private readonly selection: Selection,
    private readonly react: Reactions,
  ) {
    map.getContainer().append(this.tip);
    map.getContainer().addEventListener("pointerdown", this.pressed, true);
    map.on("mousemove", this.moved);
    map.on("mouseout movestart zoomstart", this.left);
    map.on("click", this.clicked);
    map.getContainer().addEventListener("keydown", this.key);
    this.cross = new Cross(map, () => this.react.marks(this.view));
  }

  remove(): void {
    this.left();
    this.forget();
    this.map.getContainer().removeEventListener("pointerdown", this.pressed, true);
    this.map.off("mousemove", this.moved);
    this.map.off("mouseout movestart zoomstart", this.left);
    this.map.off("click", this.clicked);
    this.map.getContainer().removeEventListener("keydown", this.key);
    this.cross.remove();
    this.tip.remove();
  }

  private get view(): View {
    const { map } = this;
    const [{ x: left, y: top }, { x: width, y: height }, zoom] = [map.getPixelBounds().min as L.Point, map.getSize(), map.getZoom()];
    return { scale: 256 * 2 ** zoom, left, top, width, height, zoom };
  }

  private worldAt(at: L.Point): { x: number; y: number; scale: number } {
    const { left, top, scale } = this.view;
    return { x: (left + at.x) / scale, y: (top + at.y) / scale, scale };
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
    const reach = reachOf(event);
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => {
      this.show(this.hitAt(at, reach), at);
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

  // the map has closed it when it tells of the click
  private readonly pressed = (): void => {
    this.closes = menuIsOpen(this.map.getContainer());
  };

  private readonly clicked = (event: L.LeafletMouseEvent): void => {
    if (this.closes && !byKey(event)) return;
    const hit = this.hitAt(event.containerPoint, reachOf(event));
    this.left();
    if (hit !== null) this.react.choose(hit, byKey(event) ? "keys" : "map");
    else if (this.selection.current !== null) this.selection.clear("map");
    else this.react.tapped(event.latlng);
  };

  private readonly key = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && !event.defaultPrevented) this.selection.clear("map");
  };
}

/** Whether the cross has sent it, and not a pointer. */
function byKey({ originalEvent }: L.LeafletMouseEvent): boolean {
  return (originalEvent as Event) instanceof KeyboardEvent;
}

function reachOf(event: L.LeafletMouseEvent): number {
  const isFine = !byKey(event) && (event.originalEvent as PointerEvent).pointerType !== "touch";
  return isFine ? MOUSE_REACH : TOUCH_REACH;
}
