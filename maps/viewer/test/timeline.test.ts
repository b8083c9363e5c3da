import assert from "node:assert/strict";
import { test } from "node:test";
import { nextEdge, wholeDays } from "../src/charts/chart-brushes.ts";
import { fitting, roundUp } from "../src/charts/chart-draw.ts";
import { withAir } from "../src/charts/chart-unit.ts";
import { binsOf, highest, histogramOf, nextFilled, runningTotal } from "../src/charts/histogram.ts";
import { stepped } from "../src/charts/player.ts";
import { binName, spanOf, tickLabel } from "../src/data/incidents-text.ts";
import { NEVER_FROM, NEVER_TO, windowsOf } from "../src/data/windows.ts";
import { isoDay } from "../src/filters/link-state.ts";
import { edgesOf, startOf, stepFrom, ticksOf, unitFor, type Unit } from "../src/language/calendar.ts";
import { sieveOf } from "./sieves.ts";

const day = (iso: string): number => Math.round(Date.parse(`${iso}T00:00:00Z`) / 86_400_000);

for (const [unit, given, start, next] of [
  ["day", "2026-02-26", "2026-02-26", "2026-02-27"],
  ["week", "2026-02-26", "2026-02-23", "2026-03-02"],
  ["week", "2026-02-23", "2026-02-23", "2026-03-02"],
  ["week", "1969-12-31", "1969-12-29", "1970-01-05"],
  ["month", "2026-02-26", "2026-02-01", "2026-03-01"],
  ["month", "2024-12-31", "2024-12-01", "2025-01-01"],
  ["month", "0099-02-03", "0099-02-01", "0099-03-01"],
] as const) {
  test(`the ${unit} of ${given} begins on ${start}, the next on ${next}`, () => {
    assert.equal(isoDay(startOf(unit, day(given))), start);
    assert.equal(isoDay(stepFrom(unit, day(start))), next);
  });
}

test("edges hold the whole span", () => {
  const edges = edgesOf("month", day("2026-01-15"), day("2026-03-01"));
  assert.deepEqual([...edges].map(isoDay), ["2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01"]);
});

for (const [days, width, unit] of [[30, 700, "day"], [200, 700, "day"], [365, 700, "week"], [1700, 700, "month"], [1, 0, "month"]] as const) {
  test(`${String(days)} days on ${String(width)} pixels are counted by ${unit}`, () => assert.equal(unitFor(days, width), unit));
}

for (const [from, to, width, ticks] of [
  ["2026-02-25", "2026-03-03", 300, ["25 Feb", "26 Feb", "27 Feb", "28 Feb", "1 Mar", "2 Mar"]],
  ["2026-02-01", "2026-03-16", 680, ["2 Feb", "9 Feb", "16 Feb", "23 Feb", "2 Mar", "9 Mar"]],
  ["2025-11-10", "2026-05-01", 300, ["Dec", "2026", "Feb", "Mar", "Apr"]],
  ["2021-08-29", "2026-03-17", 680, ["2022", "Jul", "2023", "Jul", "2024", "Jul", "2025", "Jul", "2026"]],
  ["1990-01-01", "2026-01-01", 400, ["1990", "1995", "2000", "2005", "2010", "2015", "2020", "2025"]],
] as const) {
  test(`marks from ${from} to ${to}`, () => {
    const found = ticksOf(day(from), day(to), width, 46);
    assert.deepEqual(found.map(({ day: at, tells }) => tickLabel(at, tells)), ticks);
  });
}

test("a date is as wide as its source knew it", () => {
  const precisions = ["day", "week", "month", "year"];
  const dates = {
    day: Int32Array.of(day("2026-02-26"), day("2026-02-24"), day("2026-02-10"), day("2025-05-05"), -(2 ** 31), day("2024-11-01")),
    days: Uint16Array.of(1, 0, 0, 3, 0, 78),
    dateprec: Uint8Array.of(0, 1, 2, 3, 0, 2),
  };
  const { from, to, span } = windowsOf(dates, Uint32Array.of(0, 1, 2, 3, 4, 5, 6), precisions);
  const dated = [0, 1, 2, 3, 5].map((i) => [isoDay(from[i]!), isoDay(to[i]!)]);
  assert.deepEqual(dated, [
    ["2026-02-26", "2026-02-27"], ["2026-02-24", "2026-03-02"], ["2026-02-01", "2026-02-28"],
    ["2025-01-01", "2025-12-31"], ["2024-11-01", "2025-01-31"],
  ]);
  assert.deepEqual([from[4], to[4]], [NEVER_FROM, NEVER_TO]);
  assert.deepEqual(span?.map(isoDay), ["2024-11-01", "2026-03-02"]);
  assert.equal(windowsOf(dates, Uint32Array.of(4, 5), precisions).span, null);
});

// unit, windows as days from the first edge, what is exact, what is shared out
const COUNTS: [Unit, [number, number][], number[], number[]][] = [
  ["day", [[0, 0], [1, 1], [1, 2], [3, 3]], [1, 2, 0, 1], [0, 0, 0, 0]],
  ["day", [[0, 3]], [0, 0, 0, 0], [0.25, 0.25, 0.25, 0.25]],
  ["week", [[0, 6], [2, 3], [6, 7]], [3, 0, 0], [0, 0, 0]],
  ["week", [[0, 13], [5, 18]], [0, 0, 0], [0.5 + 2 / 14, 0.5 + 0.5, 5 / 14]],
  ["week", [[0, 20]], [0, 0, 0], [1 / 3, 1 / 3, 1 / 3]],
];
const MONDAY = day("2026-02-23");
for (const [unit, spans, exact, vague] of COUNTS) {
  test(`by ${unit}, ${JSON.stringify(spans)}`, () => {
    const bins = binsOf(unit, MONDAY, MONDAY + (unit === "day" ? 3 : 20));
    const windows = {
      from: Int32Array.from(spans, ([from]) => MONDAY + from), to: Int32Array.from(spans, ([, to]) => MONDAY + to),
    };
    const counts = histogramOf(windows, bins, sieveOf(spans.length, 0));
    assert.deepEqual([...counts.exact], exact);
    vague.forEach((share, bin) => {
      assert.ok(Math.abs(counts.vague[bin]! - share) < 1e-12, `bin ${String(bin)}: ${String(counts.vague[bin])}`);
    });
    // no incident is lost, none counts twice
    const sum = [...counts.exact, ...counts.vague].reduce((a, b) => a + b, 0);
    assert.ok(Math.abs(sum - spans.length) < 1e-9);
    assert.equal(counts.dated + counts.spread, spans.length);
  });
}

test("only what passes counts; what has no date is told apart", () => {
  const windows = { from: Int32Array.of(MONDAY, MONDAY, NEVER_FROM, NEVER_FROM), to: Int32Array.of(MONDAY, MONDAY, NEVER_TO, NEVER_TO) };
  const counts = histogramOf(windows, binsOf("day", MONDAY, MONDAY), sieveOf(4, 0, (incident) => incident !== 0 && incident !== 3));
  assert.deepEqual([[...counts.exact], counts.dated, counts.undated], [[1], 1, 1]);
});

test("running totals, the highest bar, the next with incidents", () => {
  const counts = { exact: Uint32Array.of(2, 0, 0, 1), vague: Float64Array.of(0, 0.5, 0, 0), dated: 3, spread: 1, undated: 0, folded: 0 };
  const total = runningTotal(counts);
  assert.deepEqual([[...total.exact], [...total.vague]], [[2, 2, 2, 3], [0, 0.5, 0.5, 0.5]]);
  assert.deepEqual([highest(counts, 0, 3), highest(counts, 1, 2), highest(total, 0, 3)], [2, 1, 3.5]);
  assert.deepEqual([nextFilled(counts, 1, 1), nextFilled(counts, 3, -1), nextFilled(counts, 3, 1), nextFilled(counts, -1, 1)], [3, 1, null, 0]);
});

test("playing goes from one bin with incidents to the next, or keeps its start", () => {
  const bins = binsOf("day", MONDAY, MONDAY + 3);
  const counts = { exact: Uint32Array.of(1, 0, 2, 0), vague: new Float64Array(4), dated: 3, spread: 0, undated: 0, folded: 0 };
  const at = (window: readonly [number, number] | null, by: 1 | -1, running = false) =>
    stepped({ bins, counts, window: window && [MONDAY + window[0], MONDAY + window[1]], running }, by)?.map((d) => d - MONDAY);
  assert.deepEqual(at(null, 1), [0, 0]);
  assert.deepEqual(at(null, -1), [2, 2]);
  assert.deepEqual(at([0, 0], 1), [2, 2]);
  assert.deepEqual(at([2, 2], -1), [0, 0]);
  assert.deepEqual(at([0, 0], 1, true), [0, 2]);
  assert.deepEqual(at([2, 2], 1), undefined);
});

for (const [unit, given, by, large, edge] of [
  ["week", "2026-02-23", 1, false, "2026-03-02"],
  ["week", "2026-02-25", 1, false, "2026-03-02"],
  ["week", "2026-02-25", -1, false, "2026-02-23"],
  ["week", "2026-02-23", -1, false, "2026-02-16"],
  ["week", "2026-02-23", 1, true, "2026-03-01"],
  ["day", "2026-02-23", 1, true, "2026-03-02"],
  ["month", "2026-02-01", 1, true, "2027-02-01"],
  ["month", "2026-02-01", -1, true, "2025-02-01"],
] as const) {
  test(`by ${unit}, ${large ? "a leap" : "a step"} of ${String(by)} from ${given} is ${edge}`, () => {
    assert.equal(isoDay(nextEdge(unit, day(given), by, large)), edge);
  });
}

test("a brush holds whole days, at least one", () => {
  assert.deepEqual([wholeDays([1.4, 3.6]), wholeDays([1.4, 1.45]), wholeDays([2, 5])], [[1, 3], [1, 1], [2, 4]]);
});

for (const [value, round] of [[0, 1], [1, 1], [2, 2], [7, 8], [11, 20], [45, 50], [101, 200], [61_000, 80_000]] as const) {
  test(`the axis of ${String(value)} ends at ${String(round)}`, () => assert.equal(roundUp(value), round));
}

test("spans and bins in words", () => {
  assert.equal(spanOf(day("2026-02-12"), day("2026-03-03"), true), "12 Feb to 3 Mar 2026");
  assert.deepEqual(
    (["day", "week", "month"] as const).map((unit) => binName(unit, day("2026-02-01"))),
    ["1 Feb 2026", "week from 1 Feb 2026", "February 2026"],
  );
});

for (const [text, room, fits] of [["Torkham", 7, "Torkham"], ["Torkham", 5, "Tork…"], ["New Gate", 5, "New…"], ["New Gate", 7, "New…"], ["Kunar / Bajaur", 10, "Kunar…"], ["1 Torkham", 6, "1 Tor…"], ["Gate", 0, "G…"]] as const) {
  test(`of ${text}, ${fits} fits into ${String(room)} letters`, () => {
    assert.equal(fitting(text, (part) => part.length <= room), fits);
  });
}

test("a night counts on the day it began; a cell of two days is shared out over both", () => {
  const bins = binsOf("day", day("2026-02-23"), day("2026-02-25"));
  const two = { from: Int32Array.of(day("2026-02-23")), to: Int32Array.of(day("2026-02-24")) };
  assert.deepEqual([...histogramOf(two, bins, sieveOf(two.from.length, 0)).exact], [1, 0, 0]);
  const cell = histogramOf({ ...two, from: two.from.slice() }, bins, sieveOf(two.from.length, 0), Uint32Array.of(8), 0);
  assert.deepEqual([[...cell.exact], [...cell.vague]], [[0, 0, 0], [4, 4, 0]]);
});

test("the same bins count other windows anew", () => {
  const bins = binsOf("day", day("2026-02-23"), day("2026-02-25"));
  const on = (iso: string) => ({ from: Int32Array.of(day(iso)), to: Int32Array.of(day(iso)) });
  const counted = ["2026-02-23", "2026-02-25"].map((iso) => [...histogramOf(on(iso), bins, sieveOf(on(iso).from.length, 0)).exact]);
  assert.deepEqual(counted, [[1, 0, 0], [0, 0, 1]]);
});

for (const [what, span, axis] of [
  ["a single day stands in the middle of a week", [100, 100], [97, 103]],
  ["two days are not at the edges", [100, 101], [97, 104]],
  ["a month has a day of air at either end", [100, 129], [99, 130]],
  ["years have as much of it in pixels", [0, 1999], [-24, 2023]],
] as const) {
  test(`on the time axis ${what}`, () => assert.deepEqual(withAir(span), axis));
}
