import assert from "node:assert/strict";
import { test } from "node:test";
import { areaOf, MAX_VERTICES, stretchOf, type Position, type Ring } from "../src/geometry/few-vertices.ts";

const box = (west: number, south: number, size: number): Ring => [
  [west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south],
];

/** A ring around a place whose edge goes in and out. */
function rough(x: number, y: number, radius: number, vertices: number): Ring {
  const ring = Array.from({ length: vertices }, (_, i): Position => {
    const angle = (2 * Math.PI * i) / vertices;
    const away = radius * (1 + 0.03 * Math.sin(41 * angle) + 0.1 * Math.sin(5 * angle));
    return [x + away * Math.cos(angle), y + away * Math.sin(angle)];
  });
  return [...ring, ring[0] as Position];
}

function areaSize(ring: Ring): number {
  return ring.slice(1).reduce((sum, [x, y], i) => {
    const [ax, ay] = ring[i] as Position;
    return sum + (ax * y - x * ay) / 2;
  }, 0);
}

test("an outline of few vertices stays as it is, outer rings counter-clockwise, holes clockwise", () => {
  const made = areaOf([[...box(0, 0, 4)].reverse(), box(1, 1, 1)]);
  assert.ok(made?.type === "MultiPolygon");
  const [polygon] = made.coordinates;
  assert.equal(made.coordinates.length, 1);
  assert.deepEqual(polygon?.map((ring) => areaSize(ring)), [16, -1]);
});

test("an island in a hole is an outer ring again", () => {
  const made = areaOf([box(0, 0, 9), box(1, 1, 7), box(3, 3, 2)]);
  assert.ok(made?.type === "MultiPolygon");
  assert.deepEqual(made.coordinates.map((polygon) => polygon.length), [2, 1]);
});

test("many vertices become few, and the area stays about the same", () => {
  const whole = rough(70, 33, 1, 5000);
  const made = areaOf([whole]);
  assert.ok(made?.type === "MultiPolygon");
  const ring = made.coordinates[0]?.[0] as Ring;
  assert.ok(ring.length <= MAX_VERTICES && ring.length > 30);
  assert.deepEqual(ring[0], ring.at(-1));
  assert.ok(Math.abs(areaSize(ring) / areaSize(whole) - 1) < 0.05);
  assert.ok(ring.every(([x, y]) => Math.abs(x * 1000 - Math.round(x * 1000)) < 1e-6 && y < 35));
});

test("of many islands the largest stay, all in all with few vertices", () => {
  const islands = Array.from({ length: 40 }, (_, i) => rough(3 * i, 0, 0.2 + i / 50, 90));
  const made = areaOf(islands);
  assert.ok(made?.type === "MultiPolygon");
  const rings = made.coordinates.flat();
  assert.ok(rings.reduce((sum, ring) => sum + ring.length, 0) <= MAX_VERTICES);
  assert.ok(rings.every((ring) => ring.length >= 4 && (ring[0] as Position)[0] > 30));
});

test("what is smaller than the rounding keeps its shape", () => {
  const made = areaOf([box(70, 33, 0.0004)]);
  assert.ok(made?.type === "MultiPolygon");
  assert.equal(made.coordinates[0]?.[0]?.length, 5);
});

test("nothing to draw has no geometry", () => {
  assert.equal(areaOf([]), null);
  assert.equal(areaOf([[[0, 0], [1, 1], [0, 0]]]), null);
  assert.equal(stretchOf([[[0, 0]]]), null);
});

test("a stretch is a line, its ends kept", () => {
  const line = Array.from({ length: 900 }, (_, i): Position => [i / 100, Math.sin(i / 20)]);
  const made = stretchOf([line]);
  assert.ok(made?.type === "LineString");
  assert.ok(made.coordinates.length <= MAX_VERTICES);
  assert.deepEqual([made.coordinates[0], made.coordinates.at(-1)], [[0, 0], [8.99, Number(Math.sin(44.95).toFixed(5))]]);
  assert.equal(stretchOf([line.slice(0, 3), line.slice(5, 8)])?.type, "MultiLineString");
});
