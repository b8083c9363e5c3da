import assert from "node:assert/strict";
import { test } from "node:test";
import { basisTold } from "../src/panel/basis.ts";

const NAMES = { "https://a.example": "Somebody", "https://a.example/lists": "List of posts", toString: "x" };
// basis, what is shown, where it leads
const CASES: [string, string, string][] = [
  ["unsourced", "no source for the exact spot", ""],
  ["geonames:7", "GeoNames 7", "https://www.geonames.org/7"],
  ["geonames:javascript", "GeoNames javascript", ""],
  ["osm-line", "OpenStreetMap", ""],
  ["published:https://a.example/lists/one", "List of posts", "https://a.example/lists/one"],
  ["published:https://a.example/listsof", "Somebody", "https://a.example/listsof"],
  ["published:https://a.example.org/one", "a.example.org", "https://a.example.org/one"],
  ["published:javascript:alert(1)", "published:javascript:alert(1)", ""],
  ["toString:1", "toString:1", ""],
];
for (const [basis, words, address] of CASES) {
  test(`the basis ${basis} is told as ${words}`, () => {
    assert.deepEqual(basisTold(basis, NAMES), { words, address });
  });
}
