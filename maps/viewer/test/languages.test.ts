import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { gzipSync } from "node:zlib";
import { dateLines, dateOf, datesOf, dateWindow, km, number, tickLabel } from "../src/data/incidents-text.ts";
import { Payload, type Block } from "../src/data/payload.ts";
import { CODES, isolated, LANGUAGES, type Code } from "../src/language/language.ts";
import { solarDay } from "../src/language/solar.ts";
import { FILLED, fill, speak, TEXTS } from "../src/language/strings.ts";
import { inLanguage, wordsAt } from "../src/page/page-words.ts";

const day = (text: string) => Date.parse(`${text}T00:00:00Z`) / 86_400_000;

afterEach(() => {
  speak("en");
});

const DATES: readonly (readonly [Code, string, number, string, string])[] = [
  ["en", "2026-02-26", 1, "day", "26–27 February 2026 (7–8 Hut 1404)"],
  ["ps", "2026-02-26", 1, "day", "۷–۸ کب ۱۴۰۴ (۲۶–۲۷ فبروري ۲۰۲۶)"],
  ["fa", "2026-02-26", 0, "day", "۷ حوت ۱۴۰۴ (۲۶ فبروری ۲۰۲۶)"],
  ["ur", "2026-02-26", 0, "day", "26 فروری 2026 (7 حوت 1404)"],
  ["fa", "2026-03-19", 3, "day", "۲۸ حوت ۱۴۰۴ تا ۲ حمل ۱۴۰۵ (۱۹ تا ۲۲ مارچ ۲۰۲۶)"],
  ["en", "2026-02-01", 27, "month", "in February 2026, day not known (Dalw to Hut 1404)"],
  ["fa", "2026-02-01", 27, "month", "در دلو تا حوت ۱۴۰۴، روز نامعلوم (فبروری ۲۰۲۶)"],
  ["en", "2026-01-01", 364, "year", "in 2026, day not known (1404 to 1405)"],
];
for (const [code, from, days, precision, want] of DATES) {
  test(`${from} and ${String(days)} days, known to the ${precision}, in ${code}`, () => {
    speak(code);
    assert.equal(datesOf(day(from), days, precision), want.replace("۱۹ تا ۲۲", "۱۹–۲۲"));
  });
}

test("where there is little room, the calendar that comes first comes alone or first", () => {
  assert.deepEqual(dateLines(day("2026-02-26"), 0, "day"), ["26 Feb 2026"]);
  speak("ps");
  assert.deepEqual(dateLines(day("2026-02-26"), 0, "day"), ["۷ کب ۱۴۰۴", "۲۶ فبروري ۲۰۲۶"]);
  assert.equal(dateWindow(day("2026-02-26"), 0, "day"), "۲۶ فبروري ۲۰۲۶");
  assert.deepEqual([tickLabel(day("2026-02-26"), "day"), tickLabel(day("2026-01-01"), "year")], ["۲۶ فبروري", "۲۰۲۶"]);
  speak("ur");
  assert.equal(dateOf(day("2026-02-26")), "26 فروری 2026");
});

for (const [text, want] of [["1893-11-12", [1272, 8, 21]], ["2021-03-20", [1399, 12, 30]], ["2026-02-26", [1404, 12, 7]]] as const) {
  test(`${text} in the Solar Hijri calendar`, () => {
    const { year, month, day: of } = solarDay(day(text));
    assert.deepEqual([year, month + 1, of], want);
  });
}

for (const [code, whole, small] of [["en", "1,234,567", "4.3"], ["ps", "۱٬۲۳۴٬۵۶۷", "۴٫۳"], ["fa", "۱٬۲۳۴٬۵۶۷", "۴٫۳"], ["ur", "1,234,567", "4.3"]] as const) {
  test(`numbers in ${code}`, () => {
    speak(code);
    assert.deepEqual([number(1234567), km(4.26)], [whole, small]);
  });
}

for (const code of CODES) {
  test(`digits and separators of ${code} are those that Intl has`, () => {
    const { tag, digits, group, decimal } = LANGUAGES[code];
    const parts = new Intl.NumberFormat(tag, { useGrouping: true }).formatToParts(1234567890.5);
    const of = (type: string) => parts.find((part) => part.type === type)?.value;
    assert.deepEqual([of("group"), of("decimal")], [group, decimal]);
    assert.equal(new Intl.NumberFormat(tag, { useGrouping: false }).format(1234567890), [...digits.slice(1), digits[0]].join(""));
  });
}

test("all that takes parts is a function in every language, and nothing else is", () => {
  for (const code of CODES) {
    speak(code);
    const functions = Object.entries(TEXTS).filter(([, text]) => typeof text === "function").map(([key]) => key);
    assert.deepEqual(functions.sort(), Object.keys(FILLED).sort());
  }
});

for (const [code, n, want] of [["en", 1, "1 incident"], ["en", 2, "2 incidents"], ["ps", 1, "۱ پېښه"], ["ps", 2, "۲ پېښې"], ["fa", 5, "۵ رویداد"], ["ur", 1, "1 واقعہ"], ["ur", 3, "3 واقعات"]] as const) {
  test(`${String(n)} of something in ${code}`, () => {
    speak(code);
    assert.equal(TEXTS.count(n, number(n)), want);
  });
}

test("what runs the other way keeps to itself", () => {
  assert.deepEqual([isolated("کابل"), isolated("Kabul")], ["\u2068کابل\u2069", "Kabul"]);
  speak("fa");
  assert.deepEqual([isolated("کابل"), isolated("Kabul"), isolated("۱۲")], ["کابل", "\u2068Kabul\u2069", "۱۲"]);
});

test("parts that are missing or named like an object's own stay as they are", () => {
  assert.equal(fill("{a} {toString}", { a: "{b}" }), "{b} {toString}");
  assert.equal(wordsAt("page.__proto__.x"), "");
});

test("the page's own words, with parts by language", () => {
  const parts = { line: { en: "Grey Line", fa: "خط" } };
  assert.equal(wordsAt("page.title", parts), "Incidents along the Grey Line");
  speak("fa");
  assert.equal(wordsAt("page.title", parts), "رویدادها در امتداد خط");
  assert.equal(inLanguage({ en: "only" }), "only");
});

function texts(key: string, values: readonly string[]): [string, Block] {
  const text = gzipSync(Buffer.from(JSON.stringify(values))).toString("base64");
  return [key, { key, type: "text", rows: values.length, text }];
}

test("names are those of the language, the pack's own where it has none", async () => {
  const blocks = new Map([texts("n", ["Kabul", "Zhob"]), texts("n@ps", ["کابل", ""]), texts("n@ur", ["کابل", "ژوب"])]);
  const payload = new Payload((key) => blocks.get(key) ?? null);
  assert.deepEqual(await payload.names("n"), ["Kabul", "Zhob"]);
  speak("ps");
  assert.deepEqual(await payload.names("n"), ["کابل", "Zhob"]);
  speak("fa");
  assert.deepEqual(await payload.names("n"), ["Kabul", "Zhob"]);
  assert.deepEqual(await payload.everyName("n"), ["Kabul\nکابل\nکابل", "Zhob\nژوب"]);
});
