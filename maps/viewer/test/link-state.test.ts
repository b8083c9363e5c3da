import assert from "node:assert/strict";
import { test } from "node:test";
import { NO_CHOICES } from "../src/filters.ts";
import { readLink, writeLink } from "../src/link-state.ts";

const WORDS = {
  side: ["west", "east"],
  type: ["Armed clash", "Air/drone strike"],
  kind: ["point", "area", "stretch", "none"],
  role: ["current", "background"],
  disputed: ["no", "yes"],
  source: ["A & B=C", "خبر", "</script>"],
};

const CASES = [
  ["", {}, ""],
  ["q=two+words", {}, "two words"],
  ["side=west&side=east", { side: [0, 1] }, ""],
  ["type=Air%2Fdrone+strike&disputed=yes", { type: [1], disputed: [1] }, ""],
  ["source=A+%26+B%3DC&source=%3C%2Fscript%3E", { source: [0, 2] }, ""],
] as const;
for (const [text, chosen, query] of CASES) {
  test(`the link ${text || "without anything"} is written and read back`, () => {
    const some = Object.fromEntries(Object.entries(chosen).map(([facet, codes]) => [facet, new Set(codes)]));
    const state = { choices: { ...NO_CHOICES, ...some }, query };
    assert.equal(writeLink(state, WORDS), text);
    assert.deepEqual(readLink(`#${text}`, WORDS), state);
  });
}

for (const text of ["#bm-about", "#side=__proto__", "#constructor=1&kind=nowhere", "#%"]) {
  test(`${text} chooses nothing`, () => {
    assert.deepEqual(readLink(text, WORDS), { choices: NO_CHOICES, query: "" });
  });
}
