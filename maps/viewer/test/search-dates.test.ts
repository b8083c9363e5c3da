import assert from "node:assert/strict";
import { test } from "node:test";
import { datesIn } from "../src/data/date-words.ts";
import { findAll } from "../src/data/search-dates.ts";
import { NEVER_FROM, NEVER_TO } from "../src/data/windows.ts";

const day = (iso: string): number => Math.round(Date.parse(`${iso}T00:00:00Z`) / 86_400_000);

for (const [query, dates, rest] of [
  ["26 Feb 2026", ["26 feb 2026"], ""],
  ["torkham 26 February", ["26 february"], "torkham"],
  ["February 26, 2026 drone", ["february 26, 2026"], "drone"],
  ["26th Sept 2025", ["26th sept 2025"], ""],
  ["October 2025", ["october 2025"], ""],
  ["2026-02-26 2025-10", ["2026-02-26", "2025-10"], ""],
  ["۲۶ فبروري ۲۰۲۶", ["26 فبروری 2026"], ""],
  ["26 فروری", ["26 فروری"], ""],
  ["7 Hut 1404", ["7 hut 1404"], ""],
  ["۷ حوت ۱۴۰۴", ["7 حوت 1404"], ""],
  ["2025", ["2025"], ""],
  ["march 55 killed", [], "march 55 killed"],
  ["asad khan", [], "asad khan"],
  ["32 february", [], "32 february"],
  ["12 posts", [], "12 posts"],
  ["february 9999", [], "february 9999"],
  ["5000 12-34", [], "5000 12-34"],
  ["26/2/2026 26.02.2026 26-02-26", ["26/2/2026", "26.02.2026", "26-02-26"], ""],
  ["۲۶/۲/۲۰۲۶ 1404/12/7 2026.02", ["26/2/2026", "1404/12/7", "2026.02"], ""],
  ["40/2/2026 2/40/2026 13/13/2026 1/2.2026 1/2 2600/1/1", [], "40/2/2026 2/40/2026 13/13/2026 1/2.2026 1/2 2600/1/1"],
] as const) {
  test(`${query} asks for the dates [${dates.join("; ")}]`, () => {
    const found = datesIn(query);
    assert.deepEqual(found.dates.map(({ words }) => words), dates);
    assert.equal(found.rest, rest);
  });
}

for (const [query, want] of [
  ["since October 2025", ["since"]], ["drone from 26 Feb 2026", ["since"]], ["October 2025 onwards", ["since"]],
  ["after 2025", ["after"]], ["before 26/2/2026", ["before"]], ["until February 2026", ["until"]],
  ["in October 2025", ["on"]], ["between October 2025 and March 2026", ["between"]],
  ["from 26 february to 3 march 2026", ["between"]], ["26 Feb 2026 - 3 March 2026", ["between"]],
  ["since 2025 before march 2026", ["since", "before"]],
  ["اکتوبر 2025 سے", ["since"]], ["26 فروری 2026 سے پہلے", ["before"]], ["اکتوبر 2025 سے مارچ 2026 تک", ["between"]], ["2025 کے بعد", ["after"]],
  ["از اکتوبر ۲۰۲۵", ["since"]], ["از ۱۴۰۴ به بعد", ["since"]], ["پس از ۷ حوت ۱۴۰۴", ["after"]], ["از حوت ۱۴۰۳ تا حوت ۱۴۰۴", ["between"]],
  ["له اکتوبر ۲۰۲۵ راهیسې", ["since"]], ["تر ۲۰۲۵ پورې", ["until"]], ["له ۲۰۲۵ مخکې", ["before"]],
  ["since march", ["since"]], ["تر فبروري پورې", ["until"]], ["in march", []],
  ["since torkham", []], ["from kabul to khost", []], ["after 5", []],
] as const) {
  test(`${query} bounds days: ${want.join(", ") || "not"}`, () => {
    assert.deepEqual(datesIn(query).dates.map(({ bound }) => bound), want);
  });
}

// a night, a month, a year, no date, and a text that names a day
const FROM = [day("2026-02-26"), day("2026-02-01"), day("2025-01-01"), NEVER_FROM, day("2023-02-20")];
const TO = [day("2026-02-27"), day("2026-02-28"), day("2025-12-31"), NEVER_TO, day("2023-02-20")];
const WINDOWS = { from: Int32Array.from(FROM), to: Int32Array.from(TO), span: [day("2023-02-20"), day("2026-02-28")] } as const;
const TEXTS = ["clash", "strike", "clash", "clash", "clash after 26 february"];
const find = (query: string): Promise<Uint8Array | null> => {
  const words = query.split(" ").filter((word) => word !== "");
  const has = (text: string): number => (words.every((word) => text.includes(word)) ? 1 : 0);
  return Promise.resolve(words.length === 0 ? null : Uint8Array.from(TEXTS, has));
};

for (const [query, found] of [
  ["26 February 2026", [1, 1, 0, 0, 0]],
  ["2026-02-28", [0, 1, 0, 0, 0]],
  ["26/02/2026", [1, 1, 0, 0, 0]],
  ["2/26/26", [1, 1, 0, 0, 0]], // there is no month 26
  ["1/2/2026", [0, 1, 0, 0, 0]], // the first of February
  ["1404/12/7", [1, 1, 0, 0, 0]],
  ["26 february", [1, 1, 1, 0, 1]],
  ["clash 26 february", [1, 0, 1, 0, 1]],
  ["february 2026 clash", [1, 0, 0, 0, 0]],
  ["7 hut 1404", [1, 1, 0, 0, 0]],
  ["1403", [0, 0, 1, 0, 0]],
  ["1999", [0, 0, 0, 0, 0]],
  ["clash", [1, 0, 1, 1, 1]],
  ["since February 2026", [1, 1, 0, 0, 0]],
  ["since 27 february 2026", [1, 1, 0, 0, 0]],
  ["after 27 february 2026", [0, 1, 0, 0, 0]],
  ["before 2026", [0, 0, 1, 0, 1]],
  ["before 26 february 2026", [0, 1, 1, 0, 1]],
  ["until 1/1/2025", [0, 0, 1, 0, 1]],
  ["until 2024", [0, 0, 0, 0, 1]],
  ["since 26 february", [1, 1, 0, 0, 0]], // the latest of which data may tell
  ["since february", [1, 1, 0, 0, 0]],
  ["before february", [0, 0, 1, 0, 1]],
  ["since 29 february", [1, 1, 1, 0, 0]], // of 2024
  ["since october 2030", [0, 0, 0, 0, 0]],
  ["until october 2030", [1, 1, 1, 0, 1]],
  ["since 31 february 2026", [0, 0, 0, 0, 0]],
  ["clash since 2025", [1, 0, 1, 0, 0]],
  ["between october 2025 and january 2026", [0, 0, 1, 0, 0]],
  ["from 20 february 2023 to 3 march 2023", [0, 0, 0, 0, 1]],
  ["20 february 2023 - 1 february 2026", [0, 1, 1, 0, 1]],
  ["27 february to 5 march", [1, 1, 0, 0, 0]],
  ["since 1404", [1, 1, 1, 0, 0]],
  ["since hut 1404 until 7 hut 1404", [1, 1, 0, 0, 0]],
  ["2025 سے پہلے", [0, 0, 0, 0, 1]],
] as const) {
  test(`a search for ${query} finds ${found.join()}`, async () => {
    assert.deepEqual([...((await findAll(query, find, WINDOWS)) ?? [])], found);
  });
}

test("incidents beyond those with words are left out", async () => {
  assert.deepEqual([...((await findAll("since 2023", find, WINDOWS, 2)) ?? [])], [1, 1]);
});

test("a search for nothing leaves all, and nothing is on a day where no date is known", async () => {
  assert.equal(await findAll(" ", find, WINDOWS), null);
  const none = { from: Int32Array.of(NEVER_FROM), to: Int32Array.of(NEVER_TO), span: null };
  assert.deepEqual([...((await findAll("2026", () => Promise.resolve(Uint8Array.of(0)), none)) ?? [])], [0]);
});
