import assert from "node:assert/strict";
import { test } from "node:test";
import { GROUPED, groupsOf } from "../src/filters/groups.ts";

const CODES = {
  side: Uint8Array.of(0, 1, 0, 0, 1, 0),
  type: Uint8Array.of(7, 7, 7, 200, 7, 7),
  role: Uint8Array.of(0, 0, 0, 254, 0, 0),
  disputed: Uint8Array.of(1, 1, 1, 1, 1, 0),
  licence: Uint16Array.of(3, 3, 3, 65_534, 3, 3),
};

test("incidents that are alike in all are of one group", () => {
  const { size, of } = groupsOf(6, CODES);
  assert.equal(size, 4);
  assert.deepEqual([...of], [0, 1, 0, 2, 1, 3]);
});

test("a group has the codes of its incidents", () => {
  const { of, codes } = groupsOf(6, CODES);
  for (const facet of GROUPED) assert.deepEqual(Array.from(of, (group) => codes[facet][group]), [...CODES[facet]], facet);
});

test("no incident, no group", () => {
  const none = { side: new Uint8Array(0), type: new Uint8Array(0), role: new Uint8Array(0), disputed: new Uint8Array(0), licence: new Uint16Array(0) };
  assert.equal(groupsOf(0, none).size, 0);
});

test("more pairs of codes than a table has room for", () => {
  const count = 12_000;
  const source = Uint16Array.from({ length: count }, (_, i) => i % 4000);
  const claim = Uint16Array.from({ length: count }, (_, i) => (i * 7) % 3000);
  const { size, of, codes } = groupsOf(count, { source, claim });
  assert.equal(size, count);
  assert.deepEqual(Array.from(of, (group) => [codes.source[group], codes.claim[group]]), Array.from(source, (one, i) => [one, claim[i]]));
});

test("more groups than two bytes can number", () => {
  const count = 70_000;
  const licence = Uint16Array.from({ length: count }, (_, i) => i % 60_000);
  const side = Uint8Array.from({ length: count }, (_, i) => (i < 60_000 ? 0 : 1));
  const none = new Uint8Array(count);
  const { size, of } = groupsOf(count, { side, type: none, role: none, disputed: none, licence });
  assert.deepEqual([size, of[count - 1]], [count, count - 1]);
});
