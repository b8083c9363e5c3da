import assert from "node:assert/strict";
import { test } from "node:test";
import { Areas } from "../src/filters/areas.ts";
import { contains } from "../src/geometry/footprints.ts";
import { linesOf } from "../src/geometry/geometry.ts";
import { worldX, worldY } from "../src/geometry/projection.ts";
import { readShading, writeShading } from "../src/shading/shading-link.ts";
import { chained, unitShapes } from "../src/shading/units.ts";

const NO_UNIT = 65_535;

/** Arcs of whole degrees, with the districts on their two sides. */
function areas(arcs: readonly (readonly [readonly [number, number][], number, number])[]): Areas {
  const xy = arcs.flatMap(([points]) =>
    points.flatMap(([x, y], i) => {
      const [fromX, fromY] = i === 0 ? [0, 0] : points[i - 1]!;
      return [(x - fromX) * 100_000, (y - fromY) * 100_000];
    }),
  );
  const lines = linesOf(Int32Array.from(xy), Uint32Array.from(arcs, ([points]) => points.length));
  const units = Uint16Array.from(arcs.flatMap(([, one, other]) => [one, other]));
  const none = { lines: linesOf(new Int32Array(0), new Uint32Array(0)), units: new Uint16Array(0) };
  const names = { admin1: [["P", "Province"], ["Q", "Quarter"]], admin2: [["P1", "First"], ["P2", "Second"], ["Q1", "Third"]], parent: [0, 0, 1] } as const;
  return new Areas(names, [{ lines, units }, none]);
}

// three squares side by side from 0 to 3; the second has an exclave, the first a hole that is the third's
const MAP = areas([
  [[[1, 1], [0, 1], [0, 0], [1, 0]], 0, NO_UNIT],
  [[[1, 0], [1, 1]], 0, 1],
  [[[2, 1], [1, 1]], 1, NO_UNIT],
  [[[1, 0], [2, 0]], 1, NO_UNIT],
  [[[2, 0], [2, 1]], 1, 2],
  [[[2, 0], [3, 0], [3, 1], [2, 1]], 2, NO_UNIT],
  [[[5, 0], [6, 0], [6, 1], [5, 1], [5, 0]], 1, NO_UNIT],
  [[[0.4, 0.4], [0.6, 0.4], [0.6, 0.6], [0.4, 0.6], [0.4, 0.4]], 0, 2],
]);

for (const [level, holds] of [
  ["admin2", { P1: [[0.2, 0.5]], P2: [[1.5, 0.5], [5.5, 0.5]], Q1: [[2.5, 0.5], [0.5, 0.5]] }],
  ["admin1", { P: [[0.2, 0.5], [1.5, 0.5], [5.5, 0.5]], Q: [[2.5, 0.5], [0.5, 0.5]] }],
] as const) {
  test(`outlines of ${level} hold what lies in them, and nothing else`, () => {
    const { codes, names, shapes } = unitShapes(MAP, level);
    assert.equal(codes.length, names.length);
    const spots = Object.values(holds).flat();
    shapes.forEach((shape, unit) => {
      const own = new Set((holds as Record<string, readonly (readonly number[])[]>)[codes[unit]!]!.map(String));
      for (const [x, y] of spots as readonly (readonly [number, number])[]) {
        assert.equal(contains(shape, worldX(x), worldY(y)), own.has(String([x, y])), `${codes[unit]!} at ${String([x, y])}`);
      }
    });
  });
}

test("rings close, whichever way their arcs run", () => {
  const arcs = [[0, 0, 1, 0], [1, 1, 1, 0], [0, 1, 1, 1], [0, 1, 0, 0]].map((arc) => Float64Array.from(arc));
  const rings = chained(arcs);
  assert.equal(rings.length, 1);
  assert.deepEqual([...rings[0]!], [0, 0, 1, 0, 1, 1, 0, 1, 0, 0]);
});

for (const [mode, measure, words] of [
  ["none", "incidents", ""],
  ["density", "killed:west", "shade=density"],
  ["admin1", "incidents", "shade=admin1"],
  ["admin2", "killed:west", "shade=admin2&of=killed%3Awest"],
] as const) {
  test(`the link of ${mode}, ${measure}`, () => {
    assert.equal(writeShading(mode, measure), words);
    assert.equal(readShading(new URLSearchParams(words)).mode, mode);
  });
}

for (const words of ["shade=__proto__", "shade=constructor", "shade=", "of=killed:west", "shade=admin3"]) {
  test(`a link that says ${words} shades nothing`, () => {
    assert.equal(readShading(new URLSearchParams(words)).mode, "none");
  });
}
