import assert from "node:assert/strict";
import { test } from "node:test";
import { distinctIncidents, Selection, step, type Choice } from "../src/page/select.ts";

const group: Choice = { kind: "group", rows: [1, 2], tally: null };
const one: Choice = { kind: "incident", incident: 7 };
const other: Choice = { kind: "incident", incident: 8 };

function watched(): { selection: Selection; heard: (string | null)[] } {
  const selection = new Selection();
  const heard: (string | null)[] = [];
  selection.onChange((choice, how) => heard.push(choice === null ? `none ${how}` : `${choice.kind} ${how}`));
  return { selection, heard };
}

test("back leads from an incident to its group, then to nothing", () => {
  const { selection, heard } = watched();
  selection.choose(group, "map");
  selection.choose(one, "panel", true);
  selection.back();
  assert.equal(selection.current, group);
  selection.back();
  selection.back();
  assert.equal(selection.current, null);
  assert.deepEqual(heard, ["group map", "incident panel", "group panel", "none panel"]);
});

test("a choice on the map starts afresh", () => {
  const { selection } = watched();
  selection.choose(group, "map");
  selection.choose(one, "panel", true);
  selection.choose(other, "map");
  selection.back();
  assert.equal(selection.current, null);
});

test("clearing nothing is no change", () => {
  const { selection, heard } = watched();
  selection.clear("map");
  selection.choose(one, "map");
  selection.clear("map");
  assert.deepEqual(heard, ["incident map", "none map"]);
});

const KEYS: readonly (readonly [string, number, number | null])[] = [
  ["ArrowDown", 0, 1], ["ArrowDown", 4, 4], ["ArrowUp", 3, 2], ["ArrowUp", 0, 0], ["Home", 3, 0], ["End", 0, 4], ["a", 2, null],
];
for (const [key, at, want] of KEYS) {
  test(`${key} from ${String(at)} of 5`, () => assert.equal(step(key, at, 5), want));
}

test("incidents of rows, each once", () => {
  assert.deepEqual(distinctIncidents([3, 2, 0], Uint32Array.of(9, 5, 5, 5)), [5, 9]);
});
