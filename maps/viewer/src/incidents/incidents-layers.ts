/** The canvas of the incidents, and the parts of it that a reader may take off the map. */

import { CanvasLayer } from "../canvas/canvas.ts";
import type { View } from "../geometry/projection.ts";

/** What of the incidents may be on a map; all are drawn on one canvas, in this order. */
export const PARTS = ["areas", "stretches", "points"] as const;
export type Part = (typeof PARTS)[number];

/** Over the base map, under its markers. */
const PANE = { name: "bm-incidents", zIndex: 450 };

export type Draw = (context: CanvasRenderingContext2D, view: View) => void;

type Changed = (map: L.Map, added: boolean) => void;

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
    private readonly changed: Changed,
    private readonly needed: () => boolean,
    private readonly ahead: (views: readonly View[]) => Iterable<void> = () => [],
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

  override prepare(views: readonly View[]): Iterable<void> {
    return this.ahead(views);
  }
}

/**
 * All that is drawn of incidents.
 *
 * One canvas: each further one is as much memory again, and a browser without a graphics card puts all of them
 * together in every frame.
 */
export class Marks extends PaneLayer {
  constructor(paint: Draw, needed: () => boolean, ahead: (views: readonly View[]) => Iterable<void>) {
    super(PANE, paint, () => undefined, needed, ahead);
  }
}

/** A part as an entry of the layer control. */
export class PartLayer extends L.Layer {
  constructor(private readonly changed: Changed) {
    super();
  }

  override onAdd(map: L.Map): this {
    this.changed(map, true);
    return this;
  }

  override onRemove(map: L.Map): this {
    this.changed(map, false);
    return this;
  }
}
