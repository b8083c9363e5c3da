/** Areas on the map: drawings of them that are kept, and those that are made ahead. */

import { screenRatio } from "../canvas/screen.ts";
import { Sheets } from "../canvas/sheets.ts";
import type { View } from "../geometry/projection.ts";
import { drawAreas, type Area, type Mode, type Paths } from "./footprints-draw.ts";

/** Footprints whose paths are made in a step. */
const AT_ONCE = 16;
/**
 * Parts of a view that are drawn ahead around it. Who zooms keeps a place where it is, which may be any: a view of the
 * next zoom lies within twice the size of its middle one, a view of the zoom before within one and a half.
 */
const [AIR_IN, AIR_OUT] = [0.5, 0.25];

export class AreaSheets {
  private readonly sheets = new Sheets();

  constructor(private readonly paths: Paths) {}

  /** On a canvas on which nothing stands yet. */
  draw(context: CanvasRenderingContext2D, view: View, areas: readonly Area[], mode: Mode): void {
    this.sheets.put(context, view, nameOf(view, areas, mode), (pen) => {
      drawAreas(pen, areas, (shape) => this.paths.of(shape, view.scale), view, mode);
    });
  }

  /**
   * Make drawings of views that may be next.
   *
   * @param views the present one first
   */
  *ahead(views: readonly View[], areas: readonly Area[], mode: Mode): Generator<void> {
    const [now] = views;
    for (const view of views) {
      for (let at = 0; at < areas.length; at++) {
        this.paths.of(areas[at]![0], view.scale);
        if (at % AT_ONCE === AT_ONCE - 1) yield;
      }
      const air = view.scale > now!.scale ? AIR_IN : AIR_OUT;
      yield* this.sheets.ahead(view, [view.width * air, view.height * air], screenRatio(), nameOf(view, areas, mode), (pen, part) => {
        drawAreas(pen, areas, (shape) => this.paths.of(shape, view.scale), { ...view, ...part }, mode, view);
      });
    }
  }
}

/** All but the place: an area is paler the more of a view it fills, so the size counts. */
function nameOf({ scale, width, height }: View, areas: readonly Area[], mode: Mode): string {
  let name = [scale, width, height, mode].join(" ");
  for (const [, colour, footprint] of areas) name += ` ${String(footprint)}${colour}`;
  return name;
}
