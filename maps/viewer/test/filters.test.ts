import assert from "node:assert/strict";
import { test } from "node:test";
import { applyFilters, FACETS, namesOfSources, NO_CHOICES, type Facet } from "../src/filters.ts";

// Five rows of four incidents; the second has two places, a point and an area.
function rows() {
  return {
    sideCodes: Uint8Array.of(0, 1, 1, 0, 2),
    shown: new Uint8Array(5),
    columns: {
      incident: Uint32Array.of(0, 1, 1, 2, 3),
      type: Uint8Array.of(0, 0, 0, 1, 1),
      kind: Uint8Array.of(0, 0, 1, 2, 3),
      role: Uint8Array.of(0, 0, 0, 1, 0),
      flags: Uint8Array.of(1, 2, 0, 3, 2),
      source: Uint16Array.of(0, 1, 1, 1, 65_535),
    },
  };
}
const SOURCES = namesOfSources(["Paper", "Post; Paper"]);

test("the names of sources, each once", () => {
  assert.deepEqual(SOURCES, { names: ["Paper", "Post"], of: [[0], [1, 0]] });
});

// what is chosen, what the search found, rows that are shown, number of incidents
const CASES: [Partial<Record<Facet, number[]>>, number[] | null, number[], number][] = [
  [{}, null, [1, 1, 1, 1, 1], 4],
  [{ side: [0] }, null, [1, 0, 0, 1, 0], 2],
  [{ side: [0, 2] }, null, [1, 0, 0, 1, 1], 3],
  [{ kind: [1] }, null, [0, 0, 1, 0, 0], 1],
  [{ side: [0], type: [1] }, null, [0, 0, 0, 1, 0], 1],
  [{ disputed: [1] }, null, [1, 0, 0, 1, 0], 2],
  [{ source: [1] }, null, [0, 1, 1, 1, 0], 2],
  [{ role: [1], source: [0] }, null, [0, 0, 0, 1, 0], 1],
  [{}, [0, 1, 0, 1], [0, 1, 1, 0, 1], 2],
  [{ side: [0] }, [0, 0, 0, 0], [0, 0, 0, 0, 0], 0],
];
for (const [given, found, shown, incidents] of CASES) {
  test(`${JSON.stringify(given)} of ${JSON.stringify(found)} lets ${incidents} incidents through`, () => {
    const input = rows();
    const some = Object.fromEntries(FACETS.map((facet) => [facet, new Set(given[facet])]));
    const choices = { ...NO_CHOICES, ...some };
    const outcome = applyFilters(input, choices, SOURCES.of, found && Uint8Array.from(found));
    assert.deepEqual([...input.shown], shown);
    assert.equal(outcome.incidents, incidents);
  });
}

test("a facet counts what it would leave, whatever it has chosen; others count what is left", () => {
  const { counts } = applyFilters(rows(), { ...NO_CHOICES, side: new Set([0]) }, SOURCES.of, null);
  const plain = Object.fromEntries(FACETS.map((facet) => [facet, [...counts[facet]]]));
  assert.deepEqual(plain, {
    side: [[0, 2], [1, 1], [2, 1]],
    type: [[0, 1], [1, 1]],
    kind: [[0, 1], [2, 1]],
    role: [[0, 1], [1, 1]],
    disputed: [[1, 2]],
    source: [[0, 2], [1, 1]],
  });
});
