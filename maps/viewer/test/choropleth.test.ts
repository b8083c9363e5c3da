import assert from "node:assert/strict";
import { test } from "node:test";
import { NO_FIGURE, runsOf, type Run } from "../src/data/figures.ts";
import { ByUnit, figureOf, type Input } from "../src/shading/choropleth.ts";

const NO_UNIT = 65_535;
// numbers in meta.units: 0 and 1 are provinces, 2 and 3 districts of the first, 4 one of the second
const UNITS = ["A", "B", "A1", "A2", "B1"];
const [A, B, A1, A2, B1] = [0, 1, 2, 3, 4];

/** A place: province, district, where_prec, and whether filters let it through. */
type Place = readonly [number, number, number, boolean?];

function input(incidents: readonly (readonly Place[])[], roles: readonly number[] = []): Input {
  const rows = incidents.flat();
  const firstRow = new Uint32Array(incidents.length + 1);
  incidents.forEach((places, i) => (firstRow[i + 1] = firstRow[i]! + places.length));
  const owner = incidents.flatMap((places, i) => places.map(() => i));
  return {
    meta: { units: UNITS, roles: ["current", "background", "aggregate"] },
    columns: {
      admin1: Uint16Array.from(rows, ([admin1]) => admin1),
      admin2: Uint16Array.from(rows, ([, admin2]) => admin2),
      prec: Uint8Array.from(rows, ([, , prec]) => prec),
      role: Uint8Array.from(owner, (i) => roles[i] ?? 0),
    },
    firstRow,
    shown: Uint8Array.from(rows, ([, , , shown]) => (shown === false ? 0 : 1)),
  };
}

const INCIDENTS: Place[][] = [
  [[A, A1, 1]],
  [[A, A1, 1], [A, A1, 2]], // twice in one district
  [[A, A2, 3], [B, B1, 3]], // in two
  [[A, NO_UNIT, 4]], // known to a province
  [[NO_UNIT, NO_UNIT, 6]], // to a country
  [[A, A2, 4]], // a district is named, but no more than the province is known
  [[B, B1, 1, false]], // filtered
];

const list = (values: Float64Array): (number | null)[] => Array.from(values, (value) => (Number.isNaN(value) ? null : value));

test("provinces: an incident once in each, nought is not nothing", () => {
  const shaded = new ByUnit(input(INCIDENTS), "admin1", ["A", "B", "C"]).incidents();
  assert.deepEqual(list(shaded.values), [5, 1, null]);
  assert.deepEqual(shaded.left, { provinceOnly: 0, nowhere: 1, several: 0, aggregate: 0, atMost: 0 });
});

test("districts: what is known to a province only is in none, and told", () => {
  const shaded = new ByUnit(input(INCIDENTS), "admin2", ["A1", "A2", "B1", "C1"]).incidents();
  assert.deepEqual(list(shaded.values), [2, 1, 1, null]);
  assert.deepEqual(shaded.left, { provinceOnly: 2, nowhere: 1, several: 0, aggregate: 0, atMost: 0 });
});

test("a unit whose incidents are all filtered out has nought", () => {
  const shaded = new ByUnit(input([[[B, B1, 1, false]]]), "admin2", ["A1", "B1"]).incidents();
  assert.deepEqual(list(shaded.values), [null, 0]);
});

function run(...figures: [incident: number, low: number, high: number, open?: number][]): Run {
  return {
    metric: "killed",
    side: "west",
    incident: Uint32Array.from(figures, ([incident]) => incident),
    low: Uint32Array.from(figures, ([, low]) => low),
    high: Uint32Array.from(figures, ([, , high]) => high),
    open: Uint8Array.from(figures, ([, , , open]) => open ?? 0),
  };
}

test("figures of one side: added by unit from the lowest to the highest, each incident once", () => {
  const shaded = new ByUnit(input(INCIDENTS), "admin2", ["A1", "A2", "B1"]).figures(
    run([0, 5, 7], [1, 10, 10], [2, 100, 100], [3, 3, 3], [4, 4, 4], [6, 50, 50]),
  );
  assert.deepEqual(list(shaded.values), [15, null, null]);
  assert.equal(figureOf(shaded, 0), "15–17");
  assert.equal(shaded.incidents[0], 2);
  assert.deepEqual(shaded.left, { provinceOnly: 1, nowhere: 1, several: 1, aggregate: 0, atMost: 0 });
});

test("an incident in two districts of one province has its figure in that province", () => {
  const places: Place[][] = [[[A, A1, 1], [A, A2, 1]]];
  const figures = run([0, 8, 8]);
  assert.deepEqual(list(new ByUnit(input(places), "admin1", ["A"]).figures(figures).values), [8]);
  const byDistrict = new ByUnit(input(places), "admin2", ["A1", "A2"]).figures(figures);
  assert.deepEqual(list(byDistrict.values), [null, null]);
  assert.equal(byDistrict.left.several, 1);
});

test("a figure does not follow from the place that a filter leaves: it is that of the whole incident", () => {
  const places: Place[][] = [[[A, A1, 1], [B, B1, 1, false]]];
  const shaded = new ByUnit(input(places), "admin2", ["A1", "B1"]).figures(run([0, 8, 8]));
  assert.deepEqual(list(shaded.values), [null, null]);
  assert.equal(shaded.left.several, 1);
});

test("incidents that cover several are not added", () => {
  const shaded = new ByUnit(input([[[A, A1, 1]], [[A, A1, 1]]], [2, 0]), "admin2", ["A1"]).figures(run([0, 90, 90], [1, 4, 4]));
  assert.deepEqual(list(shaded.values), [4]);
  assert.equal(shaded.left.aggregate, 1);
});

test("an upper figure alone shades nothing; none killed is nought", () => {
  const shaded = new ByUnit(input([[[A, A1, 1]], [[B, B1, 1]]]), "admin2", ["A1", "B1"]).figures(
    run([0, NO_FIGURE, 20], [1, 0, 0]),
  );
  assert.deepEqual(list(shaded.values), [null, 0]);
  assert.equal(shaded.left.atMost, 1);
});

for (const [low, high, open, told] of [[5, 5, 0, "5"], [5, 9, 0, "5–9"], [1200, 1200, 1, "≥ 1,200"], [5, 9, 1, "≥ 5"]] as const) {
  test(`a figure of ${told}`, () => {
    const shaded = { values: Float64Array.of(low), high: Float64Array.of(high), open: Uint8Array.of(open) };
    assert.equal(figureOf(shaded, 0), told);
  });
}

test("runs of figures undo their differences, each from its own start", () => {
  const runs = runsOf(
    [{ metric: "killed", side: "west", end: 3 }, { metric: "wounded", side: "east", end: 5 }],
    Uint32Array.of(2, 1, 4, 1, 8),
    Uint32Array.of(1, 2, 3, 4, 5),
    Uint32Array.of(1, 2, 3, 4, NO_FIGURE),
    Uint8Array.of(0, 0, 1, 0, 0),
  );
  assert.deepEqual(runs.map(({ metric, side, incident }) => [metric, side, [...incident]]), [
    ["killed", "west", [2, 3, 7]],
    ["wounded", "east", [1, 9]],
  ]);
  assert.deepEqual([...runs[1]!.high], [4, NO_FIGURE]);
  assert.deepEqual([...runs[0]!.open], [0, 0, 1]);
});
