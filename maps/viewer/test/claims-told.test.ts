import assert from "node:assert/strict";
import { test } from "node:test";
import type { Claim, IncidentText } from "../src/data/incidents-chunk.ts";
import { thingsOf } from "../src/panel/claims-told.ts";

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
