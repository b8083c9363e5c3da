import assert from "node:assert/strict";
import { test } from "node:test";
import { bitsOf, marksOf, numbersTo, widerTo } from "../src/data/numbers.ts";

for (const [most, narrow, wide] of [[0, 1, 2], [255, 1, 2], [256, 2, 2], [65_535, 2, 2], [65_536, 4, 4], [2 ** 32 - 1, 4, 4]] as const) {
  test(`numbers up to ${String(most)} take ${String(narrow)} bytes, or ${String(wide)}`, () => {
    for (const [numbers, bytes] of [[numbersTo(most, 3), narrow], [widerTo(most, 3), wide]] as const) {
      numbers[2] = most;
      assert.deepEqual([[...numbers], numbers.byteLength], [[0, 0, most], 3 * bytes]);
    }
  });
}

for (const length of [0, 1, 8, 9, 2003]) {
  test(`${String(length)} marks are the same as bits, in an eighth of the bytes`, () => {
    const marks = Uint8Array.from({ length }, (_, i) => (i % 7 === 3 || i % 5 === 0 ? 1 : 0));
    const bits = bitsOf(marks);
    assert.deepEqual([marksOf(bits, length), bits.length], [marks, Math.ceil(length / 8)]);
  });
}
