import assert from "node:assert/strict";
import { test } from "node:test";
import { covered } from "../src/page/sheet.ts";

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
