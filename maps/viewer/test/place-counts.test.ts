import assert from "node:assert/strict";
import { test } from "node:test";
import { KIND, PlaceCounts, PREC } from "../src/filters/place-counts.ts";

/** Rows: kind and precision of each. */
const [KINDS, PRECS] = [Uint8Array.of(0, 1, 1, 0), Uint8Array.of(2, 2, 0, 2)];
const OTHER = 8;

/** Counts of kinds and of precisions for incidents, given as their rows and what turns each away. */
function counted(incidents: readonly (readonly (readonly [row: number, bits: number])[])[], weight = 1): [number[], number[]] {
  const counts = new PlaceCounts(KINDS, PRECS, 2, 3);
  const [kinds, precs] = [new Uint32Array(2), new Uint32Array(3)];
  counts.clear();
  incidents.forEach((rows, incident) => {
    for (const [row, bits] of rows) {
      if (rows.length === 1) counts.one(row, bits, weight);
      else counts.several(row, bits, weight, incident, kinds, precs);
    }
  });
  counts.add(kinds, precs);
  return [[...kinds], [...precs]];
}

for (const [what, incidents, kinds, precs] of [
  ["places that nothing turns away", [[[0, 0]], [[1, 0]], [[2, 0]]], [1, 2], [1, 0, 2]],
  ["what only its kind turns away, among kinds", [[[0, KIND]], [[1, 0]]], [1, 1], [0, 0, 1]],
  ["what only its precision turns away, among precisions", [[[0, PREC]], [[1, 0]]], [0, 1], [0, 0, 2]],
  ["nothing of what both or another turn away", [[[0, KIND | PREC]], [[1, OTHER]], [[2, OTHER | KIND]]], [0, 0], [0, 0, 0]],
  ["an incident of several places once a code", [[[0, 0], [1, 0], [3, 0]]], [1, 1], [0, 0, 1]],
  ["of several places each as it is turned away", [[[0, KIND], [2, PREC]]], [1, 0], [1, 0, 0]],
] as const) {
  test(`counted is ${what}`, () => {
    assert.deepEqual(counted(incidents), [kinds, precs]);
  });
}

test("an incident that stands for many counts as many, and nothing of a pass before", () => {
  assert.deepEqual(counted([[[0, 0]], [[1, 0], [3, 0]]], 10), [[20, 10], [0, 0, 20]]);
});
