import assert from "node:assert/strict";
import { test } from "node:test";
import { boxOf, type Shape } from "../src/geometry/footprints.ts";
import { Density, HexGrid, type DensityInput } from "../src/incidents/density.ts";

const [POINT, AREA, STRETCH, NONE] = [0, 1, 2, 3];
const SCALE = 256 * 2 ** 7;

function shapeOf(...line: number[]): Shape {
  const lines = [Float64Array.from(line)];
  return { lines, box: boxOf(lines) };
}

const SQUARE = shapeOf(0.6, 0.4, 0.61, 0.4, 0.61, 0.41, 0.6, 0.41, 0.6, 0.4);
const LINE = shapeOf(0.62, 0.4, 0.63, 0.405);

interface Place {
  readonly kind: number;
  readonly x?: number;
  readonly y?: number;
  readonly footprint?: number;
  readonly wide?: boolean;
}

function density(incidents: readonly (readonly Place[])[], hidden: readonly number[] = []): Density {
  const rows = incidents.flat();
  const firstRow = new Uint32Array(incidents.length + 1);
  incidents.forEach((places, i) => (firstRow[i + 1] = firstRow[i]! + places.length));
  const shown = new Uint8Array(rows.length).fill(1);
  for (const row of hidden) shown[row] = 0;
  const input: DensityInput = {
    kind: Uint8Array.from(rows, ({ kind }) => kind),
    footprint: Int32Array.from(rows, ({ footprint }) => footprint ?? -1),
    firstRow,
    shown,
    x: Float64Array.from(rows, ({ x }) => x ?? 0.605),
    y: Float64Array.from(rows, ({ y }) => y ?? 0.405),
    shapes: [SQUARE, LINE],
    isWide: (row) => rows[row]!.wide === true,
  };
  return new Density(input);
}

function total({ cells, values }: ReturnType<Density["count"]>): number {
  return cells.reduce((sum, cell) => sum + values[cell]!, 0);
}

test("each place of the world lies in the hexagon with the nearest middle", () => {
  const grid = new HexGrid(SCALE, [0.6, 0.4, 0.63, 0.42]);
  for (let i = 0; i < 400; i++) {
    const [x, y] = [0.6 + ((i * 0.618) % 1) * 0.03, 0.4 + ((i * 0.414) % 1) * 0.02];
    const cell = grid.cellOf(x, y);
    const away = (other: number): number => {
      const [mx, my] = grid.middle(other);
      return Math.hypot(mx - x, my - y) * SCALE;
    };
    assert.ok(away(cell) <= 14.001, "within its corners");
    for (const other of [-1, 1, -grid.columns, grid.columns]) assert.ok(away(cell) <= away(cell + other) + 1e-6);
    assert.equal(grid.cellOf(...grid.middle(cell)), cell);
  }
});

test("an incident at a place weighs 1 there, two in one hexagon 2", () => {
  const counted = density([[{ kind: POINT }], [{ kind: POINT }], [{ kind: POINT, x: 0.63 }]]).count(SCALE);
  assert.deepEqual(Array.from(counted.cells, (cell) => counted.values[cell]).sort(), [1, 2]);
  assert.deepEqual([counted.placed, counted.left], [3, 0]);
});

test("an incident with several places weighs 1 in all", () => {
  const counted = density([[{ kind: POINT }, { kind: POINT, x: 0.63 }]]).count(SCALE);
  assert.deepEqual(Array.from(counted.cells, (cell) => counted.values[cell]), [0.5, 0.5]);
});

test("what is known to an area is shared out over it, never at its label", () => {
  const counted = density([[{ kind: AREA, footprint: 0 }]]).count(SCALE);
  const inside = (SQUARE.box.right - SQUARE.box.left) * (SQUARE.box.bottom - SQUARE.box.top) * SCALE ** 2;
  const size = 14 ** 2 * 1.5 * Math.sqrt(3);
  assert.ok(Math.abs(counted.cells.length - inside / size) < 0.15 * counted.cells.length);
  for (const cell of counted.cells) {
    const [x, y] = counted.grid.middle(cell);
    assert.ok(x >= 0.6 && x <= 0.61 && y >= 0.4 && y <= 0.41);
    assert.ok(Math.abs(counted.values[cell]! * counted.cells.length - 1) < 1e-9);
  }
  assert.ok(Math.abs(total(counted) - 1) < 1e-9);
});

test("an area smaller than a hexagon has all of it in one", () => {
  const counted = density([[{ kind: AREA, footprint: 0 }]]).count(256);
  assert.deepEqual(Array.from(counted.cells, (cell) => counted.values[cell]), [1]);
});

test("a stretch is shared out along the line", () => {
  const counted = density([[{ kind: STRETCH, footprint: 1 }]]).count(SCALE);
  assert.ok(counted.cells.length > 10);
  for (const cell of counted.cells) {
    const [x, y] = counted.grid.middle(cell);
    const across = Math.abs(y - 0.4 - (x - 0.62) / 2) / Math.hypot(1, 0.5);
    assert.ok(across * SCALE <= 14.001, "the line runs through it");
  }
  assert.ok(Math.abs(total(counted) - 1) < 1e-9);
});

for (const [what, place] of [
  ["no place", { kind: NONE }],
  ["a country", { kind: AREA, footprint: 0, wide: true }],
  ["an area without an outline", { kind: AREA }],
] as const) {
  test(`an incident known to ${what} is left out and counted`, () => {
    const counted = density([[place], [{ kind: POINT }]]).count(SCALE);
    assert.deepEqual([counted.placed, counted.left, total(counted)], [1, 1, 1]);
  });
}

test("filters: what is not shown weighs nothing, and the sum is the number of incidents placed", () => {
  const places: Place[][] = [[{ kind: POINT }, { kind: AREA, footprint: 0 }], [{ kind: STRETCH, footprint: 1 }], [{ kind: NONE }]];
  for (const [hidden, placed, left] of [[[], 2, 1], [[0], 2, 1], [[0, 1], 1, 1], [[0, 1, 2, 3], 0, 0]] as const) {
    const counted = density(places, hidden).count(SCALE);
    assert.deepEqual([counted.placed, counted.left], [placed, left]);
    assert.ok(Math.abs(total(counted) - placed) < 1e-9);
  }
});

test("hexagons stay of one size on the ground when zoomed in far", () => {
  const one = density([[{ kind: POINT }]]);
  assert.equal(one.count(256 * 2 ** 13).grid.scale, one.count(256 * 2 ** 9).grid.scale);
  assert.ok(one.count(256 * 2 ** 8).grid.scale < one.count(256 * 2 ** 9).grid.scale);
});
