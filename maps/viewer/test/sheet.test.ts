import assert from "node:assert/strict";
import { test } from "node:test";
import { speedOf } from "../src/page/sheet-drag.ts";
import { covered, nextStand, restOf, standBeside, STANDS } from "../src/page/sheet.ts";

// height of the map, its lower edge, upper edge of the sheet, pixels covered
const CASES = [
  [600, 660, 388, 272],
  [600, 660, 700, 0],
  [300, 660, 100, 180],
] as const;
for (const [height, bottom, top, pixels] of CASES) {
  test(`a sheet from ${top} covers ${pixels} pixels of a map of ${height} down to ${bottom}`, () => {
    assert.equal(covered(height, bottom, top), pixels);
  });
}

// height of the sheet, CSS pixels a millisecond upwards when it is let go, where it comes to rest
const HEIGHTS = [220, 456, 760];
for (const [height, speed, rest] of [
  [230, 0, "down"],
  [330, 0, "down"],
  [345, 0, "half"],
  [600, 0, "half"],
  [620, 0, "tall"],
  [260, 0.8, "half"],
  [430, -1.5, "down"],
  [430, 2, "tall"],
  [900, 3, "tall"],
  [40, -3, "down"],
] as const) {
  test(`a sheet of ${height} pixels let go at ${speed} a millisecond rests ${rest}`, () => {
    assert.equal(restOf(height, speed, HEIGHTS), rest);
  });
}

test("the arrow keys go from stand to stand, and no farther", () => {
  assert.deepEqual(STANDS.map((one) => nextStand(one, 1)), ["half", "tall", "tall"]);
  assert.deepEqual(STANDS.map((one) => nextStand(one, -1)), ["down", "down", "half"]);
});

// how it stands, the lowest of what must be seen in a window of 800, how it stands then
for (const [stand, reach, then] of [
  ["tall", 60, "half"],
  ["tall", 500, "down"],
  ["half", 360, "half"],
  ["half", 380, "down"],
  ["down", 60, "down"],
] as const) {
  test(`a sheet that is ${stand} stands ${then} where the focus reaches down to ${reach}`, () => {
    assert.equal(standBeside(stand, reach, 800), then);
  });
}

test("how fast a finger goes is told by its last places", () => {
  assert.equal(speedOf([{ at: 10, y: 500 }, { at: 30, y: 480 }, { at: 50, y: 440 }]), 1.5);
  assert.deepEqual([speedOf([]), speedOf([{ at: 1, y: 3 }]), speedOf([{ at: 1, y: 3 }, { at: 1, y: 9 }])], [0, 0, 0]);
});
