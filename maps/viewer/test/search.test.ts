import assert from "node:assert/strict";
import { test } from "node:test";
import { fold, Search } from "../src/search.ts";

for (const [text, folded] of [
  ["Spīn Bōldak", "spin boldak"],
  ["KABUL", "kabul"],
  ["كابل", "کابل"],
  ["پکتي\u200cکا", "پکتیکا"],
  ["خُوست", "خوست"],
  ["پاکستانی ہلاک ۱۲", "پاکستانی هلاک 12"],
] as const) {
  test(`${text} is compared as ${folded}`, () => {
    assert.equal(fold(text), folded);
  });
}

const CHUNKS = [["Clash at Torkham\nsoldiers", "Strike in Kunar"], ["Clash in Kunar", "پکتیکا"]];
const NAMES = { words: ["Kabul\nکابل", "Khost\nخوست", "Unused"], codes: [0, 1, 1, 0, 0] };
const words = {
  chunks: 2,
  wordsOf: (chunk: number) => Promise.resolve(CHUNKS[chunk] as string[]),
  coded: () => Promise.resolve([NAMES]),
  incidentOfRow: [0, 1, 2, 2, 3],
};

for (const [query, found] of [
  ["kunar", [0, 1, 1, 0]],
  ["clash KUNAR", [0, 0, 1, 0]],
  ["پكتيكا", [0, 0, 0, 1]],
  ["soldiers strike", [0, 0, 0, 0]],
  ["__proto__", [0, 0, 0, 0]],
  ["quarter", [0, 0, 0, 0]],
  ["KABUL", [1, 0, 1, 1]],
  ["كابل clash", [1, 0, 1, 0]],
  ["khost", [0, 1, 1, 0]],
  ["unused", [0, 0, 0, 0]],
] as const) {
  test(`a search for ${query} finds ${found.join()}`, async () => {
    assert.deepEqual([...((await new Search(words, 4).find(query)) ?? [])], found);
  });
}

test("a search for nothing leaves all", async () => {
  assert.equal(await new Search(words, 4).find("  "), null);
});

test("texts are read once", async () => {
  let reads = 0;
  const counted = { ...words, wordsOf: (chunk: number) => (reads++, words.wordsOf(chunk)) };
  const search = new Search(counted, 4);
  await Promise.all([search.find("kunar"), search.find("clash")]);
  assert.equal(reads, 2);
});
