import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { Sheets } from "../src/canvas/sheets.ts";

const SIZE = { width: 10, height: 4 };

/** A canvas of which only its size counts; what is put on one is noted. */
function canvas(put: unknown[] = []): { width: number; height: number; getContext: () => unknown } {
  const context = { getTransform: () => ({ a: 2 }), setTransform: () => undefined, drawImage: (sheet: unknown) => put.push(sheet) };
  return { width: 0, height: 0, getContext: () => context };
}

beforeEach(() => {
  Object.assign(globalThis, { document: { createElement: () => canvas() } });
});
afterEach(() => {
  Reflect.deleteProperty(globalThis, "document");
});

for (const [names, drawn, kept] of [
  ["a", "a", 0],
  ["aa", "aa", 1],
  ["aaa", "aa", 2],
  ["aabbaa", "aabb", 4],
  ["aabbccddaa", "aabbccdda", 6], // four are too many: the oldest is drawn again
  ["abcdefghia", "abcdefghia", 0], // what was drawn long ago is forgotten
] as const) {
  test(`of ${names}, ${drawn} are drawn`, () => {
    const put: { width: number; height: number }[] = [];
    const context = canvas(put).getContext() as CanvasRenderingContext2D;
    const sheets = new Sheets();
    let done = "";
    for (const name of names) sheets.put(context, SIZE, name, () => (done += name));
    assert.equal(done, drawn);
    assert.equal(put.length, kept);
    for (const sheet of put) assert.deepEqual([sheet.width, sheet.height], [20, 8]);
  });
}

test("nothing is drawn where there is no room: a canvas without a size cannot be put on another", () => {
  const put: unknown[] = [];
  const context = canvas(put).getContext() as CanvasRenderingContext2D;
  const sheets = new Sheets();
  for (const size of [{ width: 400, height: 0 }, { width: 0.2, height: 10 }]) {
    for (let i = 0; i < 3; i++) sheets.put(context, size, "a", () => put.push("drawn"));
  }
  assert.deepEqual(put, []);
});
