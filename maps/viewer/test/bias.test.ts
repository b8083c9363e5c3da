import assert from "node:assert/strict";
import { test } from "node:test";
import type { Facts } from "../src/data/facts.ts";
import type { IncidentText } from "../src/data/incidents-chunk.ts";
import type { IncidentData } from "../src/data/incidents-data.ts";
import { speak } from "../src/language/strings.ts";
import { outletsOf, quietDistricts } from "../src/panel/bias.ts";
import { citation } from "../src/take-away/citation.ts";

/** Three incidents, the second with two places; the last is not located. */
const data = (shown: number[]) =>
  ({
    meta: { incidents: 3, sources: ["Paper", "Post; Paper", ""], units: ["A", "B", "C"] },
    columns: { source: [0, 1, 1, 2], admin2: [0, 1, 2, 65_535], kind: [0, 1, 0, 3] },
    firstRow: Uint32Array.of(0, 1, 3, 4),
    shown: Uint8Array.from(shown),
  }) as unknown as IncidentData;

test("outlets are counted once an incident, of what is shown", () => {
  assert.deepEqual(outletsOf(data([1, 1, 1, 1])), [["Paper", 2], ["not named", 1], ["Post", 1]]);
  assert.deepEqual(outletsOf(data([0, 0, 1, 0])), [["Paper", 1], ["Post", 1]]);
  assert.deepEqual(outletsOf(data([0, 0, 0, 0])), []);
});

test("the rarer outlets are counted together", () => {
  const sources = Array.from({ length: 13 }, (_, i) => `P${String(i).padStart(2, "0")}`);
  const many = {
    meta: { incidents: 13, sources, units: [] },
    columns: { source: sources.map((_, i) => i), admin2: [], kind: [] },
    firstRow: Uint32Array.from({ length: 14 }, (_, i) => i),
    shown: new Uint8Array(13).fill(1),
  } as unknown as IncidentData;
  const told = outletsOf(many);
  assert.equal(told.length, 11);
  assert.deepEqual(told.at(-1), ["3 others", 3, true]);
});

test("districts without a shown place are quiet", () => {
  assert.deepEqual([...quietDistricts(data([1, 1, 1, 1]), ["A", "C", "X"])], ["X"]);
  assert.deepEqual([...quietDistricts(data([1, 0, 0, 1]), ["A", "B", "C"])], ["B", "C"]);
});

const FACTS = { as_of: "2026-03-17", line_version: "v1" } as Facts;
const TEXT = {
  id: "inc-1", source: "Paper", sourceUrl: "https://a.org", licence: "CC0",
  sources: [{ title: "A\u202e night", publisher: "Paper", url: "https://a.org/1", published: "2026-02-27T08:00", licence: "CC0" }],
  places: [{ row: 0, fromKm: null, toKm: null }],
} as unknown as IncidentText;
const INPUT = {
  columns: { day: [20_510], days: [1], kind: [0], prec: [2] }, typeName: () => "Armed clash", placeName: () => "Torkham",
  datePrecision: () => "day", level: () => "crossing", uncertaintyKm: () => 2.5,
} as unknown as IncidentData;

test("a citation names incident, precision, source, data set, date, line and licence", () => {
  assert.equal(
    citation(INPUT, TEXT, FACTS, "Incidents"),
    "Armed clash: Torkham (located near a crossing, \u00b1 2.5 km), 26\u201327 February 2026 (incident inc-1). " +
      "Reported by: A night, Paper, 2026-02-27, https://a.org/1. " +
      "In: Incidents, as of 17 March 2026, line version v1. Licence: CC0.",
  );
});

test("a report of which nothing is known is not cited as one without a name", () => {
  const blank = { title: "", publisher: "", published: "", url: "", language: "", licence: "" };
  const one = { ...TEXT, sources: [blank, ...TEXT.sources] } as typeof TEXT;
  assert.match(citation(INPUT, one, FACTS, "T"), /Reported by: A night, Paper, 2026/);
  const none = { ...TEXT, sources: [blank] } as typeof TEXT;
  assert.match(citation(INPUT, none, FACTS, "T"), /Reported by: Paper, https/);
});

test("an article that two reports are of is cited once, by the one that says most of it", () => {
  const [full] = TEXT.sources;
  const listed = { ...full, title: "", published: "" };
  const other = { ...listed, publisher: "Post", url: "https://b.org/2" };
  const unnamed = { ...listed, url: "" };
  const one = { ...TEXT, sources: [listed, other, full, unnamed, unnamed] } as typeof TEXT;
  assert.match(
    citation(INPUT, one, FACTS, "T"),
    /Reported by: A night, Paper, 2026-02-27, https:\/\/a\.org\/1; Post, https:\/\/b\.org\/2; Paper; Paper\. In/,
  );
});

test("without reports the source of the table is cited; in Dari the order is Dari's", () => {
  const bare = { ...TEXT, sources: [] };
  assert.match(citation(INPUT, bare, { ...FACTS, as_of: "" }, "T"), /Reported by: Paper, https:\/\/a\.org\. In: T, as of date not known,/);
  speak("fa");
  assert.match(citation(INPUT, bare, FACTS, "T"), /به گزارش/);
  speak("en");
});
