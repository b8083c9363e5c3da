import assert from "node:assert/strict";
import { test } from "node:test";
import { BADGE_HEIGHT, badgeWidth, contains, distance, onlySide, placeBadges, shapesOf, type Shape } from "../src/geometry/footprints.ts";
import { Tallies, type Tally } from "../src/geometry/tallies.ts";
import { tallyColour } from "../src/incidents/incidents-draw.ts";

const AREA = 1;
const STRETCH = 2;

function shape(...lines: number[][]): Shape {
  const world = Float64Array.from(lines.flat());
  let vertex = 0;
  const ends = Uint32Array.from(lines, (line) => (vertex += line.length / 2));
  return shapesOf({ world, ends }, Uint32Array.of(lines.length))[0] as Shape;
}
const square = (a: number, b: number) => [a, a, b, a, b, b, a, b, a, a];

test("lines are dealt out to their footprints", () => {
  const world = Float64Array.from([0, 0, 1, 1, 5, 5, 6, 7, 8, 9]);
  const shapes = shapesOf({ world, ends: Uint32Array.of(2, 3, 5) }, Uint32Array.of(1, 0, 2));
  assert.deepEqual(shapes.map((s) => s.lines.map((line) => [...line])), [[[0, 0, 1, 1]], [], [[5, 5], [6, 7, 8, 9]]]);
  assert.deepEqual(shapes[2]?.box, { left: 5, top: 5, right: 8, bottom: 9 });
});

const ring = shape(square(0, 10), square(4, 6));
const POINTS: readonly (readonly [number, number, boolean, string])[] = [
  [1, 1, true, "inside"],
  [5, 5, false, "in the hole"],
  [3, 5, true, "beside the hole"],
  [11, 5, false, "right of it"],
  [-1, -1, false, "left of it"],
];
for (const [x, y, want, name] of POINTS) {
  test(`contains: ${name}`, () => assert.equal(contains(ring, x, y), want));
}

const line = shape([0, 0, 10, 0, 10, 10]);
const AWAY: readonly (readonly [number, number, number])[] = [[5, 3, 3], [10, 5, 0], [-3, 4, 5], [13, 14, 5], [7, 2, 2]];
for (const [x, y, want] of AWAY) {
  test(`distance of ${String(x)}, ${String(y)} to a bent line`, () => assert.equal(distance(line, x, y), want));
}

test("a point of a line without length has a distance", () => {
  assert.equal(distance(shape([2, 2, 2, 2]), 5, 6), 5);
});

function rowsOf(table: readonly (readonly [kind: number, footprint: number, side: number, place: number, incident: number, shown: number])[]) {
  const column = (at: number) => table.map((row) => row[at] as number);
  return {
    kind: Uint8Array.from(column(0)), footprint: Int32Array.from(column(1)), side: Uint8Array.from(column(2)),
    place: Uint32Array.from(column(3)), incident: Uint32Array.from(column(4)), shown: Uint8Array.from(column(5)),
    x: Float64Array.from(table, (_, i) => i), y: Float64Array.from(table, () => 0),
  };
}

test("rows are counted by footprint, an incident once, an area without outline by its name", () => {
  const rows = rowsOf([
    [AREA, 0, 0, 3, 0, 1],
    [AREA, 0, 1, 3, 1, 1],
    [AREA, 0, 1, 3, 1, 1], // the same incident again
    [AREA, 0, 1, 3, 2, 0], // filtered out
    [0, -1, 0, 3, 3, 1], // a point
    [STRETCH, 1, 2, 4, 4, 1],
    [AREA, -1, 2, 5, 5, 1],
    [AREA, -1, 2, 5, 6, 1],
  ]);
  const found = new Tallies(rows, [AREA, STRETCH], 3).count();
  assert.deepEqual(found.map((one) => [one.footprint, one.kind, one.rows, one.bySide]), [
    [0, AREA, [0, 1], [1, 1, 0]],
    [1, STRETCH, [5], [0, 0, 1]],
    [-1, AREA, [6, 7], [0, 0, 2]],
  ]);
  assert.deepEqual(new Tallies(rows, [STRETCH], 3).count().map((one) => one.kind), [STRETCH]);
});

const some = (footprint: number, x: number, count: number): Tally => ({
  footprint, kind: AREA, x, y: 100, rows: [], first: 0, count, bySide: [count],
});
const VIEW = { scale: 1, left: 0, top: 0, width: 500, height: 300 };

test("the larger count keeps its figure, the other becomes a mark", () => {
  const badges = placeBadges([some(0, 100, 3), some(1, 105, 40), some(2, 200, 1)], VIEW);
  assert.deepEqual(badges.map((b) => [b.tally.footprint, b.small]), [[1, false], [0, true], [2, false]]);
});

test("a badge makes room for what stands there, and leaves the view's far outside", () => {
  const badges = placeBadges([some(0, 100, 3), some(1, 900, 3)], VIEW, [{ x: 100, y: 100, width: 20, height: 20 }]);
  assert.deepEqual(badges.map((b) => [b.tally.footprint, b.small]), [[0, true]]);
  assert.ok(badgeWidth(1000) > badgeWidth(1));
});

const BESIDE: readonly (readonly [number, number, number, string])[] = [
  [100, 100, 118, "it moves below a symbol on it"],
  [100, 90, 112, "it moves less where the symbol stands higher"],
  [160, 100, 100, "it stays where none covers it"],
];
for (const [x, y, want, what] of BESIDE) {
  test(`a badge and a symbol: ${what}`, () => {
    const [badge] = placeBadges([some(0, 100, 3)], VIEW, [], [{ x, y, width: 14, height: 14 }]);
    assert.deepEqual([badge?.x, badge?.y, badge?.small], [100, want, false]);
  });
}

test("a badge with symbols all about stays at its place", () => {
  const about = [-20, 0, 20].map((move) => ({ x: 100, y: 100 + move, width: 14, height: 14 }));
  assert.equal(placeBadges([some(0, 100, 3)], VIEW, [], about)[0]?.y, 100);
});

const ROOM: readonly (readonly [number, number, number | null, string])[] = [
  [60, 140, 127, "it moves down in an area that is high enough"],
  [60, 120, 73, "it moves up where there is no room below"],
  [90, 110, null, "it is a mark in a low one"],
];
for (const [top, bottom, want, what] of ROOM) {
  test(`a badge where a cluster stands: ${what}`, () => {
    const [badge] = placeBadges([some(0, 100, 3)], VIEW, [{ x: 100, y: 100, width: 24, height: 24 }], [], () => ({ left: 0, right: 200, top, bottom }));
    assert.deepEqual([badge?.small, badge?.y], want === null ? [true, 100] : [false, want]);
  });
}

test("of many badges those have a figure that cover none before, as each against each would tell", () => {
  let seed = 7;
  const next = (most: number): number => (seed = (seed * 48_271) % 2_147_483_647) % most;
  const many = Array.from({ length: 300 }, (_, i) => ({ ...some(i, next(500), 1 + next(3000)), y: next(300) }));
  const taken = [{ x: 250, y: 150, width: 60, height: 60 }];
  const badges = placeBadges(many, VIEW, taken);
  const before: { x: number; y: number; width: number; height: number }[] = [...taken];
  for (const badge of badges) {
    const wide = badgeWidth(badge.tally.count);
    const covers = before.some((other) =>
      Math.abs(other.x - badge.x) < (other.width + wide) / 2 + 2 && Math.abs(other.y - badge.y) < (other.height + BADGE_HEIGHT) / 2 + 2);
    assert.equal(badge.small, covers);
    before.push(badge);
  }
  assert.ok(badges.some((one) => one.small) && badges.some((one) => !one.small));
});

test("the only side of a tally", () => {
  assert.deepEqual([onlySide([0, 4, 0]), onlySide([1, 4]), onlySide([0, 0])], [1, -1, -1]);
});

test("an area has its side's colour, one of several sides another, and one that is nearly white a grey", () => {
  const style = { several: "#56657a", colour: (side: number) => ["#2f6db3", "#c9a227", "#d6d6d0"][side]! };
  const drawn = [[1, 0, 0], [0, 2, 0], [0, 0, 3], [1, 1, 0]].map((bySide) => tallyColour({ bySide }, style));
  assert.deepEqual(drawn, ["#2f6db3", "#c9a227", "#9c9c96", "#56657a"]);
});
