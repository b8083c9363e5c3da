import assert from "node:assert/strict";
import { test } from "node:test";
import type { Claim, IncidentText } from "../src/data/incidents-chunk.ts";
import { spanText } from "../src/panel/claims-list.ts";
import { daysMostSaidOf, spanOf, thingsOf } from "../src/panel/claims-told.ts";

const ORDER = ["west", "east", "un"];

function claim(side: string, metric: string, victims: string, min: number): Claim {
  return {
    claimant: "", side, metric, victims, unit: "", min, max: min, exact: true, denies: false, subset: false, quote: "", report: -1,
  };
}

function told(...claims: Claim[]): IncidentText {
  return {
    id: "", summary: "", actor1: "", actor2: "", source: "", sourceUrl: "", licence: "", killed: [null, null],
    claims, sources: [], places: [], names: {},
  };
}

const TEXTS: [number, IncidentText][] = [
  [7, told(claim("east", "killed", "soldiers", 5), claim("west", "posts_captured", "", 3), claim("new", "killed", "soldiers", 1))],
  [4, told(claim("west", "killed", "soldiers", 58), claim("east", "killed", "soldiers", 6), claim("un", "killed", "civilians", 2))],
];

test("what is counted stands together: the dead first, of them those of whom most is said", () => {
  const things = thingsOf(TEXTS, ORDER);
  assert.deepEqual(things.map(({ metric, victims, count }) => [metric, victims, count]), [
    ["killed", "soldiers", 4],
    ["killed", "civilians", 1],
    ["posts_captured", "", 1],
  ]);
});

test("each side speaks in its turn, of one incident after the other; nobody's figure is added to another's", () => {
  const [soldiers] = thingsOf(TEXTS, ORDER);
  const said = soldiers?.sides.map(({ side, told: all }) => [side, all.map(({ incident, claim: one }) => [incident, one.min])]);
  assert.deepEqual(said, [["west", [[4, 58]]], ["east", [[7, 5], [4, 6]]], ["new", [[7, 1]]]]);
});

test("no statement is lost, and none made", () => {
  const things = thingsOf(TEXTS, ORDER);
  const all = things.flatMap(({ sides }) => sides.flatMap(({ told: some }) => some.map(({ claim: one }) => one)));
  assert.deepEqual(new Set(all), new Set(TEXTS.flatMap(([, { claims }]) => claims)));
  assert.equal(all.length, 6);
  assert.deepEqual(thingsOf([], ORDER), []);
});

test("the days of which most is said stand from the newest on; what has no day of its own counts for none", () => {
  const one = claim("west", "killed", "soldiers", 1);
  const texts: [number, IncidentText][] = [[0, told(one)], [1, told(one, one)], [2, told(one)], [3, told(one, one)], [4, told()], [5, told(one, one, one)]];
  const days = [20, 10, 20, 30, 40, null];
  const dayOf = (incident: number): number | null => days[incident] ?? null;
  assert.deepEqual(daysMostSaidOf(texts, dayOf, 9), [30, 20, 10]);
  assert.deepEqual(daysMostSaidOf(texts, dayOf, 2), [30, 20]);
  assert.deepEqual(daysMostSaidOf([], dayOf, 2), []);
});

const of = (min: number | null, max: number | null, more: Partial<Claim> = {}): Claim => ({ ...claim("east", "killed", "soldiers", 0), min, max, ...more });
const SPANS: [string, Claim[], string][] = [
  ["one figure", [of(55, 55)], "55"],
  ["the same figure again", [of(55, 55), of(55, 55)], "55"],
  ["about", [of(17, 17, { exact: false })], "≈ 17"],
  ["at least", [of(55, null), of(55, 55)], "≥ 55"],
  ["a lower and a higher figure, never their sum", [of(12, 12), of(2, 2)], "2–12"],
  ["a low figure that is open, and a higher one", [of(24, null), of(55, 55)], "24–55"],
  ["a high figure that is open", [of(200, 200), of(450, null)], "200–450 or more"],
  ["at most", [of(null, 9)], "0–9"],
  ["a span of one statement", [of(20, 30), of(25, 25)], "20–30"],
  ["a part beside its total", [of(3, 3, { subset: true }), of(10, 10)], "10"],
  ["a part alone", [of(3, 3, { subset: true })], "3"],
  ["a denial beside a figure", [of(19, 19, { denies: true }), of(4, 4)], "4; also denied"],
  ["only denials", [of(19, 19, { denies: true })], "denied"],
];
for (const [what, claims, text] of SPANS) {
  test(`at a glance ${what} is ${text}`, () => {
    assert.equal(spanText(spanOf(claims)), text);
  });
}
