import assert from "node:assert/strict";
import { test } from "node:test";
import type { Badge, Shape } from "../src/geometry/footprints.ts";
import type { Tally } from "../src/geometry/tallies.ts";
import type { Cluster } from "../src/incidents/clusters.ts";
import { badgeAt, clusterAt, shapeAt } from "../src/incidents/under-pointer.ts";

const AREA = 1;
const STRETCH = 2;

const group = (x: number, count: number): Cluster => ({ x, y: 0, count, folded: false }) as Cluster;
const CLUSTERS = [group(0, 1), group(30, 100)];

for (const [x, reach, found] of [
  [0, 0, 0],
  [12, 0, 1], // the disk of a hundred is 19 pixels wide
  [10, 0, null],
  [10, 4, 0], // both are within reach: the nearer one
  [60, 0, null],
] as const) {
  test(`${String(x)} pixels from a symbol, with a reach of ${String(reach)}, is ${String(found)}`, () => {
    assert.equal(clusterAt(CLUSTERS, x, 0, reach), found === null ? undefined : CLUSTERS[found]);
  });
}

test("a count is hit within its room, the topmost one where they lie on each other", () => {
  const [badge, under] = [20, 60].map((width) => ({ x: 10, y: 10, width, height: 10 }) as Badge);
  const badges = [badge!, under!];
  assert.equal(badgeAt(badges, 19, 14, 0), badge);
  assert.equal(badgeAt(badges, 21, 14, 2), badge);
  assert.equal(badgeAt(badges, 23, 14, 2), under);
  assert.equal(badgeAt(badges, 23, 18, 2), undefined);
});

const square = (a: number, b: number): Shape => ({
  lines: [Float64Array.of(a, a, b, a, b, b, a, b, a, a)],
  box: { left: a, top: a, right: b, bottom: b },
});
const SHAPES = [square(0, 10), square(4, 6), { lines: [Float64Array.of(0, 5, 10, 5)], box: { left: 0, top: 5, right: 10, bottom: 5 } }];
const tally = (footprint: number, kind: number): Tally => ({ footprint, kind }) as Tally;
const [WIDE, NARROW, ALONG, UNKNOWN] = [tally(0, AREA), tally(1, AREA), tally(2, STRETCH), tally(9, AREA)];

for (const [why, tallies, y, found] of [
  ["the narrow one lies on top", [UNKNOWN, WIDE, NARROW], 4.5, NARROW],
  ["the wide one is where the narrow one is not", [WIDE, NARROW], 3, WIDE],
  ["a stretch lies over every area", [ALONG, WIDE, NARROW], 5.2, ALONG],
  ["it is within reach only", [ALONG], 5.5, undefined],
  ["there is nothing", [UNKNOWN, NARROW], 9, undefined],
] as const) {
  test(`of areas and stretches at a place: ${why}`, () => {
    assert.equal(shapeAt(tallies, SHAPES, 5, y, 0.3), found);
  });
}
