import assert from "node:assert/strict";
import { test } from "node:test";
import type { BaseData } from "../src/base/basedata.ts";
import { drawLabels } from "../src/base/baselabels.ts";
import { boxAround, type Box } from "../src/canvas/labels.ts";
import type { Theme } from "../src/page/theme.ts";

const VIEW = { scale: 1, left: 0, top: 0, width: 400, height: 300, zoom: 7 };

/** Where names are written on a canvas on which each letter is six pixels wide. */
function written(obstacles: readonly Box[], hidden: readonly Box[] = [], shown?: Box): Map<string, [number, number]> {
  const found = new Map<string, [number, number]>();
  const known: Record<string, unknown> = {
    measureText: (text: string) => ({ width: 6 * text.length }),
    fillText: (text: string, x: number, y: number) => found.set(text, [x, y]),
  };
  const context = new Proxy(known, {
    get: (target, name) => target[String(name)] ?? (() => undefined),
    set: () => true,
  }) as unknown as CanvasRenderingContext2D;
  const data = {
    places: { names: ["Town", "Far"], world: Float64Array.of(200, 150, 60, 40), rank: Uint8Array.of(1, 1) },
  } as unknown as BaseData;
  drawLabels(context, VIEW, data, {} as Theme, new Set(["places"] as const), obstacles, hidden, shown);
  return found;
}

function covers(box: Box, [x, y]: readonly [number, number], width: number): boolean {
  return x + width / 2 > box.left && x - width / 2 < box.right && y + 6 > box.top && y - 6 < box.bottom;
}

test("a name stands right of its dot where nothing is in the way", () => {
  const [x, y] = written([]).get("Town")!;
  assert.ok(x > 209 && y === 150);
});

// boxes of symbols, each around the town or beside it
for (const [what, boxes] of [
  ["a symbol", [boxAround(200, 150, 13, 13)]],
  ["a large cluster", [boxAround(205, 152, 44, 44)]],
  ["a symbol at its right", [boxAround(225, 150, 20, 20)]],
  ["a symbol and counts around it", [boxAround(200, 150, 13, 13), boxAround(232, 150, 30, 18)]],
] as const) {
  test(`${what} covers no name, and the name is there`, () => {
    const names = written(boxes);
    const at = names.get("Town");
    assert.ok(at);
    for (const box of boxes) assert.ok(!covers(box, at, 24), JSON.stringify([box, at]));
    assert.deepEqual(names.get("Far"), written([]).get("Far"));
  });
}

test("a name is seen whole together with its dot, or not at all", () => {
  const shown = { left: 20, top: 20, right: 220, bottom: 280 };
  assert.ok(written([], [], shown).get("Town")![0] < 200, "there is room on the dot's other side");
  const taken = [boxAround(165, 150, 50, 20), boxAround(190, 124, 80, 20), boxAround(190, 176, 80, 20)];
  assert.equal(written(taken, [], shown).has("Town"), false, "only half of it would be seen");
  for (const edge of [195, 197, 199]) {
    const at = written([], [], { ...shown, right: edge }).get("Town")!;
    assert.ok(at[0] - 12 >= edge, "its dot is not seen: it waits in the margin with it");
  }
});

test("no name stands off the corner of a symbol: it would seem another place's", () => {
  const sides = [boxAround(240, 150, 60, 20), boxAround(160, 150, 60, 20), boxAround(200, 120, 40, 36), boxAround(200, 180, 40, 36)];
  assert.equal(written([boxAround(200, 150, 20, 20), ...sides]).has("Town"), false);
});

test("a name without any room is left out", () => {
  assert.equal(written([boxAround(200, 150, 300, 200)]).has("Town"), false);
});

test("a town under what stands over the map has no name beside that; others keep off it", () => {
  const legend = boxAround(190, 150, 40, 40);
  assert.deepEqual([...written([], [legend]).keys()], ["Far"]);
  const beside = boxAround(230, 150, 40, 40);
  const at = written([], [beside]).get("Town");
  assert.ok(at !== undefined && !covers(beside, at, 24));
});
