import assert from "node:assert/strict";
import { test } from "node:test";
import { fold, wordsOf } from "../src/data/fold.ts";
import { Search } from "../src/data/search.ts";
import { tokensOf } from "./words.ts";

for (const [text, folded] of [
  ["Spīn Bōldak", "spin boldak"],
  ["KABUL", "kabul"],
  ["كابل", "کابل"],
  ["پکتي\u200cکا", "پکتیکا"],
  ["A كابل B خُوست C\u001fD", "a کابل b خوست c\u001fd"],
  ["خُوست", "خوست"],
  ["\u2068Shiro Obu\u2069, \u200fخوست\u200e", "shiro obu, خوست"],
  ["پاکستانی ہلاک ۱۲", "پاکستانی هلاک 12"],
] as const) {
  test(`${text} is compared as ${folded}`, () => {
    assert.equal(fold(text), folded);
  });
}

for (const [query, words] of [
  ["  Spin\u00a0 Boldak ", ["spin", "boldak"]], ["سپین\u200cبولدک", ["سپین", "بولدک"]], ["\u202e \u200c", []],
] as const) {
  test(`the words of ${JSON.stringify(query)} are ${words.join(" and ")}`, () => {
    assert.deepEqual(wordsOf(query), words);
  });
}

const CHUNKS = [["Clash at Torkham\nsoldiers", "Strike in Kunar"], ["Clash in Kunar", "پکتیکا A\u00a0post"]];
const NAMES = { words: ["Kabul\nکابل", "Khost Pass\nخوست", "Unused"], codes: [0, 1, 1, 0, 0], isPlace: true };
const UNITS = { words: ["AF0705", "PK20711"], codes: [0, 1, 0, 0, 1], fromStart: true };
const words = {
  chunks: 2,
  chunkSize: 2,
  wordsOf: (chunk: number) => Promise.resolve(tokensOf(CHUNKS[chunk] as string[])),
  coded: () => Promise.resolve([NAMES, UNITS]),
  incidentOfRow: [0, 1, 2, 2, 3],
  codesOf: NAMES.codes,
};

for (const [query, found] of [
  ["kunar", [0, 1, 1, 0]],
  ["clash KUNAR", [0, 0, 1, 0]],
  ["پكتيكا", [0, 0, 0, 1]],
  ["soldiers strike", [0, 0, 0, 0]],
  ["post", [0, 0, 0, 1]],
  ["orkha", [1, 0, 0, 0]],
  ["a", [1, 1, 1, 1]],
  ["__proto__", [0, 0, 0, 0]],
  ["quarter", [0, 0, 0, 0]],
  ["KABUL", [1, 0, 1, 1]],
  ["كابل clash", [1, 0, 1, 0]],
  ["khost", [0, 1, 1, 0]],
  ["khostpass", [0, 1, 1, 0]],
  ["passخوست", [0, 0, 0, 0]],
  ["unused", [0, 0, 0, 0]],
  ["af0705", [1, 0, 1, 0]],
  ["PK207", [0, 1, 0, 1]],
  ["07", [0, 0, 0, 0]],
] as const) {
  test(`a search for ${query} finds ${found.join()}`, async () => {
    assert.deepEqual([...((await new Search(words, 4).find(query)) ?? [])], found);
  });
}

for (const [query, named] of [
  ["kabul", [1, 0, 0, 1, 1]], ["clash khostpass", [0, 1, 1, 0, 0]], ["خوست khost kunar", [0, 2, 2, 0, 0]], ["unused", [0, 0, 0, 0, 0]],
  ["af0705", null], ["clash", null], ["", null], // no place: the test's units are told of nothing
] as const) {
  test(`a search for ${query} names places of rows: ${String(named)}`, async () => {
    const naming = await new Search(words, 4).naming(query);
    assert.deepEqual(naming === null ? null : words.codesOf.map((_, row) => naming(row)), named);
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

test("texts beyond what is kept are read again, but only where a shorter word was", async () => {
  const read: number[] = [];
  const counted = { ...words, wordsOf: (chunk: number) => (read.push(chunk), words.wordsOf(chunk)) };
  const search = new Search(counted, 4, 0);
  for (const [query, found, chunks] of [
    ["str", [0, 1, 0, 0], [0, 1]],
    ["strike", [0, 1, 0, 0], [0]],
    ["strike", [0, 1, 0, 0], []],
    ["clash", [1, 0, 1, 0], [0, 1]],
    ["strike clash", [0, 0, 0, 0], []],
  ] as const) {
    read.length = 0;
    assert.deepEqual([...((await search.find(query)) ?? [])], found, query);
    assert.deepEqual(read.sort(), chunks, query);
  }
});

test("an answer that is remembered is not changed by who asked for it", async () => {
  const search = new Search(words, 4);
  for (const given of [await search.find("clash"), await search.find("clash kunar")]) given?.fill(1);
  assert.deepEqual([...((await search.find("clash")) ?? [])], [1, 0, 1, 0]);
});

test("what is prepared is not read again", async () => {
  let reads = 0;
  const search = new Search({ ...words, wordsOf: (chunk: number) => (reads++, words.wordsOf(chunk)) }, 4);
  assert.equal(search.isReady("kunar"), false);
  await search.prepare();
  assert.equal(reads, 2);
  assert.equal(search.isReady("kunar"), true);
  assert.deepEqual([...((await search.find("kunar")) ?? [])], [0, 1, 1, 0]);
  assert.equal(reads, 2);
});

test("words that are let go are read again; what they found is known", async () => {
  let reads = 0;
  const search = new Search({ ...words, wordsOf: (chunk: number) => (reads++, words.wordsOf(chunk)) }, 4);
  await search.find("kunar");
  search.letGo();
  assert.deepEqual([search.isReady("Kunar"), search.isReady("kuna")], [true, false]);
  await search.find("kunar");
  assert.equal(reads, 2);
  assert.deepEqual([...((await search.find("clash")) ?? [])], [1, 0, 1, 0]);
  assert.equal(reads, 4);
});
