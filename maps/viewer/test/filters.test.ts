import assert from "node:assert/strict";
import { test } from "node:test";
import { namesIn } from "../src/data/named.ts";
import { claimedIn, thingOf } from "../src/data/things.ts";
import { NEVER_FROM, NEVER_TO } from "../src/data/windows.ts";
import { firstOf, restOf } from "../src/filters/filter-bar.ts";
import { chipsOf } from "../src/filters/filter-chips.ts";
import { FACETS, Filters, NO_CHOICES, type Facet, type Range } from "../src/filters/filters.ts";
import { NO_STATE } from "../src/filters/link-state.ts";

// Five places of four incidents; the second has two, a point and an area; the last has no date.
function rows() {
  return {
    sideCodes: Uint8Array.of(0, 1, 1, 0, 2),
    shown: new Uint8Array(5),
    firstRow: Uint32Array.of(0, 1, 3, 4, 5),
    columns: {
      type: Uint8Array.of(0, 0, 0, 1, 1),
      kind: Uint8Array.of(0, 0, 1, 2, 3),
      prec: Uint8Array.of(1, 2, 3, 5, 0),
      role: Uint8Array.of(0, 0, 0, 1, 0),
      flags: Uint8Array.of(1, 2, 0, 3, 2),
      source: Uint16Array.of(0, 1, 1, 1, 65_535),
      things: Uint16Array.of(1, 0, 0, 2, 65_535),
      licence: Uint16Array.of(0, 0, 0, 1, 1),
      admin1: Uint16Array.of(0, 0, 2, 9, 9),
      admin2: Uint16Array.of(1, 9, 3, 9, 9),
      km_from: Float32Array.of(10, NaN, 40, 0, NaN),
      km_to: Float32Array.of(10, NaN, 60, 100, NaN),
    },
  };
}
const WINDOWS = {
  from: Int32Array.of(100, 110, 120, NEVER_FROM), to: Int32Array.of(101, 110, 150, NEVER_TO), span: [100, 150] as const,
};
const SOURCES = namesIn(["Paper", "Post; Paper"], 65_535);
const CLAIMED = claimedIn(["killed/civilians; wounded/civilians", "-killed/civilians; displaced//families", "killed/civilians"]);
const NAMES = { source: SOURCES.of, claim: CLAIMED.of };

test("the names of sources, each once, and none", () => {
  assert.deepEqual([SOURCES.names, SOURCES.of.slice(0, 2), SOURCES.of[65_535]], [["Paper", "Post", ""], [[0], [1, 0]], [2]]);
  assert.deepEqual(namesIn(["Paper"]), { names: ["Paper"], of: [[0]] });
});

test("what is claimed of incidents, and not what is only denied", () => {
  assert.deepEqual(CLAIMED, { names: ["killed/civilians", "wounded/civilians", "displaced//families"], of: [[0, 1], [2], [0]] });
  const things = [...CLAIMED.names, "-posts_captured"].map(thingOf);
  assert.deepEqual(things.map(({ metric, victims, unit }) => [metric, victims, unit]), [
    ["killed", "civilians", ""], ["wounded", "civilians", ""], ["displaced", "", "families"], ["posts_captured", "", ""],
  ]);
});

interface Given {
  readonly choices?: Partial<Record<Facet, number[]>>;
  readonly found?: number[];
  readonly time?: Range;
  readonly km?: Range;
  readonly area?: number;
}

function choose(filters: Filters, { choices = {}, found, time, km, area }: Given): void {
  const some = Object.fromEntries(FACETS.map((facet) => [facet, new Set(choices[facet])]));
  filters.choose({ ...NO_CHOICES, ...some });
  filters.setFound(found === undefined ? null : Uint8Array.from(found));
  filters.setTime(time ?? null);
  filters.setKm(km ?? null);
  filters.setArea(area ?? null);
}

// what is chosen, rows that are shown, number of incidents
const CASES: [Given, number[], number][] = [
  [{}, [1, 1, 1, 1, 1], 4],
  [{ choices: { side: [0] } }, [1, 0, 0, 1, 0], 2],
  [{ choices: { side: [0, 2] } }, [1, 0, 0, 1, 1], 3],
  [{ choices: { kind: [1] } }, [0, 0, 1, 0, 0], 1],
  [{ choices: { prec: [1, 2] } }, [1, 1, 0, 0, 0], 2],
  [{ choices: { side: [0], type: [1] } }, [0, 0, 0, 1, 0], 1],
  [{ choices: { disputed: [1] } }, [1, 0, 0, 1, 0], 2],
  [{ choices: { source: [1] } }, [0, 1, 1, 1, 0], 2],
  [{ choices: { source: [1, 2] } }, [0, 1, 1, 1, 1], 3],
  [{ choices: { source: [2] } }, [0, 0, 0, 0, 1], 1],
  [{ choices: { claim: [0] } }, [0, 1, 1, 1, 0], 2],
  [{ choices: { claim: [1, 2] } }, [1, 1, 1, 0, 0], 2],
  [{ choices: { claim: [1], source: [0] } }, [0, 1, 1, 0, 0], 1],
  [{ choices: { licence: [1] } }, [0, 0, 0, 1, 1], 2],
  [{ choices: { role: [1], source: [0] } }, [0, 0, 0, 1, 0], 1],
  [{ found: [0, 1, 0, 1] }, [0, 1, 1, 0, 1], 2],
  [{ choices: { side: [0] }, found: [0, 0, 0, 0] }, [0, 0, 0, 0, 0], 0],
  [{ time: [101, 110] }, [1, 1, 1, 0, 0], 2],
  [{ time: [111, 130] }, [0, 0, 0, 1, 0], 1],
  [{ time: [151, 900] }, [0, 0, 0, 0, 0], 0],
  [{ km: [5, 20] }, [1, 0, 0, 1, 0], 2],
  [{ km: [60, 70] }, [0, 0, 1, 1, 0], 2],
  [{ km: [60, 70], time: [100, 115] }, [0, 0, 1, 0, 0], 1],
  [{ area: 0 }, [1, 1, 0, 0, 0], 2],
  [{ area: 3 }, [0, 0, 1, 0, 0], 1],
  [{ area: -1 }, [0, 0, 0, 0, 0], 0],
];
for (const [given, shown, incidents] of CASES) {
  test(`${JSON.stringify(given)} lets ${incidents} incidents through, whatever was chosen before`, () => {
    const input = rows();
    const filters = new Filters(input, WINDOWS, NAMES);
    for (const [before] of CASES) {
      choose(filters, before);
      filters.run();
      choose(filters, given);
      assert.equal(filters.run().incidents, incidents);
      assert.deepEqual([...input.shown], shown);
    }
  });
}

const counted = (counts: Uint32Array) => [...counts].flatMap((count, code) => (count > 0 ? [[code, count]] : []));

test("a facet counts what it would leave, whatever it has chosen; others count what is left", () => {
  const filters = new Filters(rows(), WINDOWS, NAMES);
  choose(filters, { choices: { side: [0] } });
  const { counts } = filters.run();
  const plain = Object.fromEntries(FACETS.map((facet) => [facet, counted(counts[facet])]));
  assert.deepEqual(plain, {
    side: [[0, 2], [1, 1], [2, 1]],
    type: [[0, 1], [1, 1]],
    kind: [[0, 1], [2, 1]],
    prec: [[1, 1], [5, 1]],
    role: [[0, 1], [1, 1]],
    disputed: [[1, 2]],
    source: [[0, 2], [1, 1]],
    licence: [[0, 1], [1, 1]],
    claim: [[0, 1], [2, 1]],
  });
});

test("an incident with a point and an area counts among both, whichever is chosen", () => {
  const filters = new Filters(rows(), WINDOWS, NAMES);
  choose(filters, { choices: { kind: [1] } });
  const { counts } = filters.run();
  assert.deepEqual(counted(counts.kind), [[0, 2], [1, 1], [2, 1], [3, 1]]);
  assert.deepEqual(counted(counts.side), [[1, 1]]);
});

test("the charts show what all but the brushes let through", () => {
  const filters = new Filters(rows(), WINDOWS, NAMES);
  choose(filters, { time: [100, 101], km: [5, 20], choices: { type: [0] } });
  filters.run();
  const { missed, bits, placed } = filters.butTime;
  assert.deepEqual([0, 1, 2, 3].map((i) => (missed[i]! & bits) === 0 && placed[i] === 1), [true, false, false, false]);
  const rowsOf = [[0, 0], [1, 1], [1, 2], [2, 3]] as const;
  const all = filters.butBrushes;
  const passes = rowsOf.map(([i, row]) => (all.missed[i]! & all.bits) === 0 && (all.missedRow[row]! & all.rowBits) === 0);
  assert.deepEqual(passes, [true, true, true, false]);
});

test("only what a chart does not brush itself counts as a change to it", () => {
  const filters = new Filters(rows(), WINDOWS, NAMES);
  const seen = (): number[] => [filters.changes, filters.kmChanges];
  filters.setTime([1, 2]);
  assert.deepEqual(seen(), [0, 0]);
  filters.setKm([1, 2]);
  assert.deepEqual(seen(), [0, 1]);
  filters.choose({ ...NO_CHOICES, side: new Set([1]) });
  filters.setArea(1);
  filters.setFound(null);
  assert.deepEqual(seen(), [3, 1]);
});

for (const [counts, chosen, codes] of [
  [[], [], []],
  [[0, 3, 0, 5, 3], [], [3, 1, 4]],
  [[0, 3], [0], [1, 0]],
  [Array.from({ length: 14 }, (_, i) => i + 1), [0, 1], [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]],
] as const) {
  test(`of ${counts.join()} with ${chosen.join()} chosen, ${codes.join()} are offered`, () => {
    assert.deepEqual(firstOf(Uint32Array.from(counts), new Set(chosen)), codes);
    assert.equal(restOf(Uint32Array.from(counts), codes), 0);
  });
}

test("rarer choices are offered when they are asked for", () => {
  const counts = Uint32Array.from({ length: 30 }, (_, i) => i % 10); // three times nought
  const first = firstOf(counts, new Set([0]));
  assert.deepEqual([first.length, restOf(counts, first)], [13, 15]);
  const more = firstOf(counts, new Set(), 60);
  assert.deepEqual([more.length, restOf(counts, more)], [27, 0]);
});

test("of thousands of choices the most frequent are offered, of as many incidents in the order of their codes", () => {
  const counts = Uint32Array.from({ length: 5000 }, (_, i) => (i * 7919) % 613);
  const order = [...counts.keys()].filter((code) => counts[code]! > 0).sort((a, b) => counts[b]! - counts[a]! || a - b);
  for (const most of [12, 60, 4992, 6000]) assert.deepEqual(firstOf(counts, new Set(), most), order.slice(0, most));
});

test("what was set on the map and the charts stands as chips that take it off", () => {
  const state = { ...NO_STATE, time: [20_496, 20_515] as const, km: [1051, 2076] as const, area: "AF06" };
  assert.deepEqual(chipsOf(state, { nameOf: () => "Nangarhar" }), [
    { text: "in Nangarhar", off: { area: null } },
    { text: "12 Feb to 3 Mar 2026", off: { time: null } },
    { text: "km 1,051–2,076 of the line", off: { km: null } },
  ]);
  assert.deepEqual(chipsOf({ ...NO_STATE, area: "XX" }, null).map(({ text }) => text), ["in XX"]);
  assert.deepEqual(chipsOf(NO_STATE, null), []);
});

test("counts are those of asking each incident by itself", () => {
  let seed = 7;
  const draw = (n: number): number => (seed = (seed * 16_807) % 2_147_483_647) % n;
  const incidents = 200;
  const firstRow = new Uint32Array(incidents + 1);
  for (let i = 0; i < incidents; i++) firstRow[i + 1] = firstRow[i]! + (draw(4) === 0 ? 2 : 1);
  const count = firstRow[incidents]!;
  const of = Uint32Array.from({ length: count }, (_, row) => firstRow.findLastIndex((first) => first <= row));
  // what is an incident's is the same in all its rows
  const one = (n: number) => Array.from({ length: incidents }, () => draw(n));
  const spread = (values: number[]) => Uint8Array.from(of, (i) => values[i]!);
  const every = (n: number) => Uint8Array.from({ length: count }, () => draw(n));
  const columns = {
    type: spread(one(4)), kind: every(3), prec: every(4), role: spread(one(2)), flags: spread(one(2)),
    source: Uint16Array.from(spread(one(2))), things: Uint16Array.from(spread(one(4))), licence: Uint16Array.from(spread(one(3))),
    admin1: new Uint16Array(count), admin2: new Uint16Array(count),
    km_from: new Float32Array(count), km_to: new Float32Array(count),
  };
  const sideCodes = spread(one(3));
  const days = Int32Array.from({ length: incidents }, () => draw(20));
  const filters = new Filters({ columns, sideCodes, shown: new Uint8Array(count), firstRow }, { from: days, to: days, span: [0, 19] }, NAMES);
  const codes = (facet: Facet, row: number): readonly number[] =>
    facet === "side" ? [sideCodes[row]!] : facet === "disputed" ? [columns.flags[row]! & 1]
      : facet === "source" ? SOURCES.of[columns.source[row]!]!
      : facet === "claim" ? (CLAIMED.of[columns.things[row]!] ?? []) : [columns[facet][row]!];
  for (let round = 0; round < 30; round++) {
    const choices = Object.fromEntries(FACETS.map((facet) => [facet, draw(3) > 0 ? [] : [draw(3), draw(2)]])) as Record<Facet, number[]>;
    const time = draw(2) === 0 ? undefined : ([5, 15] as const);
    choose(filters, { choices, ...(time === undefined ? {} : { time }) });
    const { counts, incidents: found } = filters.run();
    const passes = (facet: Facet, row: number) => choices[facet].length === 0 || codes(facet, row).some((code) => choices[facet].includes(code));
    const rowsOf = (i: number) => Array.from({ length: firstRow[i + 1]! - firstRow[i]! }, (_, n) => firstRow[i]! + n);
    const all = [...Array(incidents).keys()].filter((i) => time === undefined || (days[i]! >= time[0] && days[i]! <= time[1]));
    const left = (but: Facet | null, row: number) => FACETS.every((facet) => facet === but || passes(facet, row));
    assert.equal(found, all.filter((i) => rowsOf(i).some((row) => left(null, row))).length);
    for (const facet of FACETS) {
      const expected = new Map<number, number>();
      for (const i of all) {
        const told = new Set(rowsOf(i).filter((row) => left(facet, row)).flatMap((row) => codes(facet, row)));
        for (const code of told) expected.set(code, (expected.get(code) ?? 0) + 1);
      }
      assert.deepEqual(counted(counts[facet]), [...expected].sort(([a], [b]) => a - b), `${facet} of ${JSON.stringify(choices)}`);
    }
  }
});
