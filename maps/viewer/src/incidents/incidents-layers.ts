/** The canvases of the incidents: areas, stretches, points, and what is chosen of them. */

import { CanvasLayer } from "../canvas/canvas.ts";
import type { View } from "../geometry/projection.ts";

/**
 * Over the base map, under its markers. A chosen area or stretch (`outlined`) does not cover the
 * points in it; a chosen point (`chosen`) lies on top.
 */
export const PANES = { areas: 410, stretches: 420, outlined: 430, points: 450, chosen: 460 } as const;

export type Draw = (context: CanvasRenderingContext2D, view: View) => void;

/** A pane of the map and how high it lies. */
export interface Pane {
  readonly name: string;
  readonly zIndex: number;
}

/** A canvas that a function draws and that tells when it comes and goes. */
export class PaneLayer extends CanvasLayer {
  constructor(
    private readonly at: Pane,
    private readonly paint: Draw,
    private readonly changed: (map: L.Map, added: boolean) => void,
    private readonly needed: () => boolean,
  ) {
    super({ pane: at.name });
    // L.Layer itself takes no options
    L.setOptions(this, { pane: at.name });
  }

  override onAdd(): this {
    const map = this._map;
    const pane = map.getPane(this.at.name) ?? map.createPane(this.at.name);
    pane.style.zIndex = String(this.at.zIndex);
    pane.style.pointerEvents = "none";
    super.onAdd();
    this.changed(map, true);
    return this;
  }

  override onRemove(): this {
    this.changed(this._map, false);
    return super.onRemove();
  }

  protected override isNeeded(): boolean {
    return this.needed();
  }

  protected override draw(context: CanvasRenderingContext2D, view: View): void {
    this.paint(context, view);
  }
}

/** One of the canvases of the incidents. */
export class DrawLayer extends PaneLayer {
  constructor(
    name: keyof typeof PANES,
    paint: Draw,
    changed: (map: L.Map, added: boolean) => void,
    needed: () => boolean,
  ) {
    super({ name: `bm-incident-${name}`, zIndex: PANES[name] }, paint, changed, needed);
  }
}
