import assert from "node:assert/strict";
import { test } from "node:test";
import { AREA, NONE, POINT, STRETCH } from "../src/data/incidents-data.ts";
import {
  actorsTold, claimantName, counted, dateOf, dateWindow, km, locatedName, NO_DAY, number, roleName, sideName,
} from "../src/data/incidents-text.ts";
import { safeUrl } from "../src/page/incidents-dom.ts";

const day = (text: string) => Date.parse(`${text}T00:00:00Z`) / 86_400_000;

const WINDOWS: readonly (readonly [string, number, string, string])[] = [
  ["2026-02-26", 0, "day", "26 February 2026"],
  ["2026-02-26", 1, "day", "26–27 February 2026"],
  ["2026-02-27", 3, "day", "27 February to 2 March 2026"],
  ["2025-12-31", 1, "day", "31 December 2025 to 1 January 2026"],
  ["2026-02-23", 6, "week", "in the week of 23 February 2026"],
  ["2026-02-01", 27, "month", "in February 2026, day not known"],
  ["2026-02-01", 58, "month", "1 February to 31 March 2026"],
  ["2026-01-01", 364, "year", "in 2026, day not known"],
  ["1893-11-12", 0, "day", "12 November 1893"],
];
for (const [from, days, precision, want] of WINDOWS) {
  test(`${from} and ${String(days)} days, known to the ${precision}`, () => {
    assert.equal(dateWindow(day(from), days, precision), want);
  });
}

test("short dates, and none", () => {
  assert.equal(dateOf(day("2026-09-01"), true), "1 Sep 2026");
  assert.equal(dateWindow(day("2026-02-27"), 3, "day", true), "27 Feb to 2 Mar 2026");
  assert.equal(dateWindow(NO_DAY, 0, "day"), "date not known");
  assert.equal(dateOf(NO_DAY), "date not known");
});

const NUMBERS: readonly (readonly [number, string])[] = [[0, "0"], [999, "999"], [1000, "1,000"], [1234567, "1,234,567"]];
for (const [value, want] of NUMBERS) test(`number ${want}`, () => assert.equal(number(value), want));

test("kilometres", () => assert.deepEqual([km(0.5), km(4.26), km(12.4), km(1025)], ["0.5", "4.3", "12", "1,025"]));

const COUNTED: readonly (readonly [string, string, string, string])[] = [
  ["killed", "pakistani_forces", "", "Pakistani forces killed"],
  ["wounded", "unspecified", "", "people wounded"],
  ["killed", "", "", "killed"],
  ["displaced", "civilians", "families", "families displaced"],
  ["posts_captured", "unspecified", "", "posts taken"],
  ["posts_captured", "afghan_forces", "", "posts taken (of Afghan forces)"],
  ["posts_captured", "pakistani_forces", "", "posts taken (of Pakistani forces)"],
  ["attacked_persons", "civilians", "", "civilians killed or wounded"],
  ["boats_sunk", "civilians", "", "boats sunk (of civilians)"],
  ["constructor", "__proto__", "toString", "constructor (of Proto)"],
];
for (const [metric, victims, unit, want] of COUNTED) {
  test(`counted: ${want}`, () => assert.equal(counted(metric, victims, unit), want));
}

const ONE: readonly (readonly [string, string, string, string])[] = [
  ["posts_destroyed", "unspecified", "", "post destroyed"],
  ["posts_captured", "", "", "post taken"],
  ["vehicles_destroyed", "militants", "", "vehicle destroyed (of militants)"],
  ["killed", "unspecified", "", "person killed"],
  ["killed", "civilians", "", "civilian killed"],
  ["wounded", "pakistani_forces", "", "member of Pakistani forces wounded"],
  ["displaced", "civilians", "families", "family displaced"],
  ["killed", "", "", "killed"],
  ["boats_sunk", "", "", "boats sunk"],
];
for (const [metric, victims, unit, want] of ONE) {
  test(`counted: 1 ${want}`, () => assert.equal(counted(metric, victims, unit, { civilians: "Civilians" }, true), want));
}

test("names: the pack's own first, then ours, then the code in words", () => {
  assert.equal(claimantName("un"), "United Nations");
  assert.equal(claimantName("un", { un: "UNAMA" }), "UNAMA");
  assert.equal(claimantName("west_land"), "West land");
  assert.equal(claimantName("constructor"), "Constructor");
  assert.equal(sideName("ttp"), "TTP");
  assert.equal(sideName("afghanistan"), "Afghanistan");
  assert.equal(roleName("current"), null);
  assert.equal(roleName("aggregate"), "covers several incidents");
});

const LOCATED: readonly (readonly [string, number, number, number | null, number | null, string])[] = [
  ["place", POINT, 1, 812.4, 812.4, "located to a place"],
  ["place", POINT, 2, null, null, "located near a place"],
  ["crossing", POINT, 1, 812.4, 812.4, "located to a crossing"],
  ["crossing", POINT, 2, null, null, "located near a crossing"],
  ["admin3", AREA, 3, null, null, "located to a tehsil"],
  ["admin2", AREA, 3, 812, 905, "located to a district"],
  ["admin1", AREA, 4, null, null, "located to a province"],
  ["country", AREA, 6, null, null, "located to a country"],
  ["border_section", STRETCH, 5, 812, 853, "located to a stretch of 41 km of the line"],
  ["border_section", STRETCH, 5, null, null, "located to a stretch of the line"],
  ["", NONE, 0, null, null, "no place known"],
];
for (const [level, kind, prec, from, to, want] of LOCATED) {
  test(`a ${level} of where_prec ${String(prec)} is ${want}`, () => {
    assert.equal(locatedName(level, kind, prec, from, to), want);
  });
}

const ACTORS: readonly (readonly [string, string, string[]])[] = [
  ["A", "B", ["A", "B"]], ["A", "", ["A"]], ["", "B", ["not named", "B"]], ["", "", []],
];
for (const [actor, target, want] of ACTORS) {
  test(`actors “${want.join("” and “")}”`, () => assert.deepEqual(actorsTold(actor, target), want));
}

const LINKS: readonly (readonly [string, string | null])[] = [
  ["https://example.org/a?b=c", "https://example.org/a?b=c"],
  ["HTTP://EXAMPLE.ORG", "http://example.org/"],
  ["javascript:alert(1)", null],
  [" \tjava\nscript:alert(1)", null],
  ["data:text/html,<script>alert(1)</script>", null],
  ["vbscript:x", null],
  ["file:///etc/passwd", null],
  ["//example.org", null],
  ["", null],
];
for (const [address, want] of LINKS) {
  test(`link ${JSON.stringify(address)}`, () => assert.equal(safeUrl(address), want));
}
