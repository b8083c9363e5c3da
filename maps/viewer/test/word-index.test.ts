import assert from "node:assert/strict";
import { test } from "node:test";
import { WordIndex } from "../src/data/word-index.ts";
import { tokensOf } from "./words.ts";

/** The incidents of a chunk that have a word, one after the other. */
function having(word: string, texts: readonly string[], first = 0): number[] {
  const found = new Uint8Array(first + texts.length);
  WordIndex.of(tokensOf(texts)).mark(word, found, first);
  return [...found.keys()].filter((incident) => found[incident] === 1);
}

/** Many incidents: every second has a frequent word, one of twenty a rare one. */
const MANY = Array.from({ length: 100 }, (_, at) => `Id-${String(at)} ${at % 2 === 0 ? "Clash clash" : "raid"}${at % 20 === 3 ? " at Ḵunaṟ" : ""}`);

for (const [word, texts, found] of [
  ["clash", ["A clash", "none", "Clashes"], [0, 2]],
  ["clash", MANY, MANY.flatMap((_, at) => (at % 2 === 0 ? [at] : []))],
  ["kunar", MANY, [3, 23, 43, 63, 83]],
  ["id-9", MANY, [9, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99]],
  ["خوست", ["خُوست a", "b", "c\x1fخوست"], [0, 2]],
  ["a", ["", "", "a"], [2]],
  ["b", ["a"], []],
  ["b", [], []],
] as const) {
  test(`${word} is in ${String(found.length)} of ${String(texts.length)} incidents`, () => {
    assert.deepEqual(having(word, texts), found);
  });
}

test("the incidents of a later chunk stand behind those before", () => {
  assert.deepEqual(having("b", ["a", "b", "b"], 2000), [2001, 2002]);
});

test("words that occur more often take no more than a bit an incident", () => {
  const bytes = (times: number): number => WordIndex.of(tokensOf(Array<string>(1600).fill("a ".repeat(times)))).bytes;
  assert.equal(bytes(1), bytes(9));
  assert.ok(bytes(9) < 1600);
});
