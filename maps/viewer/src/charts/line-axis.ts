/** What stands beside the axis of the line: crossings and sections, the largest with their names. */

import { POINT } from "../data/incidents-data.ts";
import type { Payload } from "../data/payload.ts";

export interface LineAxis {
  /** Length of the line, km. */
  readonly km: number;
  readonly name: string;
  readonly sections: readonly { readonly from: number; readonly to: number; readonly name: string }[];
  readonly crossings: readonly { readonly km: number; readonly name: string; readonly status: string }[];
}

/** Null where the page has no line. */
export async function readLineAxis(payload: Payload): Promise<LineAxis | null> {
  if (!payload.has("base/line/metres")) return null;
  const [meta, metres, ends, names, crossings, at, status] = await Promise.all([
    payload.inLanguage<{ lineName: string }>("base/meta"),
    payload.array("base/line/metres", "u32"),
    payload.array("base/sections/to", "u32"),
    payload.names("base/sections/name"),
    payload.names("base/crossings/name"),
    payload.array("base/crossings/metres", "u32"),
    payload.texts("base/crossings/status"),
  ]);
  const length = metres.at(-1) ?? 0;
  if (length === 0) return null;
  return {
    km: length / 1000,
    name: meta.lineName,
    sections: names.map((name, i) => ({ from: (ends[i - 1] ?? 0) / 1000, to: ends[i]! / 1000, name })),
    crossings: crossings.map((name, i) => ({ km: at[i]! / 1000, name, status: status[i] ?? "" })),
  };
}

export interface AxisLabel {
  readonly km: number;
  readonly name: string;
  readonly crossing: boolean;
}

/** The packs' word for crossings with a customs post: they come first. */
const FIRST = "official";
const NEAR_KM = 5;

/** How many places of incidents lie at each crossing. */
export function weightsOf({ crossings }: Pick<LineAxis, "crossings">, km: Float32Array, kind: Uint8Array): number[] {
  const counts = crossings.map(() => 0);
  // by kilometre, those that may be near: rows are many
  const near: number[][] = [];
  crossings.forEach(({ km: at }, gate) => {
    for (let one = Math.max(0, Math.floor(at - NEAR_KM)); one <= at + NEAR_KM; one++) (near[one] ??= []).push(gate);
  });
  for (let row = 0; row < km.length; row++) {
    // a row without a kilometre has NaN, near which is nothing
    const gates = kind[row] === POINT ? near[Math.floor(km[row]!)] : undefined;
    if (gates === undefined) continue;
    for (const gate of gates) if (Math.abs(crossings[gate]!.km - km[row]!) <= NEAR_KM) counts[gate]!++;
  }
  return counts;
}

/**
 * Choose names for an axis: crossings, the official and those with most incidents first, then the
 * longest sections.
 *
 * @param room kilometres that a name takes
 * @param weights incidents at each crossing
 */
export function axisLabels(
  { km, sections, crossings }: LineAxis,
  room: number,
  weights: readonly number[] = [],
): AxisLabel[] {
  const official = (status: string): number => (status === FIRST ? 0 : 1);
  const gates = crossings
    .map((gate, i) => ({ ...gate, weight: weights[i] ?? 0 }))
    .sort((a, b) => official(a.status) - official(b.status) || b.weight - a.weight || a.km - b.km);
  const long = [...sections].sort((a, b) => b.to - b.from - (a.to - a.from));
  const wanted: AxisLabel[] = [
    ...gates.filter((gate) => official(gate.status) === 0).map(({ km, name }) => ({ km, name, crossing: true })),
    ...long.map(({ from, to, name }) => ({ km: (from + to) / 2, name, crossing: false })),
    ...gates.filter((gate) => official(gate.status) === 1).map(({ km, name }) => ({ km, name, crossing: true })),
  ];
  const placed: AxisLabel[] = [];
  for (const { km: at, name, crossing } of wanted) {
    const bounded = Math.max(room / 2, Math.min(km - room / 2, at));
    if (placed.some((other) => Math.abs(other.km - bounded) < room)) continue;
    if (Math.abs(bounded - at) > room / 2) continue;
    placed.push({ km: crossing ? at : bounded, name, crossing });
  }
  return placed.sort((a, b) => a.km - b.km);
}
