import assert from "node:assert/strict";
import { test } from "node:test";
import { worldX, worldY } from "../src/geometry/projection.ts";
import { clusterCounted, clusterRows } from "../src/incidents/clusters.ts";
import { cellsOf, clustersOf, shapesOf, talliesOf, type Told } from "../src/opening/told.ts";
import { readSeen, writeSeen } from "../src/opening/seen.ts";
import { AIR, firstView, FOOT, STEP } from "../src/page/first-view.ts";
import { homeOf, lookOf } from "../src/page/look.ts";

const TOLD: Told = {
  bounds: [[30, 60], [36, 72]],
  colours: ["#a00", "#00a"],
  several: "#555",
  symbols: ["circle", "star"],
  rows: [6_500_000, 3_300_000, 1, 1, 7_000_000, 3_400_000, 0, 0],
  tallies: [1, 4, 6_600_000, 3_200_000, 1, 2, 0, 1, 2, -1, 6_700_000, 3_100_000, 0, 0, 3, 0],
  zooms: {},
  world: 1000,
  shapes: [[[500, 250, 10, 0, 0, 20], [100, 100, -50, 5]], []],
};

for (const [width, height] of [[860, 450], [390, 600], [1500, 900]] as const) {
  test(`the first view shows all of its bounds, as near as a step of zoom lets it: ${String(width)}`, () => {
    const { scale, left, top, zoom } = firstView(TOLD.bounds, width, height);
    assert.equal(zoom % STEP, 0);
    const [[south, west], [north, east]] = TOLD.bounds;
    const room = [worldX(west) * scale - left, worldY(north) * scale - top,
      width - (worldX(east) * scale - left), height - (worldY(south) * scale - top)];
    assert.ok(Math.min(...room) >= AIR - 1, String(room));
    assert.ok(room[3]! >= AIR + FOOT - 1, String(room));
    const closer = 2 ** STEP;
    const [wide, high] = [(worldX(east) - worldX(west)) * scale, (worldY(south) - worldY(north)) * scale];
    assert.ok(wide * closer > width - 2 * AIR - 1 || high * closer > height - 2 * AIR - FOOT - 1);
  });
}

test("counted cells are clusters as their rows are", () => {
  const view = { scale: 1000, left: 100, top: 50, width: 400, height: 300 };
  const at = [...Array.from({ length: 9 }, (_, i) => [130 + 2 * i, 140, i % 2]), [330, 270, 1], [300, 270, 0], [9000, 5, 0]];
  const rows = (of: readonly (readonly number[])[]) => ({
    x: Float64Array.from(of, ([x]) => x! / 1000), y: Float64Array.from(of, ([, y]) => y! / 1000),
    side: Uint8Array.from(of, ([, , side]) => side!), sides: 2, shown: new Uint8Array(of.length).fill(1),
  });
  const told = ({ x, y, count, bySide }: { x: number; y: number; count: number; bySide: readonly number[] }) =>
    [Math.round(x * 1e6), Math.round(y * 1e6), count, ...bySide];
  const whole = clusterRows(rows(at), view, 16).clusters.map(told);
  assert.deepEqual(whole.map(([, , count]) => count), [9, 1, 1]);
  const counted = { column: 2, line: 2, x: 138, y: 140, bySide: [5, 4] };
  const outside = { column: 90, line: 2, x: 5800, y: 140, bySide: [7, 0] };
  assert.deepEqual(clusterCounted([counted, outside], rows(at.slice(9)), view, 16).map(told), whole);
});

test("a cell tells where in it its middle is", () => {
  assert.deepEqual(cellsOf([3, 2, 256, 128, 7, 1, 0], 3), [{ column: 3, line: 2, x: 193, y: 128.5, bySide: [7, 1, 0] }]);
});

test("areas and stretches count for each side", () => {
  const [area, stretch] = talliesOf(TOLD);
  assert.equal(area?.isWide, true);
  assert.deepEqual([area?.tally.footprint, area?.tally.count, area?.tally.bySide], [4, 3, [2, 0, 1]]);
  assert.equal(area?.tally.x, worldX(66));
  assert.deepEqual([stretch?.isWide, stretch?.tally.kind, stretch?.tally.footprint, stretch?.tally.count], [false, 2, -1, 3]);
});

test("outlines are told in steps from vertex to vertex; those that are not drawn have none", () => {
  const [shape, none] = shapesOf(TOLD);
  assert.deepEqual(shape?.lines.map((line) => [...line]), [[0.5, 0.25, 0.51, 0.25, 0.51, 0.27], [0.1, 0.1, 0.05, 0.105]]);
  assert.deepEqual(shape?.box, { left: 0.05, top: 0.1, right: 0.51, bottom: 0.27 });
  assert.deepEqual(none?.lines, []);
});

test("a row that stands alone has its own side and symbol", () => {
  const view = firstView(TOLD.bounds, 860, 450);
  const { clusters, symbolOf } = clustersOf(TOLD, { cells: [], rows: [1, 0] }, view);
  const found = clusters.map(({ row, bySide }) => [symbolOf(row), bySide]);
  assert.deepEqual(found.sort(), [["circle", [1, 0, 0]], ["star", [0, 1, 0]]]);
});

test("what a picture shows is read as it was written", () => {
  assert.deepEqual(readSeen(writeSeen({ zoom: 5.125, left: -12, top: 3750 })), { zoom: 5.125, left: -12, top: 3750 });
  assert.ok(Number.isNaN(readSeen(undefined).left));
});

for (const [hash, code, mode] of [
  ["", null, null], ["#lang=ps&mode=dark", "ps", "dark"], ["#mode=light", null, "light"], ["#lang=xx&mode=red", null, null],
] as const) {
  test(`the look that a link asks for: ${hash}`, () => assert.deepEqual(lookOf(hash), { code, mode }));
}

test("only our own page has a language", () => {
  const page = (bmLanguage?: string) => ({ dataset: { bmLanguage } }) as unknown as HTMLElement;
  assert.deepEqual([homeOf(page("ur")), homeOf(page("tlh")), homeOf(page())], ["ur", null, null]);
});
