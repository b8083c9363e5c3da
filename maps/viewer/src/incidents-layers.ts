/** The canvases of the incidents: areas, stretches, points, and what is chosen of them. */

import { CanvasLayer } from "./canvas.ts";
import type { View } from "./projection.ts";

/**
 * Over the base map, under its markers. A chosen area or stretch (`outlined`) does not cover the
 * points in it; a chosen point (`chosen`) lies on top.
 */
export const PANES = { areas: 410, stretches: 420, outlined: 430, points: 450, chosen: 460 } as const;

export type Draw = (context: CanvasRenderingContext2D, view: View) => void;

/** A canvas that a function draws and that tells when it comes and goes. */
export class DrawLayer extends CanvasLayer {
  constructor(
    private readonly name: keyof typeof PANES,
    private readonly paint: Draw,
    private readonly changed: (map: L.Map, added: boolean) => void,
    private readonly needed: () => boolean,
  ) {
    super({ pane: `bm-incident-${name}` });
    // L.Layer itself takes no options
    L.setOptions(this, { pane: `bm-incident-${name}` });
  }

  override onAdd(): this {
    const map = this._map;
    const pane = map.getPane(`bm-incident-${this.name}`) ?? map.createPane(`bm-incident-${this.name}`);
    pane.style.zIndex = String(PANES[this.name]);
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
