import assert from "node:assert/strict";
import { test } from "node:test";
import { sectionCounts } from "../src/charts/chart-tables.ts";
import { binsOf, histogramOf } from "../src/charts/histogram.ts";
import { densityOf, stripRows } from "../src/charts/strip-data.ts";
import { AREA, HEXAGON, POINT, STRETCH } from "../src/data/incidents-data.ts";
import type { Cells } from "../src/data/incidents-meta.ts";
import { NEVER_FROM, NEVER_TO } from "../src/data/windows.ts";
import { leftOut, limits, newestOnly, spanOfCells } from "../src/filters/cells-told.ts";
import { FACETS, Filters, NO_CHOICES, type Choices } from "../src/filters/filters.ts";
import { NO_STATE } from "../src/filters/link-state.ts";
import { boxOf, placeBadges } from "../src/geometry/footprints.ts";
import { Tallies } from "../src/geometry/tallies.ts";
import { clusterRadius, clusterRows, rowsOf } from "../src/incidents/clusters.ts";
import { Density } from "../src/incidents/density.ts";
import { ByUnit } from "../src/shading/choropleth.ts";
import { sieveOf } from "./sieves.ts";

/** Two incidents held one by one, then cells: how many each stands for, and its places. */
const NEWEST = 2;
const WEIGHTS = [1, 1, 4, 1, 7];
const PLACES = [
  [{ kind: POINT, x: 0.6, y: 0.4, admin2: 2, km: [10, 10] }],
  [{ kind: AREA, x: 0.605, y: 0.405, admin2: 3, km: [20, 40] }],
  [{ kind: HEXAGON, x: 0.6, y: 0.4, admin2: 2, km: [8, 14] }],
  [{ kind: HEXAGON, x: 0.63, y: 0.41, admin2: 3, km: [NaN, NaN] }],
  // of incidents in two places
  [{ kind: AREA, x: 0.605, y: 0.405, admin2: 3, km: [20, 40] }, { kind: STRETCH, x: 0.62, y: 0.4, admin2: 9, km: [60, 90] }],
];
const WINDOWS = {
  from: Int32Array.of(20_600, 20_601, 20_485, NEVER_FROM, 20_454),
  to: Int32Array.of(20_600, 20_601, 20_512, NEVER_TO, 20_484),
};

/** The same incidents with cells, or with each incident of a cell by itself. */
function made(folded: boolean) {
  const of = WEIGHTS.flatMap((weight, i) => new Array<number>(folded ? 1 : weight).fill(i));
  const rows = of.flatMap((i, incident) => PLACES[i]!.map((place) => ({ ...place, i, incident })));
  const firstRow = new Uint32Array(of.length + 1);
  of.forEach((i, incident) => (firstRow[incident + 1] = firstRow[incident]! + PLACES[i]!.length));
  const u8 = (get: (row: (typeof rows)[number]) => number) => Uint8Array.from(rows, get);
  const u16 = (get: (row: (typeof rows)[number]) => number) => Uint16Array.from(rows, get);
  const footprint = { [AREA]: 0, [STRETCH]: 1 } as Record<number, number>;
  return {
    firstRow,
    firstCell: folded ? NEWEST : of.length,
    weights: folded ? Uint32Array.from(WEIGHTS) : null,
    shown: new Uint8Array(rows.length).fill(1),
    sideCodes: u8(({ i }) => i % 3),
    meta: { units: ["A", "B", "A1", "B1"], roles: ["current"] },
    windows: { from: Int32Array.from(of, (i) => WINDOWS.from[i]!), to: Int32Array.from(of, (i) => WINDOWS.to[i]!) },
    x: Float64Array.from(rows, ({ x }) => x),
    y: Float64Array.from(rows, ({ y }) => y),
    columns: {
      // by itself, what a cell counts is known to a place
      kind: u8(({ kind }) => (kind === HEXAGON && !folded ? POINT : kind)),
      type: u8(({ i }) => i % 2), role: u8(() => 0), prec: u8(({ kind }) => (kind === HEXAGON ? POINT : kind)), flags: u8(({ i }) => i % 2),
      source: u16(({ i }) => (folded && i >= NEWEST ? 65_535 : 0)), things: u16(({ i }) => (folded && i >= NEWEST ? 65_534 : 0)), licence: u16(({ i }) => i % 2),
      admin1: u16(({ admin2 }) => admin2 - 2), admin2: u16(({ admin2 }) => admin2),
      km_from: Float32Array.from(rows, ({ km }) => km[0]!), km_to: Float32Array.from(rows, ({ km }) => km[1]!),
      incident: Uint32Array.from(rows, ({ incident }) => incident),
      footprint: Int32Array.from(rows, ({ kind }) => footprint[kind] ?? -1),
      place: new Uint32Array(rows.length),
    },
  };
}

const SHAPES = [[0.6, 0.4, 0.61, 0.4, 0.61, 0.41, 0.6, 0.41, 0.6, 0.4], [0.62, 0.4, 0.63, 0.405]].map((line) => {
  const lines = [Float64Array.from(line)];
  return { lines, box: boxOf(lines) };
});

const choices = (some: Partial<Record<(typeof FACETS)[number], number[]>>): Choices => ({
  ...NO_CHOICES, ...Object.fromEntries(Object.entries(some).map(([facet, codes]) => [facet, new Set(codes)])),
});

/** The filters of both, counted under the same choice. */
function filtered(some: Parameters<typeof choices>[0], more: (filters: Filters) => void = () => undefined) {
  return [made(true), made(false)].map((input) => {
    const filters = new Filters(input, { ...input.windows, span: null }, { source: [[0]], claim: [[0]] });
    filters.choose(choices(some));
    more(filters);
    return { input, filters, outcome: filters.run() };
  });
}

for (const some of [{}, { side: [2] }, { type: [0], kind: [POINT] }, { kind: [AREA] }, { prec: [STRETCH] }, { disputed: [0], licence: [0] }]) {
  test(`cells count as their incidents one by one under ${JSON.stringify(some)}`, () => {
    const [folded, single] = filtered(some);
    assert.equal(folded!.outcome.incidents, single!.outcome.incidents);
    for (const facet of FACETS.filter((one) => one !== "source" && one !== "claim")) {
      const [a, b] = [folded!, single!].map(({ outcome }) => [...outcome.counts[facet]].filter((n) => n > 0));
      assert.deepEqual(a, b, facet);
    }
    const newest = folded!.input.columns.incident.filter((incident, row) => incident < NEWEST && folded!.input.shown[row] === 1);
    assert.equal(folded!.outcome.incidents - folded!.outcome.inCells, new Set(newest).size);
  });
}

test("a source, a claim and a search leave cells out, a span of days and of kilometres keeps what may lie in it", () => {
  const incidents = (some: Parameters<typeof choices>[0], more?: (filters: Filters) => void) =>
    filtered(some, more)[0]!.outcome;
  assert.deepEqual([incidents({ source: [0] }).incidents, incidents({ source: [0] }).inCells], [2, 0]);
  assert.deepEqual([incidents({ claim: [0] }).incidents, incidents({ claim: [0] }).inCells], [2, 0]);
  assert.equal(incidents({}, (filters) => filters.setFound(Uint8Array.of(1, 1))).incidents, 2);
  assert.equal(incidents({}, (filters) => filters.setTime([20_490, 20_491])).inCells, 4);
  assert.equal(incidents({}, (filters) => filters.setKm([12, 13])).inCells, 4);
});

test("what cells do not tell is offered as no choice, and any choice of it leaves them out", () => {
  const input = made(true);
  for (let row = 2; row < input.shown.length; row++) {
    [input.columns.role[row], input.columns.flags[row], input.columns.licence[row]] = [254, 254, 65_534];
  }
  for (const facet of ["role", "disputed", "licence"] as const) {
    const filters = new Filters(input, { ...input.windows, span: null }, { source: [[0]], claim: [[0]] });
    const { counts, incidents } = filters.run();
    assert.equal(incidents, 14);
    assert.equal(counts[facet].reduce((a, b) => a + b), NEWEST, facet);
    filters.choose(choices({ [facet]: [0] }));
    assert.equal(filters.run().inCells, 0, facet);
  }
});

test("the timeline, hexagons, units, areas and sections count cells by their weight", () => {
  const [folded, single] = [made(true), made(false)];
  const timeline = [folded, single].map((one) =>
    histogramOf(one.windows, binsOf("month", 20_454, 20_601), sieveOf(one.firstRow.length, 0), one.weights, one.firstCell));
  assert.deepEqual([...timeline[0]!.exact], [...timeline[1]!.exact]);
  assert.deepEqual([timeline[0]!.undated, timeline[0]!.folded], [1, 0]);
  const days = histogramOf(folded.windows, binsOf("day", 20_454, 20_601), sieveOf(folded.firstRow.length, 0), folded.weights, folded.firstCell);
  assert.deepEqual([days.spread, days.folded, days.dated], [11, 11, 2]);

  const hexagons = [folded, single].map(({ columns, firstRow, shown, weights, x, y }) =>
    new Density({ ...columns, firstRow, shown, weights, x, y, shapes: SHAPES, isWide: () => false }).count(2 ** 15));
  assert.deepEqual([hexagons[0]!.placed, hexagons[0]!.left], [14, 0]);
  hexagons[0]!.values.forEach((value, cell) => assert.ok(Math.abs(value - hexagons[1]!.values[cell]!) < 1e-9));

  const units = [folded, single].map((one) => new ByUnit(one, "admin2", ["A1", "B1"]).incidents());
  assert.deepEqual([...units[0]!.incidents], [5, 9]);
  assert.deepEqual([...units[0]!.incidents], [...units[1]!.incidents]);

  const tallies = [folded, single].map(({ columns, sideCodes: side, shown, weights, x, y }) =>
    new Tallies({ ...columns, side, shown, weights, x, y }, [AREA, STRETCH], 3).count());
  assert.deepEqual(tallies[0]!.map(({ count, bySide }) => [count, bySide]), tallies[1]!.map(({ count, bySide }) => [count, bySide]));
  const view = { scale: 1000, left: 600, top: 400, width: 100, height: 100 };
  assert.deepEqual(placeBadges(tallies[0]!, view).map(({ width }) => width), placeBadges(tallies[1]!, view).map(({ width }) => width));

  const axis = { sections: [{ from: 0, to: 50, name: "West" }, { from: 50, to: 100, name: "East" }] };
  const sections = [folded, single].map(({ columns, weights, ...one }) =>
    sectionCounts(axis, stripRows({ columns, weights, ...one } as never, one.windows, sieveOf(one.firstRow.length, columns.kind.length)).rows, columns, (row) => weights?.[columns.incident[row]!] ?? 1));
  assert.deepEqual(sections[0], [[5, 0, 8], [0, 7, 0]]);
  assert.deepEqual(sections[0], sections[1]);
});

test("on the strip cells are shared out over their days, and never drawn as marks", () => {
  const one = made(true);
  const strip = stripRows(one as never, one.windows, sieveOf(one.firstRow.length, one.columns.kind.length));
  assert.deepEqual([strip.dense, strip.without], [true, 1]);
  const axes = { from: 20_454, to: 20_604, km: 100, width: 150, height: 30 };
  const { values } = densityOf(strip.rows, one as never, one.windows, axes);
  const part = (from: number, to: number): number => values.reduce((sum, value, at) => (at % 50 >= from && at % 50 < to ? sum + value : sum), 0);
  // four in a hexagon of some kilometres, over 28 days of three pixels; a bar of seven over 31
  assert.ok(Math.abs(part(10, 20) - 4) < 1e-5);
  assert.ok(part(0, 10) > 0);
  assert.equal(made(false).firstCell, 14);
  assert.equal(stripRows(made(false) as never, made(false).windows, sieveOf(99, 99)).dense, false);
});

test("a cluster with a cell is never a single place", () => {
  const [x, y, side] = [Float64Array.of(0.05, 0.05, 0.4), Float64Array.of(0.05, 0.05, 0.4), Uint8Array.of(0, 1, 1)];
  const view = { scale: 1000, left: 0, top: 0, width: 800, height: 600 };
  const cells = { weightOf: (row: number) => [1, 9, 1][row]!, from: 1 };
  const shown = Uint8Array.of(1, 1, 1);
  const { clusters, cells: grid } = clusterRows({ x, y, side, sides: 2, shown, cells }, view, 16);
  assert.deepEqual(clusters.map(({ count, folded, bySide }) => [count, folded, bySide]), [[10, true, [1, 9]], [1, true, [0, 1]]]);
  assert.deepEqual(clusters.map((one) => rowsOf(one, grid, shown)), [[0, 1], [2]]);
  assert.ok(clusterRadius({ count: 1, folded: true }) > clusterRadius({ count: 1 }));
});

const CELLS: Cells = {
  count: 3, rows: 4, incidents: 12, scale: 2 ** 17, step: "month", places: "all", facets: ["kind", "prec", "side"], table: "",
};
const JANUARY = [20_454, 20_484] as const; // 2026
const SPAN = [JANUARY[0], 20_512] as const;

test("the filters that know of the newest only", () => {
  assert.deepEqual([...newestOnly(CELLS)], ["type", "claim", "role", "disputed", "source", "licence"]);
  assert.equal(newestOnly(undefined).size, 0);
});

for (const [what, state, told] of [
  ["nothing", {}, []],
  ["a search", { query: "kot" }, ["Left out: 12 incidents, older and only counted. Not kept of them: words to search."]],
  ["a type and a side", { choices: choices({ type: [0], side: [0] }) }, ["Left out: 12 incidents, older and only counted. Not kept of them: What happened."]],
  ["a side", { choices: choices({ side: [0] }) }, []],
  ["a whole month", { time: JANUARY }, []],
  ["a part of a month", { time: [JANUARY[0], JANUARY[1] - 3] }, ["Older incidents are counted by whole months."]],
  ["days that are all newer", { time: [20_600, 20_601] }, []],
  ["a part of the line", { km: [1, 2] }, ["Older incidents are counted by whole hexagons and areas."]],
] as const) {
  test(`under ${what} the page says what is not exact`, () => {
    const full = { ...NO_STATE, ...state };
    assert.deepEqual(limits(CELLS, full, SPAN), told);
    assert.deepEqual(limits(undefined, full, null), []);
    assert.equal(leftOut(CELLS, full) === null, !told.some((text) => text.startsWith("Left out")));
  });
}

test("the days that cells span", () => {
  assert.deepEqual(spanOfCells(WINDOWS, NEWEST), [20_454, 20_512]);
  assert.equal(spanOfCells({ from: Int32Array.of(NEVER_FROM), to: Int32Array.of(NEVER_TO) }, 0), null);
});
