import assert from "node:assert/strict";
import { test } from "node:test";
import { inWords, sentence, type Reason } from "../src/data/reasons.ts";
import { CODES, MESSAGES } from "../src/language/language.ts";
import { speak } from "../src/language/strings.ts";

const REASON: Reason = [
  "given",
  ["named", ["found", "barmal", ["in", "admin2", "Paktika"], [["name", "gazetteer", "exact"], ["in", "Paktika"]]]],
  ["beside", "Khost, Zhob"],
  ["apart", "12"],
];
const ENGLISH =
  "coordinates given; named by the words: 'barmal' is a district in Paktika (a known name, spelt so; in Paktika, which the text names too); " +
  "the text also names Khost, Zhob; words and coordinates are 12 km apart, coordinates win, but as no exact point";

test("a reason is the sentence of its table in English, in any language of the page", () => {
  for (const code of CODES) {
    speak(code);
    assert.equal(sentence(REASON), ENGLISH);
  }
  speak("en");
  assert.equal(inWords(REASON, {}), ENGLISH);
});

test("names stand in the language where it has them, Latin ones apart", () => {
  const names = { Paktika: "پکتیکا", Khost: "خوست" };
  speak("fa");
  assert.equal(
    inWords(REASON, names),
    "مختصات داده شده است؛ نام از روی کلمات: «\u2068barmal\u2069»: یک ولسوالی در پکتیکا (نام شناخته‌شده، عیناً؛ در پکتیکا که متن از آن هم نام می‌برد)؛ " +
      "متن از این‌ها هم نام می‌برد: خوست، \u2068Zhob\u2069؛ کلمات و مختصات ۱۲ کیلومتر از هم دورند، مختصات ملاک است، اما نه چون نقطه‌ای دقیق",
  );
  speak("en");
});

test("a sentence that no template makes stays as it is, and no name is looked for above the table", () => {
  assert.equal(inWords("by the coder", {}), "by the coder");
  speak("ur");
  assert.match(inWords([["stands_for", "x", "toString"]], {}), /^$/);
  assert.match(inWords(["given", ["far", "toString"]], {}), /\u2068toString\u2069/);
  speak("en");
});

test("every language has every template, with the same parts", () => {
  const parts = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([part]) => part).sort();
  for (const code of CODES) {
    for (const [table, templates] of Object.entries(MESSAGES.en.reasons)) {
      const own: Readonly<Record<string, string>> = MESSAGES[code].reasons[table as "kind"];
      for (const [name, text] of Object.entries(templates)) assert.deepEqual(parts(own[name] ?? ""), parts(text));
    }
  }
});
