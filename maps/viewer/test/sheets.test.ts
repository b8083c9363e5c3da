import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { Sheets, type Place } from "../src/canvas/sheets.ts";

const PLACE = { left: 100, top: 40, width: 10, height: 4 };

/** A canvas of which only its size counts; what is put on one is noted. */
function canvas(put: unknown[] = [], ratio = 2, corner = 0): { width: number; height: number; getContext: () => unknown } {
  const drawImage = (...given: unknown[]): unknown => put.push(given);
  const context = { getTransform: () => ({ a: ratio, e: corner, f: 0 }), setTransform: () => undefined, drawImage };
  return { width: 0, height: 0, getContext: () => context };
}

class Picture {
  isOpen = true;
  constructor(readonly width: number, readonly height: number) {}
  close(): void { this.isOpen = false; }
}

const pictures: Picture[] = [];

class Offscreen {
  constructor(readonly width: number, readonly height: number) {}
  getContext(): unknown { return canvas().getContext(); }
  transferToImageBitmap(): Picture {
    pictures.push(new Picture(this.width, this.height));
    return pictures.at(-1)!;
  }
}

beforeEach(() => {
  pictures.length = 0;
  Object.assign(globalThis, { document: { createElement: () => canvas() }, OffscreenCanvas: Offscreen, ImageBitmap: Picture });
});
afterEach(() => {
  for (const name of ["document", "OffscreenCanvas", "ImageBitmap"]) Reflect.deleteProperty(globalThis, name);
});

for (const [names, drawn, kept] of [
  ["a", "a", 0],
  ["aa", "aa", 1],
  ["aaa", "aa", 2],
  ["aabbaa", "aabb", 4],
  ["aabbccddeeffggaa", "aabbccddeeffgga", 9], // seven are too many: the oldest is drawn again
  ["abcdefghia", "abcdefghia", 0], // what was drawn long ago is forgotten
] as const) {
  test(`of ${names}, ${drawn} are drawn`, () => {
    const put: [{ width: number; height: number }, ...number[]][] = [];
    const context = canvas(put).getContext() as CanvasRenderingContext2D;
    const sheets = new Sheets();
    let done = "";
    for (const name of names) sheets.put(context, PLACE, name, () => (done += name));
    assert.equal(done, drawn);
    assert.equal(put.length, kept);
    for (const [{ width, height }, ...at] of put) assert.deepEqual([width, height, ...at], [20, 8, 0, 0, 20, 8, 0, 0, 10, 4]);
  });
}

test("nothing is drawn where there is no room: a canvas without a size cannot be put on another", () => {
  const put: unknown[] = [];
  const context = canvas(put).getContext() as CanvasRenderingContext2D;
  const sheets = new Sheets();
  for (const size of [{ width: 400, height: 0 }, { width: 0.2, height: 10 }]) {
    for (let i = 0; i < 3; i++) sheets.put(context, { ...PLACE, ...size }, "a", () => put.push("drawn"));
  }
  assert.deepEqual(put, []);
});

/** Make a view of 400 by 300 ahead with air around it; return the places that were drawn. */
function made(sheets: Sheets, ratio: number, air: [number, number] = [200, 100], name = "a"): Place[] {
  const drawn: Place[] = [];
  for (const _ of sheets.ahead(VIEW, air, ratio, name, (_pen, place) => drawn.push(place)));
  return drawn;
}

const VIEW = { left: 1000, top: 500, width: 400, height: 300 };

test("what was made ahead is put, wherever the view lies in it, band by band", () => {
  const sheets = new Sheets();
  const places = made(sheets, 2);
  assert.deepEqual(places.map(({ left, width }) => [left, width]), new Array(4).fill([800, 800]));
  assert.deepEqual(places.map(({ top, height }) => [top, height]), [[396, 136], [524, 136], [652, 136], [780, 124]]);
  assert.deepEqual(pictures.map(({ width, height }) => [width, height]), [[1600, 272], [1600, 272], [1600, 272], [1600, 248]]);
  const put: unknown[][] = [];
  const context = canvas(put).getContext() as CanvasRenderingContext2D;
  sheets.put(context, { ...VIEW, left: 1100, top: 535 }, "a", () => assert.fail("drawn"));
  // the first band lies above the view; of the others what they are drawn beyond their edges is left out
  const parts = [[-7, 128], [121, 128], [249, 116]] as const;
  assert.deepEqual(put.map(([, ...at]) => at), parts.map(([top, height]) => [0, 8, 1600, 2 * height, -300, top, 800, height]));
});

for (const [why, ratio, name, place, corner] of [
  ["it reaches over the edge", 2, "a", { left: 1201 }, 0],
  ["it is of something else", 2, "b", {}, 0],
  ["the screen shows other pixels", 1, "a", {}, 0],
  ["its pixels lie between those that were made", 1.25, "a", { left: 1001 }, 0],
  ["its pixels lie between those of the canvas", 1, "a", {}, 0.25],
] as const) {
  test(`a view is drawn anew where ${why}`, () => {
    const sheets = new Sheets();
    made(sheets, why.startsWith("the screen") ? 2 : ratio);
    let drawn = 0;
    sheets.put(canvas([], ratio, corner).getContext() as CanvasRenderingContext2D, { ...VIEW, ...place }, name, () => drawn++);
    assert.equal(drawn, 1);
  });
}

test("what is there is not made again, and what would take much memory with less around it, or not at all", () => {
  const sheets = new Sheets();
  assert.equal(made(sheets, 1).length, 4);
  assert.equal(made(sheets, 1).length, 0);
  assert.deepEqual(made(new Sheets(), 1, [2000, 500])[0], { left: 0, top: 246, width: 2400, height: 136 });
  assert.deepEqual(made(new Sheets(), 4, [2000, 500])[0], { left: 1000, top: 496, width: 400, height: 136 });
  assert.deepEqual(made(new Sheets(), 5), []);
});

test("pictures that are no longer kept are given back at once", () => {
  const sheets = new Sheets();
  for (const name of "abcdefg") made(sheets, 1, [0, 0], name);
  assert.deepEqual(pictures.map(({ isOpen }) => isOpen), Array.from({ length: 21 }, (_, i) => i >= 3));
});

test("a browser that draws on no hidden canvas makes nothing ahead", () => {
  Reflect.deleteProperty(globalThis, "OffscreenCanvas");
  assert.deepEqual(made(new Sheets(), 1), []);
});
