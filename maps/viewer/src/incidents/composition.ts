/** How what is drawn of incidents stands together on a map: shared by the scene and by the page's first picture. */

import { placeBadges, type Badge, type Shape } from "../geometry/footprints.ts";
import type { Tally } from "../geometry/tallies.ts";
import { AREA } from "../data/kinds.ts";
import type { View } from "../geometry/projection.ts";
import { clusterRadius, type Cluster } from "./clusters.ts";
import type { Mode } from "./footprints-draw.ts";
import * as pen from "./incidents-draw.ts";

/** More areas than this, and edges of the small ones would hide what they are drawn for. */
export const CROWD = 150;
/** Pixels at which two symbols do not cover each other. */
export const APART = 2 * pen.SYMBOL_RADIUS + 3;

/** How so many areas are drawn. */
export function modeOf(areas: number): Mode {
  return areas > CROWD ? "crowded" : "plain";
}

/** Whether a cluster is drawn with its count, and not as the place of an incident. */
export function isGroup({ count, folded }: Pick<Cluster, "count" | "folded">): boolean {
  return count > 1 || folded;
}

/** Clusters in the order in which they are drawn: what stands lower lies on top. */
export function fromNorth(clusters: readonly Cluster[]): Cluster[] {
  return [...clusters].sort((a, b) => a.y - b.y);
}

/** Place the counts of areas and stretches, which share the room that clusters and symbols leave. */
export function badgesBeside(
  of: readonly Tally[], view: View, clusters: readonly Cluster[], shapes: readonly Shape[],
): Badge[] {
  const taken = clusters.filter(isGroup).map((one) => {
    const width = 2 * clusterRadius(one) - 8; // the ring may be touched, the count not
    return { x: one.x, y: one.y, width, height: width };
  });
  const size = 2 * pen.SYMBOL_RADIUS;
  const symbols = clusters.filter((one) => !isGroup(one)).map(({ x, y }) => ({ x, y, width: size, height: size }));
  return placeBadges(of, view, taken, symbols, ({ kind, footprint }) => (kind === AREA ? shapes[footprint]?.box : undefined));
}

/** Draw the counts, over all areas and stretches and the small marks first: a figure is never covered. */
export function drawBadges(context: CanvasRenderingContext2D, badges: readonly Badge[], style: pen.Style): void {
  for (let at = badges.length - 1; at >= 0; at--) {
    const badge = badges[at]!;
    pen.drawBadge(context, badge, style, badge.tally.kind === AREA);
  }
}
