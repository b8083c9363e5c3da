import assert from "node:assert/strict";
import { test } from "node:test";
import { sectionCounts } from "../src/charts/chart-tables.ts";
import { axisLabels, weightsOf } from "../src/charts/line-axis.ts";
import { CELL, densityOf, markOf, rowAt, stripRows, type Axes } from "../src/charts/strip-data.ts";
import { NEVER_FROM, NEVER_TO } from "../src/data/windows.ts";
import { Areas } from "../src/filters/areas.ts";
import { linesOf } from "../src/geometry/geometry.ts";
import { sieveOf } from "./sieves.ts";

// Four incidents: a point, an area and a stretch on the line, one away from it, one without a date.
const DATA = {
  firstRow: Uint32Array.of(0, 1, 3, 4, 5),
  columns: {
    kind: Uint8Array.of(0, 1, 2, 0, 0),
    incident: Uint32Array.of(0, 1, 1, 2, 3),
    km_from: Float32Array.of(50, 20, 60, NaN, 10),
    km_to: Float32Array.of(50, 40, 100, NaN, 10),
  },
} as unknown as Parameters<typeof stripRows>[0];
const WINDOWS = { from: Int32Array.of(2, 4, 5, NEVER_FROM), to: Int32Array.of(2, 5, 5, NEVER_TO) };
const AXES: Axes = { from: 0, to: 10, km: 100, width: 100, height: 50 };

test("places with a kilometre and a date, areas below and points on top", () => {
  const strip = stripRows(DATA, WINDOWS, sieveOf(4, 5));
  assert.deepEqual([...strip.rows], [1, 2, 0]);
  assert.deepEqual([strip.areas, strip.stretches, strip.points, strip.without], [1, 1, 1, 2]);
  const some = stripRows(DATA, WINDOWS, sieveOf(4, 5, (incident) => incident === 1));
  assert.deepEqual([[...some.rows], some.without], [[1, 2], 0]);
});

test("rows of one page stay while another's are gathered", () => {
  const strip = stripRows(DATA, WINDOWS, sieveOf(4, 5));
  const axes = { ...AXES, height: 30 };
  const before = densityOf(strip.rows, DATA, WINDOWS, axes);
  const rows = (column: { subarray(from: number, to: number): unknown }): unknown => column.subarray(0, 1);
  const columns = Object.fromEntries(Object.entries(DATA.columns).map(([name, column]) => [name, rows(column as never)]));
  const few = { firstRow: Uint32Array.of(0, 1), columns } as unknown as typeof DATA;
  const others = stripRows(few, WINDOWS, sieveOf(1, 1));
  densityOf(others.rows, few, WINDOWS, axes);
  assert.deepEqual([...others.rows], [0]);
  assert.deepEqual([...strip.rows], [1, 2, 0]);
  assert.deepEqual(densityOf(strip.rows, DATA, WINDOWS, axes), before);
});

test("a mark is as long as its stretch and as wide as its dates", () => {
  assert.deepEqual(markOf(2, DATA, WINDOWS, AXES), { left: 40, top: 0, width: 20, height: 20, point: false });
  const point = markOf(0, DATA, WINDOWS, AXES);
  assert.deepEqual([point.left + point.width / 2, point.top + point.height / 2, point.point], [25, 25, true]);
});

for (const [x, y, row] of [[25, 25, 0], [50, 10, 2], [50, 35, 1], [80, 25, null], [25, 40, null]] as const) {
  test(`at ${String(x)}, ${String(y)} of the strip lies row ${String(row)}`, () => {
    assert.equal(rowAt(x, y, Uint32Array.of(1, 2, 0), DATA, WINDOWS, AXES), row);
  });
}

test("the density counts a point in its cell and a bar in all of its cells, weaker", () => {
  const axes = { ...AXES, width: 10 * CELL, height: 10 * CELL };
  const density = densityOf(Uint32Array.of(2, 0, 0), DATA, WINDOWS, axes);
  assert.deepEqual([density.columns, density.lines], [10, 10]);
  const column = (number: number) => Array.from({ length: 10 }, (_, line) => density.values[line * 10 + number]!);
  assert.deepEqual(column(2), [0, 0, 0, 0, 0, 2, 0, 0, 0, 0]);
  assert.deepEqual(column(5).map((value) => value > 0.3), [true, true, true, true, true, false, false, false, false, false]);
  assert.equal(density.most, 2);
});

const AXIS = {
  km: 100,
  name: "Grey Line",
  sections: [{ from: 0, to: 60, name: "West" }, { from: 60, to: 80, name: "Middle" }, { from: 80, to: 100, name: "East" }],
  crossings: [
    { km: 10, name: "Old Pass", status: "pass" }, { km: 55, name: "Red Gate", status: "official" },
    { km: 58, name: "Blue Gate", status: "official" },
  ],
};

for (const [room, weights, names] of [
  [5, [], ["Old Pass", "West", "Red Gate", "Middle", "East"]],
  [5, [0, 1, 9], ["Old Pass", "West", "Blue Gate", "Middle", "East"]],
  [20, [], ["Old Pass", "West", "Red Gate", "East"]],
  [60, [], ["Red Gate"]],
] as [number, number[], string[]][]) {
  test(`with a name every ${String(room)} km the axis tells ${names.join(", ")}`, () => {
    assert.deepEqual(axisLabels(AXIS, room, weights).map(({ name }) => name), names);
  });
}

test("a crossing weighs what lies at it", () => {
  assert.deepEqual(weightsOf(AXIS, Float32Array.of(9, 57, 57, NaN), Uint8Array.of(0, 0, 1, 0)), [1, 1, 1]);
});

test("the table counts what lies in a section or reaches into it", () => {
  assert.deepEqual(sectionCounts(AXIS, Uint32Array.of(0, 1, 2), DATA.columns), [[1, 0, 1], [0, 1, 0], [0, 1, 0]]);
});

for (const [from, to, held] of [
  [59.96, 80.04, [0, 1, 0]], [60, 80, [0, 1, 0]], [59.8, 80.2, [1, 1, 1]], [0, 60.03, [1, 0, 0]], [59.98, 60, [1, 0, 0]],
] as const) {
  test(`a stretch from km ${String(from)} to ${String(to)} lies in sections that it reaches into, not in those at its ends`, () => {
    const columns = { kind: Uint8Array.of(2), km_from: Float32Array.of(from), km_to: Float32Array.of(to) };
    assert.deepEqual(sectionCounts(AXIS, Uint32Array.of(0), columns).map(([, stretches]) => stretches), held);
  });
}

// Two districts of one province side by side, and one of another east of them, beyond the line.
function areas(): Areas {
  const arc = (...points: number[]): number[] => points.map((degree) => degree * 100_000);
  const steps = (arcs: number[][]): Int32Array =>
    Int32Array.from(arcs.flatMap((xy) => xy.map((value, i) => (i < 2 ? value : value - xy[i - 2]!))));
  const lines = (arcs: number[][]) => linesOf(steps(arcs), Uint32Array.from(arcs, (xy) => xy.length / 2));
  const out = 65_535;
  return new Areas(
    { admin1: [["P1", "Left"], ["P2", "Right"]], admin2: [["D1", "One"], ["D2", "Two"], ["D3", "Three"]], parent: [0, 0, 1] },
    [
      {
        lines: lines([arc(1, 0, 0, 0, 0, 1, 1, 1), arc(1, 0, 1, 1), arc(1, 1, 2, 1), arc(2, 0, 1, 0), arc(2, 0, 3, 0, 3, 1, 2, 1)]),
        units: Uint16Array.of(0, out, 0, 1, 1, out, 1, out, 2, out),
      },
      { lines: lines([arc(2, 0, 2, 1)]), units: Uint16Array.of(1, 2) },
    ],
  );
}

for (const [x, y, found] of [
  [0.5, 0.5, { admin1: "P1", admin2: "D1" }], [1.5, 0.2, { admin1: "P1", admin2: "D2" }],
  [2.5, 0.9, { admin1: "P2", admin2: "D3" }], [3.5, 0.5, null], [0.5, 1.5, null],
] as const) {
  test(`at ${String(x)}, ${String(y)} lies ${found === null ? "nothing" : found.admin2}`, () => {
    assert.deepEqual(areas().at(x, y), found);
  });
}

for (const [code, name, points] of [["D2", "Two", 8], ["P1", "Left", 10], ["P2", "Right", 6], ["X", null, 0]] as const) {
  test(`${code} is called ${String(name)}; its outline has ${String(points)} points`, () => {
    let drawn = 0;
    const pen = { beginPath: () => undefined, moveTo: () => drawn++, lineTo: () => drawn++ };
    const view = { scale: 36_000, left: 17_000, top: 17_000, width: 2000, height: 2000, zoom: 7 };
    assert.equal(areas().nameOf(code), name);
    assert.equal(areas().trace(pen as unknown as CanvasRenderingContext2D, view, code), points > 0);
    assert.equal(drawn, points);
  });
}
