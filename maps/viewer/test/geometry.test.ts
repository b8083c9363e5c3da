import assert from "node:assert/strict";
import { test } from "node:test";
import { isSeen, linesOf, trace } from "../src/geometry/geometry.ts";
import { latitudeOf, longitudeOf, worldOf, worldX, worldY, type View } from "../src/geometry/projection.ts";

test("the world is one wide, with Greenwich and the equator in its middle", () => {
  assert.equal(worldX(0), 0.5);
  assert.equal(worldX(-180), 0);
  assert.equal(worldY(0), 0.5);
  assert.ok(Math.abs(worldY(85.0511287798)) < 1e-9);
  assert.equal(worldY(90), worldY(86));
});

for (const [longitude, latitude] of [[0, 0], [71.0945, 34.1236], [-120.5, -60.25]] as const) {
  test(`${longitude}, ${latitude} comes back`, () => {
    assert.ok(Math.abs(longitudeOf(worldX(longitude)) - longitude) < 1e-9);
    assert.ok(Math.abs(latitudeOf(worldY(latitude)) - latitude) < 1e-9);
  });
}

// Two lines: (0,0) (1,0) (1,1) and (-90,0) (-91,0), in 0.00001 degree.
const XY = Int32Array.of(0, 0, 100_000, 0, 0, 100_000, -9_000_000, 0, -100_000, 0);
const lines = linesOf(XY, Uint32Array.of(3, 2));

test("each line begins anew", () => {
  const whole = Int32Array.of(0, 0, 100_000, 0, 100_000, 100_000, -9_000_000, 0, -9_100_000, 0);
  assert.deepEqual(lines.world, worldOf(whole));
  assert.deepEqual([...lines.ends], [3, 5]);
});

test("what was decoded is not changed", () => {
  assert.equal(XY[4], 0);
});

class Log {
  readonly said: string[] = [];
  moveTo = (x: number, y: number) => void this.said.push(`M${x.toFixed(0)},${y.toFixed(0)}`);
  lineTo = (x: number, y: number) => void this.said.push(`L${x.toFixed(0)},${y.toFixed(0)}`);
}

function view(scale: number, left = 0.5 * scale - 50, top = 0.5 * scale - 50): View {
  return { scale, left, top, width: 100, height: 100, zoom: 0 };
}

test("only lines that are seen and wanted are traced", () => {
  const log = new Log();
  trace(log, lines, view(3600));
  assert.deepEqual(log.said, ["M50,50", "L60,50", "L60,40"]);
  assert.ok(isSeen(lines.boxes, 0, view(3600)) && !isSeen(lines.boxes, 1, view(3600)));
  const none = new Log();
  trace(none, lines, view(3600), (ring) => ring !== 0);
  assert.deepEqual(none.said, []);
});

test("vertices that fall on one pixel are left out, the last is not", () => {
  const log = new Log();
  trace(log, lines, view(36));
  assert.deepEqual(log.said, ["M50,50", "L50,50", "M41,50", "L41,50"]);
});
