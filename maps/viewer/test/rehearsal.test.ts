import assert from "node:assert/strict";
import { test } from "node:test";
import type { IncidentData } from "../src/data/incidents-data.ts";
import type { Windows } from "../src/data/windows.ts";
import { rehearsals } from "../src/filters/rehearsal.ts";

const COUNT = 6000;
const bytes = (): Uint8Array => Uint8Array.from({ length: COUNT }, (_, i) => i % 3);
const words = (): Uint16Array => Uint16Array.from({ length: COUNT }, (_, i) => i % 5);

function incidents(): IncidentData {
  const columns = {
    type: bytes(), kind: bytes(), role: bytes(), flags: bytes(), prec: bytes(), source: words(), licence: words(),
    admin1: words(), admin2: words(), km_from: new Float32Array(COUNT), km_to: new Float32Array(COUNT),
  };
  const firstRow = Uint32Array.from({ length: COUNT + 1 }, (_, i) => i);
  const found = { columns, sideCodes: bytes(), shown: new Uint8Array(COUNT).fill(1), firstRow, weights: null, firstCell: COUNT };
  return found as unknown as IncidentData;
}

test("a rehearsal of filters leaves what is shown, and what incidents say, as it was", () => {
  const [data, before] = [incidents(), structuredClone(incidents())];
  const windows: Windows = { from: new Int32Array(COUNT).fill(9), to: new Int32Array(COUNT).fill(9), span: [9, 9] };
  let pieces = 0;
  for (const piece of rehearsals(data, windows)) {
    piece();
    pieces++;
  }
  assert.equal(pieces, 9);
  assert.deepEqual(data, before);
});

test("there may be fewer incidents than a rehearsal takes, and none", () => {
  for (const few of [0, 2]) {
    const data = { ...incidents(), firstCell: few } as IncidentData;
    const windows: Windows = { from: new Int32Array(few), to: new Int32Array(few), span: null };
    for (const piece of rehearsals(data, windows)) piece();
  }
});
