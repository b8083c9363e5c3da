import assert from "node:assert/strict";
import { test } from "node:test";
import { markStep, Ruler, spotsAlong } from "../src/geometry/line.ts";

// East for 10, then north for 10 (y grows southwards); 3 km and 1 km long.
const ruler = new Ruler(Float64Array.of(0, 0, 10, 0, 10, -10), Uint32Array.of(0, 3000, 4000));

for (const [metre, x, y, angle] of [
  [0, 0, 0, 0],
  [1500, 5, 0, 0],
  [3500, 10, -5, -Math.PI / 2],
  [4000, 10, -10, -Math.PI / 2],
  [9999, 10, -10, -Math.PI / 2],
] as const) {
  test(`metre ${metre} lies at ${x}, ${y}`, () => {
    const mark = ruler.at(metre);
    assert.deepEqual([mark.x, mark.y], [x, y]);
    assert.ok(Math.abs(mark.angle - angle) < 1e-12);
  });
}

for (const [x, y, metre, distance] of [
  [5, 3, 1500, 3],
  [-4, 0, 0, 4],
  [12, -5, 3500, 2],
] as const) {
  test(`the point ${x}, ${y} is nearest to metre ${metre}`, () => {
    assert.deepEqual(ruler.nearest(x, y), { metre, distance });
  });
}

for (const [pixelsAMetre, step] of [
  [0.0001, 500_000],
  [0.0005, 200_000],
  [0.005, 20_000],
  [0.1, 1_000],
  [0, 500_000],
] as const) {
  test(`marks stand ${step} m apart at ${pixelsAMetre} pixels a metre`, () => {
    assert.equal(markStep(pixelsAMetre, 90), step);
  });
}

function path(length: number, at: (x: number) => number): number[] {
  return Array.from({ length }, (_, x) => [x, at(x)]).flat();
}

test("text runs where the path is straightest", () => {
  const bent = path(400, (x) => (x < 200 ? 30 * Math.sin(x / 15) : 0));
  const spots = spotsAlong(bent, 80, 10_000);
  assert.equal(spots.length, 1);
  assert.ok(spots[0]!.x > 200 && spots[0]!.stray < 1);
});

test("text is repeated along a long path and left out on a short one", () => {
  assert.equal(spotsAlong(path(1000, () => 5), 80, 250).length, 4);
  assert.deepEqual(spotsAlong(path(50, () => 5), 80, 250), []);
  assert.deepEqual(spotsAlong([], 80, 250), []);
});

test("text is never upside down", () => {
  for (let turn = 0; turn < 16; turn++) {
    const [dx, dy] = [Math.cos((turn * Math.PI) / 8), Math.sin((turn * Math.PI) / 8)];
    const points = Array.from({ length: 200 }, (_, i) => [i * dx, i * dy]).flat();
    const [spot] = spotsAlong(points, 80, 1000);
    assert.ok(Math.abs(spot!.angle) <= Math.PI / 2 + 1e-9);
  }
});
