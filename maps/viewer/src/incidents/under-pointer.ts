/** Which of the things that are drawn is at a place. */

import { STRETCH } from "../data/kinds.ts";
import { contains, distance, type Badge, type Shape } from "../geometry/footprints.ts";
import type { Tally } from "../geometry/tallies.ts";
import { clusterRadius, type Cluster } from "./clusters.ts";
import { isGroup } from "./composition.ts";
import { SYMBOL_RADIUS } from "./incidents-draw.ts";

/** The nearest cluster or symbol; `reach` in pixels beyond its edge. */
export function clusterAt(clusters: readonly Cluster[], x: number, y: number, reach: number): Cluster | undefined {
  let best: Cluster | undefined;
  let least = Infinity;
  for (const one of clusters) {
    const radius = (isGroup(one) ? clusterRadius(one) : SYMBOL_RADIUS) + reach;
    const away = Math.hypot(one.x - x, one.y - y);
    if (away <= radius && away < least) [best, least] = [one, away];
  }
  return best;
}

/** The topmost count of an area or a stretch: those that are drawn last come first; `reach` in pixels. */
export function badgeAt(badges: readonly Badge[], x: number, y: number, reach: number): Badge | undefined {
  return badges.find(
    (badge) =>
      Math.abs(badge.x - x) <= badge.width / 2 + reach &&
      Math.abs(badge.y - y) <= badge.height / 2 + reach,
  );
}

/**
 * The topmost area or stretch: the narrow ones come last and lie on top; a stretch lies over every area.
 *
 * @param x world coordinate, as `y` and `reach`
 */
export function shapeAt(
  tallies: readonly Tally[],
  shapes: readonly Shape[],
  x: number,
  y: number,
  reach: number,
): Tally | undefined {
  let found: Tally | undefined;
  for (const one of tallies) {
    const shape = shapes[one.footprint];
    if (shape === undefined) continue;
    const hit = one.kind === STRETCH ? distance(shape, x, y) <= reach : contains(shape, x, y);
    if (hit && (one.kind === STRETCH || found?.kind !== STRETCH)) found = one;
  }
  return found;
}
