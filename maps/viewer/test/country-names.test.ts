import assert from "node:assert/strict";
import { test } from "node:test";
import type { BaseData, Part } from "../src/base/basedata.ts";
import { drawLabels } from "../src/base/baselabels.ts";
import { boxAround, type Box } from "../src/canvas/labels.ts";
import type { Theme } from "../src/page/theme.ts";

// Two countries side by side, 600 wide and 900 high; each has its point at its own end.
const RING = (west: number, east: number): number[] => [west, 0, east, 0, east, 900, west, 900];
const COUNTRIES = {
  units: { country: { names: ["West", "East"], world: Float64Array.of(300, 100, 900, 800) } },
  countries: { world: Float64Array.from([...RING(0, 600), ...RING(600, 1200)]), ends: Uint32Array.of(4, 8) },
  neighbours: { names: ["Beyond"], world: Float64Array.of(1210, 450) },
} as unknown as BaseData;
const WIDE = 6; // pixels a letter

/** Where the countries are named on a view whose upper left corner lies there. */
function named(left: number, top: number, width: number, height: number, obstacles: readonly Box[] = [], shown?: Box): Record<string, [number, number]> {
  const found: Record<string, [number, number]> = {};
  const known: Record<string, unknown> = {
    measureText: (text: string) => ({ width: WIDE * text.length }),
    fillText: (text: string, x: number, y: number) => (found[text] = [x, y]),
  };
  const context = new Proxy(known, {
    get: (target, name) => target[String(name)] ?? (() => undefined),
    set: () => true,
  }) as unknown as CanvasRenderingContext2D;
  const view = { scale: 1, left, top, width, height, zoom: 6 };
  drawLabels(context, view, COUNTRIES, {} as Theme, new Set<Part>(["land"]), obstacles, [], shown);
  return found;
}

test("a country that is seen at its own point has its name there", () => {
  const { WEST, EAST } = named(0, 0, 1200, 900);
  assert.deepEqual([WEST, EAST], [[300, 126], [900, 826]]);
});

// upper left corner and size of what is seen, each without one of the points or both
for (const [left, top, width, height] of [
  [200, 0, 800, 500],
  [200, 400, 800, 500],
  [400, 300, 400, 300],
] as const) {
  test(`of two countries that are seen both are named, within their own borders: ${String([left, top, width, height])}`, () => {
    const { WEST, EAST } = named(left, top, width, height);
    assert.ok(WEST && EAST);
    for (const [[x, y], from, to] of [[WEST, 0, 600], [EAST, 600, 1200]] as const) {
      const half = (WIDE * 4) / 2;
      assert.ok(x + left - half >= from && x + left + half <= to, String(x));
      assert.ok(x - half >= 0 && x + half <= width && y >= 0 && y <= height, String([x, y]));
    }
  });
}

test("a name keeps off symbols, and a country without room for it has none", () => {
  const symbol = boxAround(600, 200, 120, 40);
  const { EAST } = named(200, 0, 800, 500, [symbol]);
  assert.ok(EAST !== undefined && !(Math.abs(EAST[0] - 600) < 60 && Math.abs(EAST[1] - 200) < 20));
  assert.deepEqual(Object.keys(named(590, 300, 300, 300)), ["EAST"]);
});

test("of a neighbour the edge shows no part of a name", () => {
  const [whole, cut] = [named(600, 200, 700, 500), named(600, 200, 620, 500)];
  assert.deepEqual([whole["BEYOND"], cut["BEYOND"]], [[610, 250], undefined]);
});

test("what is drawn beside what is seen does not count: a name there would name nothing", () => {
  const seen = { left: 0, top: 0, right: 1200, bottom: 600 };
  const { EAST } = named(0, 0, 1200, 900, [], seen);
  assert.ok(EAST !== undefined && EAST[1] <= 600);
});
