import assert from "node:assert/strict";
import { test } from "node:test";
import { NO_CHOICES } from "../src/filters/filters.ts";
import { isoDay, isPlain, NO_STATE, readLink, readTime, withNone, writeLink } from "../src/filters/link-state.ts";
import { openOf, readView, writeOpen, writeView } from "../src/view-link.ts";

const WORDS = {
  side: ["west", "east"],
  type: ["Armed clash", "Air/drone strike"],
  licence: ["CC0", ""],
  prec: ["0", "1", "2"],
  kind: ["point", "area", "stretch", "none"],
  role: withNone(["current", "background"], 255),
  disputed: ["no", "yes"],
  claim: ["killed/civilians", "displaced//families"],
  source: ["A & B=C", "خبر", "</script>"],
};

const CASES: readonly (readonly [string, Record<string, number[]>, string, object?])[] = [
  ["", {}, ""],
  ["prec=1&licence=CC0", { prec: [1], licence: [0] }, ""],
  ["time=2026-02-12..2026-03-03", {}, "", { time: [20_496, 20_515] }],
  ["q=a&side=west&time=1969-12-31..1970-01-02&km=1051..2076&area=AF06", { side: [0] }, "a",
    { time: [-1, 1], km: [1051, 2076], area: "AF06" }],
  ["q=two+words", {}, "two words"],
  ["side=west&side=east", { side: [0, 1] }, ""],
  ["type=Air%2Fdrone+strike&disputed=yes", { type: [1], disputed: [1] }, ""],
  ["role=background&role=", { role: [1, 255] }, ""],
  ["claim=killed%2Fcivilians&claim=displaced%2F%2Ffamilies", { claim: [0, 1] }, ""],
  ["source=A+%26+B%3DC&source=%3C%2Fscript%3E", { source: [0, 2] }, ""],
];
for (const [text, chosen, query, more] of CASES) {
  test(`the link ${text || "without anything"} is written and read back`, () => {
    const some = Object.fromEntries(Object.entries(chosen).map(([facet, codes]) => [facet, new Set(codes)]));
    const state = { ...NO_STATE, choices: { ...NO_CHOICES, ...some }, query, ...more };
    assert.equal(writeLink(state, WORDS), text);
    assert.deepEqual(readLink(new URLSearchParams(text), WORDS), state);
    assert.equal(isPlain(state), text === "");
  });
}

for (const text of [
  "bm-about", "side=__proto__", "side=&kind=&type=", "constructor=1&kind=nowhere", "%", "time=2026-03-03..2026-02-12", "time=2026-02-12",
  "time=2026-13-45..2026-14-01", "km=20..10", "km=x..y", "km=-1..5", "area=%3Cscript%3E", "area=",
]) {
  test(`${text} chooses nothing`, () => {
    assert.deepEqual(readLink(new URLSearchParams(text), WORDS), NO_STATE);
  });
}

for (const [day, text] of [[0, "1970-01-01"], [20_510, "2026-02-26"], [-1, "1969-12-31"], [-719_162, "0001-01-01"]] as const) {
  test(`day ${String(day)} is ${text} and back`, () => {
    assert.equal(isoDay(day), text);
    assert.deepEqual(readTime(`${text}..${text}`), [day, day]);
  });
}

test("a view is written and read back", () => {
  const view = { latitude: 34.1158, longitude: -71.085, zoom: 8.25 };
  assert.deepEqual(readView(new URLSearchParams(writeView(view)).get("at")), view);
});

for (const text of [null, "", "34,71", "99,71,8", "34,190,8", "34,71,40", "a,b,c", "34,71,8,9"]) {
  test(`${String(text)} is no view`, () => {
    assert.equal(readView(text), null);
  });
}

test("an open card is found by its id, looked for near its number", async () => {
  const asked: [string, number][] = [];
  const data = { find: (id: string, hint: number) => (asked.push([id, hint]), Promise.resolve(7)) };
  const words = new URLSearchParams(writeOpen("inc-1 & 2", 7));
  assert.equal(await openOf(words, data as unknown as Parameters<typeof openOf>[1]), 7);
  assert.equal(await openOf(new URLSearchParams("open=x&n=-"), data as unknown as Parameters<typeof openOf>[1]), 7);
  assert.equal(await openOf(new URLSearchParams(), data as unknown as Parameters<typeof openOf>[1]), null);
  assert.deepEqual(asked, [["inc-1 & 2", 7], ["x", 0]]);
});
