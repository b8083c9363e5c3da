import assert from "node:assert/strict";
import { test } from "node:test";
import { clusterAgain, clusterRadius, clusterRows, mergeTouching, rowsOf, type Cluster } from "../src/incidents/clusters.ts";
import { CELL } from "../src/incidents/grid-cells.ts";

const VIEW = { scale: 1000, left: 0, top: 0, width: 800, height: 600 };
type Point = readonly [x: number, y: number, side?: number, shown?: number];

function rows(points: readonly Point[]) {
  return {
    x: Float64Array.from(points, ([x]) => x / VIEW.scale),
    y: Float64Array.from(points, ([, y]) => y / VIEW.scale),
    side: Uint8Array.from(points, ([, , side = 0]) => side),
    shown: Uint8Array.from(points, ([, , , shown = 1]) => shown),
    sides: 3,
  };
}

function counts(points: readonly Point[], view = VIEW): number[] {
  return clusterRows(rows(points), view, 16).clusters.map((one) => one.count).sort((a, b) => a - b);
}

const spot = (n: number, x: number, y: number): Point[] => Array.from({ length: n }, () => [x, y]);

const TABLE: readonly (readonly [string, readonly Point[], readonly number[]])[] = [
  ["nothing", [], []],
  ["one stands alone", [[100, 100]], [1]],
  ["two far apart", [[100, 100], [400, 400]], [1, 1]],
  ["two at one spot", [[100, 100], [100, 100]], [2]],
  ["two of one cell with room between them", [[70, 70], [110, 110]], [1, 1]],
  ["three of one cell, two of them touching", [[70, 70], [72, 72], [110, 110]], [3]],
  ["many of one cell, spread out", [...spot(7, 70, 70), [120, 120]], [8]],
  ["neighbouring cells that touch become one", [...spot(9, CELL - 2, 30), ...spot(9, CELL + 2, 30)], [18]],
  ["outside the view and its margin", [[2000, 100], [100, -500]], []],
  ["just outside, in the margin", [[-20, 100]], [1]],
  ["no point", [[NaN, NaN], [NaN, 5]], []],
  ["filtered out", [[100, 100, 0, 0], [100, 100, 1, 1]], [1]],
];
for (const [name, points, want] of TABLE) {
  test(`clusters: ${name}`, () => assert.deepEqual(counts(points), want));
}

test("a cluster knows its mix, its centre and its newest row", () => {
  const [one] = clusterRows(rows([[100, 100, 0], [104, 100, 2], [108, 106, 2]]), VIEW, 16).clusters;
  assert.ok(one);
  assert.deepEqual(one.bySide, [1, 0, 2]);
  assert.deepEqual([Math.round(one.x), Math.round(one.y)], [104, 102]);
  assert.equal(one.row, 2);
});

test("every shown row of the view is in exactly one cluster, and rowsOf finds it", () => {
  let seed = 7;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const points = Array.from({ length: 3000 }, (): Point => [random() * 800, random() * 600, Math.floor(random() * 3)]);
  const given = rows(points);
  const grid = clusterRows(given, VIEW, 16);
  const found = grid.clusters.flatMap((one) => {
    const own = rowsOf(one, grid.cells, given.shown);
    assert.equal(own.length, one.count);
    assert.equal(one.bySide.reduce((a, b) => a + b, 0), one.count);
    return own;
  });
  assert.deepEqual(found.sort((a, b) => a - b), points.map((_, i) => i));
});

test("counts stay while the map is moved", () => {
  const points = Array.from({ length: 60 }, (_, i): Point => [200 + 13 * (i % 20), 200 + 17 * Math.floor(i / 20)]);
  const moved = { ...VIEW, left: 37, top: -21 };
  assert.deepEqual(counts(points, moved), counts(points));
});

test("disks of the result do not cover each other's counts", () => {
  const points = Array.from({ length: 900 }, (_, i): Point => [(i * 37) % 800, (i * 91) % 600]);
  const { clusters } = clusterRows(rows(points), VIEW, 16);
  const many = clusters.filter((one) => one.count > 1);
  for (const [i, a] of many.entries()) {
    for (const b of many.slice(i + 1)) {
      assert.ok(Math.hypot(a.x - b.x, a.y - b.y) > Math.max(clusterRadius(a), clusterRadius(b)));
    }
  }
});

test("mergeTouching leaves its input alone", () => {
  const make = (x: number): Cluster => ({
    x, y: 0, count: 4, folded: false, bySide: [4], row: x, cells: [x],
  });
  const given = [make(0), make(5), make(300)];
  const merged = mergeTouching(given);
  assert.deepEqual(merged.map((one) => one.count), [8, 4]);
  assert.deepEqual(given.map((one) => one.count), [4, 4, 4]);
});

test("the memory of an earlier view is used again if its length fits", () => {
  const { cells } = clusterRows(rows([[1, 1]]), VIEW, 16);
  assert.equal(clusterRows(rows([[2, 2]]), VIEW, 16, cells).cells.of, cells.of);
  assert.notEqual(clusterRows(rows([[2, 2], [3, 3]]), VIEW, 16, cells).cells.of, cells.of);
});

test("what a filter lets through is counted in the cells of the view as if it were alone", () => {
  const points = Array.from({ length: 400 }, (_, i): Point => [(i * 37) % 800, (i * 91) % 600, i % 3]);
  const given = rows(points);
  const { cells } = clusterRows(given, VIEW, 16);
  for (const part of [2, 7, 60, 1000]) {
    given.shown.set(points.map((_, i) => (i % part === 1 ? 1 : 0)));
    const again = clusterAgain(given, VIEW, 16, cells);
    assert.deepEqual(again.clusters, clusterRows(given, VIEW, 16).clusters);
    const found = again.clusters.flatMap((one) => rowsOf(one, cells, given.shown)).sort((a, b) => a - b);
    assert.deepEqual(found, points.flatMap((_, i) => (i % part === 1 ? [i] : [])));
  }
});

test("clusters are the same where the rows with a point are named", () => {
  const some = rows([[100, 100], [NaN, NaN], [104, 102, 1], [400, 400, 2], [NaN, 7]]);
  const named = clusterRows({ ...some, points: Uint32Array.of(0, 2, 3) }, VIEW, 16);
  assert.deepEqual(named.clusters, clusterRows(some, VIEW, 16).clusters);
});
