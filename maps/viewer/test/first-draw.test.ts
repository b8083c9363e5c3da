import assert from "node:assert/strict";
import { test } from "node:test";
import { afterIncidents, incidentsDrawn } from "../src/page/first-draw.ts";

test("the base map waits for the incidents, whoever asks first", async () => {
  const told = new Array<string>();
  const early = afterIncidents().then(() => told.push("early"));
  await Promise.resolve();
  assert.equal(told.length, 0);
  incidentsDrawn();
  await Promise.all([early, afterIncidents().then(() => told.push("late"))]);
  assert.deepEqual(told, ["early", "late"]);
});
