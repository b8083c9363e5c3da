/** The outlines of provinces or districts, put together from the arcs that part them. */

import type { Areas, Borders } from "../filters/areas.ts";
import { boxOf, type Shape } from "../geometry/footprints.ts";

export type Level = "admin1" | "admin2";

export interface UnitShapes {
  readonly codes: readonly string[];
  readonly names: readonly string[];
  readonly shapes: readonly Shape[];
}

/** All provinces or all districts, in the order of the page's list. */
export function unitShapes(areas: Areas, level: Level): UnitShapes {
  const { units, borders } = areas;
  const list = units[level];
  // a district's unit of this level, or -1
  const unitOf = (district: number): number =>
    level === "admin2" ? (district < list.length ? district : -1) : (units.parent[district] ?? -1);
  return {
    codes: list.map(([code]) => code),
    names: list.map(([, name]) => name),
    shapes: ringsOf(borders, unitOf, list.length).map((lines) => ({ lines, box: boxOf(lines) })),
  };
}

/**
 * The rings of each unit. An arc is an edge of a unit that lies on one side of it only; edges meet at
 * their ends, and however they are walked they enclose the same ground by the even-odd rule.
 */
function ringsOf(borders: readonly Borders[], unitOf: (district: number) => number, count: number): Float64Array[][] {
  const edges: Float64Array[][] = Array.from({ length: count }, () => []);
  for (const { lines, units } of borders) {
    lines.ends.forEach((end, i) => {
      const [one, other] = [unitOf(units[2 * i]!), unitOf(units[2 * i + 1]!)];
      if (one === other) return;
      const arc = lines.world.subarray(i === 0 ? 0 : 2 * lines.ends[i - 1]!, 2 * end);
      if (one >= 0) edges[one]!.push(arc);
      if (other >= 0) edges[other]!.push(arc);
    });
  }
  return edges.map(chained);
}

/** Walk arcs from end to end into rings. */
export function chained(arcs: readonly Float64Array[]): Float64Array[] {
  const rest = new Set(arcs);
  const byEnd = new Map<string, Float64Array[]>();
  for (const arc of arcs) {
    for (const end of [startOf(arc), endOf(arc)]) byEnd.set(end, [...(byEnd.get(end) ?? []), arc]);
  }
  const rings: Float64Array[] = [];
  for (const first of arcs) {
    if (!rest.delete(first)) continue;
    const ring = [...first];
    const start = startOf(first);
    for (let at = endOf(first); at !== start; ) {
      const next = byEnd.get(at)?.find((arc) => rest.has(arc));
      if (next === undefined) break; // an open end: the fill closes it
      rest.delete(next);
      const isForward = startOf(next) === at;
      for (let i = 2; i < next.length; i += 2) {
        const from = isForward ? i : next.length - 2 - i;
        ring.push(next[from]!, next[from + 1]!);
      }
      at = isForward ? endOf(next) : startOf(next);
    }
    rings.push(Float64Array.from(ring));
  }
  return rings;
}

function startOf(arc: Float64Array): string {
  return `${String(arc[0])} ${String(arc[1])}`;
}

function endOf(arc: Float64Array): string {
  return `${String(arc[arc.length - 2])} ${String(arc[arc.length - 1])}`;
}
