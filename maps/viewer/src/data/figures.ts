/** What each side says of each incident, as `maps/figures.py` writes it: never brought together. */

import type { Payload } from "./payload.ts";

export const NO_FIGURE = 0xffffffff;

/** The figures of one metric by one side of claimants, by incident. */
export interface Run {
  readonly metric: string;
  readonly side: string;
  readonly incident: Uint32Array;
  /** The lowest that the side says; `NO_FIGURE` where it only says how many at most. */
  readonly low: Uint32Array;
  readonly high: Uint32Array;
  /** 1 where it gave a figure without an upper bound. */
  readonly open: Uint8Array;
}

interface Meta {
  readonly runs: readonly { readonly metric: string; readonly side: string; readonly end: number }[];
}

export async function readFigures(payload: Payload): Promise<Run[]> {
  const [{ runs }, steps, low, high, open] = await Promise.all([
    payload.json<Meta>("figures/meta"),
    payload.array("figures/incident", "u32"),
    payload.array("figures/low", "u32"),
    payload.array("figures/high", "u32"),
    payload.array("figures/open", "u8"),
  ]);
  return runsOf(runs, steps, low, high, open);
}

/** Part the columns into runs, and undo the differences within each. */
export function runsOf(
  runs: Meta["runs"],
  steps: Uint32Array,
  low: Uint32Array,
  high: Uint32Array,
  open: Uint8Array,
): Run[] {
  const incident = Uint32Array.from(steps);
  let start = 0;
  return runs.map(({ metric, side, end }) => {
    for (let i = start + 1; i < end; i++) incident[i] = incident[i]! + incident[i - 1]!;
    const part = <T extends Uint32Array | Uint8Array>(column: T): T => column.subarray(start, end) as T;
    const run = { metric, side, incident: part(incident), low: part(low), high: part(high), open: part(open) };
    start = end;
    return run;
  });
}
