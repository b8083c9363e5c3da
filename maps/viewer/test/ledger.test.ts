import assert from "node:assert/strict";
import { test } from "node:test";
import type { Claim } from "../src/data/incidents-chunk.ts";
import { figure, makeLedger } from "../src/panel/ledger.ts";

const SIDES = ["west", "east"] as const;
const ORDER = ["west", "east", "un", "media", "unknown"];

function claim(side: string, metric: string, min: number | null, max: number | null, more: Partial<Claim> = {}): Claim {
  return {
    claimant: `${side} spokesman`, side, metric, victims: "soldiers", unit: "", min, max, exact: true,
    denies: false, subset: false, quote: "", report: -1, ...more,
  };
}

const FIGURES: readonly (readonly [number | null, number | null, boolean, string])[] = [
  [133, 133, true, "133"],
  [55, null, true, "≥ 55"],
  [24, null, false, "≥ 24"],
  [null, 9, true, "≤ 9"],
  [20, 30, true, "20–30"],
  [17, 17, false, "≈ 17"],
  [0, 0, true, "0"],
  [1234, 1234, true, "1 234"],
  [null, null, true, ""],
];
for (const [min, max, exact, want] of FIGURES) {
  test(`figure ${String(min)}..${String(max)} is “${want}”`, () => {
    const spaced = (n: number) => (n < 1000 ? String(n) : `${Math.floor(n / 1000)} ${n % 1000}`);
    assert.equal(figure({ min, max, exact }, spaced), want);
  });
}

test("both sides of the line have a column, even an empty one; others follow in the pack's order", () => {
  const ledger = makeLedger(
    [claim("media", "killed", 3, 3), claim("east", "killed", 5, 5), claim("un", "killed", 4, 4), claim("new", "killed", 1, 1)],
    SIDES,
    ORDER,
  );
  assert.deepEqual(ledger.sides.map((c) => [c.side, c.claims.length]), [["west", 0], ["east", 1]]);
  assert.deepEqual(ledger.others.map((c) => c.side), ["un", "media", "new"]);
});

test("no claim is lost and none stands twice", () => {
  const claims = ["west", "east", "un", "media", "unknown", "new"].map((side, i) => claim(side, "killed", i, i));
  const ledger = makeLedger(claims, SIDES, ORDER);
  const all = [...ledger.sides, ...ledger.others].flatMap((c) => c.claims);
  assert.equal(all.length, claims.length);
  assert.deepEqual(new Set(all), new Set(claims));
});

test("persons killed come first, parts of a figure last", () => {
  const claims = [
    claim("west", "posts_captured", 19, 19),
    claim("west", "killed", 2, 2, { subset: true }),
    claim("west", "wounded", 11, 11),
    claim("west", "killed", 55, null),
  ];
  const { sides } = makeLedger(claims, SIDES, ORDER);
  assert.deepEqual(sides[0].claims.map((c) => c.min), [55, 11, 19, 2]);
});

type Want = readonly [low: number, high: number | null, meets: boolean, gap: number, deniedBy: string[]] | null;
const COMPARED: readonly (readonly [string, readonly Claim[], Want])[] = [
  ["one side alone is no comparison", [claim("west", "killed", 8, 8)], null],
  ["apart", [claim("west", "killed", 8, 8), claim("east", "killed", 133, 133)], [8, 133, false, 125, []]],
  ["apart, one open upwards", [claim("west", "killed", 8, 8), claim("east", "killed", 100, null)], [8, null, false, 92, []]],
  ["open ranges meet", [claim("west", "killed", 50, null), claim("east", "killed", 55, 60)], [50, null, true, 0, []]],
  ["touching ranges meet", [claim("west", "killed", 1, 5), claim("east", "killed", 5, 9)], [1, 9, true, 0, []]],
  ["at most", [claim("west", "killed", null, 4), claim("east", "killed", 6, 6)], [0, 6, false, 2, []]],
  ["denied", [claim("west", "killed", 55, 55), claim("east", "killed", null, null, { denies: true })], [55, 55, true, 0, ["east"]]],
  ["a denied number is no figure", [claim("west", "killed", 55, 55), claim("east", "killed", 55, 55, { denies: true })], [55, 55, true, 0, ["east"]]],
  ["a part counts only without its total", [claim("west", "killed", 5, 5, { subset: true }), claim("west", "killed", 22, 22), claim("east", "killed", 22, 22)], [22, 22, true, 0, []]],
  ["two figures of one side are its range, not a sum", [claim("west", "killed", 5, 5), claim("west", "killed", 7, 7), claim("east", "killed", 9, 9)], [5, 9, false, 2, []]],
  ["different things are not compared", [claim("west", "killed", 5, 5), claim("east", "wounded", 9, 9)], null],
  ["different victims are not compared", [claim("west", "killed", 5, 5), claim("east", "killed", 9, 9, { victims: "civilians" })], null],
  ["families are not persons", [claim("west", "displaced", 5, 5, { unit: "families" }), claim("east", "displaced", 9, 9)], null],
];
for (const [name, claims, want] of COMPARED) {
  test(`compared: ${name}`, () => {
    const [one, ...rest] = makeLedger(claims, SIDES, ORDER).comparisons;
    assert.deepEqual(rest, []);
    assert.deepEqual(one === undefined ? null : [one.low, one.high, one.meets, one.gap, one.deniedBy], want);
  });
}
