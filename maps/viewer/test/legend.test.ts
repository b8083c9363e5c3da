import assert from "node:assert/strict";
import { test } from "node:test";
import { traceSymbol } from "../src/canvas/symbols.ts";
import { legendContent, shownOf } from "../src/panel/legend.ts";

test("the legend tells only of what the page has; types of one mark share a line", () => {
  const types = ["Attack", "Battle", "Clash", "Other"];
  const shapes = ["pentagon", "square", "square", "cross"];
  const data = {
    meta: { types: types.map((name, i) => ({ name, event: "", shape: shapes[i] as string })) },
    columns: { type: Uint8Array.of(1, 2, 2, 0), kind: Uint8Array.of(0, 1, 1, 0) },
    sideCodes: Uint8Array.of(4, 1, 1, 1),
  } as unknown as Parameters<typeof legendContent>[0];
  const { shapes: marks, sides, kinds } = legendContent(data);
  assert.deepEqual(marks, [
    { shape: "pentagon", names: ["Attack"], codes: [0] },
    { shape: "square", names: ["Battle", "Clash"], codes: [1, 2] },
  ]);
  assert.deepEqual(sides, [1, 4]);
  assert.deepEqual([...kinds], [0, 1]);
});

for (const [what, codes, marks] of [
  ["no type", [255, 255], [{ shape: "hexagon", names: ["Incident"], codes: [255] }]],
  ["some without a type", [0, 255], [{ shape: "hexagon", names: ["Looting", "Incident"], codes: [0, 255] }]],
  ["no incident", [], []],
] as const) {
  test(`the legend of a page with ${what}`, () => {
    const data = {
      meta: { types: [{ name: "Looting", event: "", shape: "hexagon" }] },
      columns: { type: Uint8Array.from(codes), kind: new Uint8Array(codes.length) },
      sideCodes: new Uint8Array(codes.length),
    } as unknown as Parameters<typeof legendContent>[0];
    assert.deepEqual(legendContent(data).shapes, marks);
  });
}

for (const [chosen, codes, shown] of [[[], [0], 3], [[], [0, 2], 4], [[2], [0, 2], 1], [[1], [0, 2], 0], [[], [9], 0]] as const) {
  test(`with [${chosen.join()}] chosen, ${String(shown)} of codes ${codes.join()} are shown`, () => {
    assert.equal(shownOf(Uint32Array.of(3, 5, 1), new Set<number>(chosen), codes), shown);
  });
}

const NAMES = ["square", "triangle", "wedge", "diamond", "pentagon", "hexagon", "star", "cross"];

function outline(shape: string): { points: [number, number][]; arcs: number } {
  const points: [number, number][] = [];
  let arcs = 0;
  const pen = {
    beginPath: () => undefined,
    closePath: () => undefined,
    moveTo: (x: number, y: number) => points.push([x, y]),
    lineTo: (x: number, y: number) => points.push([x, y]),
    arc: () => void arcs++,
  };
  traceSymbol(pen, shape, 100, 50, 10);
  return { points, arcs };
}

for (const name of NAMES) {
  test(`the mark ${name} stands about its place and is about as large as a circle`, () => {
    const { points, arcs } = outline(name);
    assert.equal(arcs, 0);
    const xs = points.map(([x]) => x);
    const ys = points.map(([, y]) => y);
    assert.ok(Math.abs((Math.min(...xs) + Math.max(...xs)) / 2 - 100) < 1.5);
    assert.ok(Math.abs((Math.min(...ys) + Math.max(...ys)) / 2 - 50) < 2.5);
    const width = Math.max(...xs) - Math.min(...xs);
    assert.ok(width > 15 && width < 28, `${String(width)} wide`);
  });
}

test("a circle is a circle, and so is a mark nobody knows", () => {
  assert.deepEqual([outline("circle").arcs, outline("constructor").arcs], [1, 1]);
});
