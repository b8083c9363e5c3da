import assert from "node:assert/strict";
import { test } from "node:test";
import { speak } from "../src/language/strings.ts";
import { amount, classesOf, classNames, classOf, rampPlace } from "../src/shading/classes.ts";

const repeated = (value: number, times: number): number[] => new Array<number>(times).fill(value);

for (const [what, values, bounds, names] of [
  ["no value", [], [], []],
  ["one value", [7], [7], ["7"]],
  ["values that are all alike", [2, 2, 2], [2], ["2"]],
  ["few values: each its own class", [3, 1, 2], [1, 2, 3], ["1", "2", "3"]],
  ["nearly all ones: the others still part", [...repeated(1, 90), 2, 3, 5, 9, 40], [1, 3, 5, 9, 40], ["1", "2–3", "4–5", "6–9", "10–40"]],
  ["large counts: round bounds", [3, 14, 87, 130, 412, 977, 1204, 2600, 9871, 12_345], [15, 150, 1000, 3000, 12_345], ["3–15", "16–150", "151–1,000", "1,001–3,000", "3,001–12,345"]],
] as const) {
  test(`classes of ${what}`, () => {
    const classes = classesOf(Float64Array.from(values), true);
    assert.deepEqual(classes.bounds, bounds);
    assert.deepEqual(classNames(classes, true), names);
    for (const value of values) assert.ok(value <= bounds[classOf(classes, value)]!);
  });
}

test("shares: what is next to nothing is one class", () => {
  const classes = classesOf(Float64Array.from([...repeated(0.004, 500), 0.05, 0.2, 0.3, 0.7, 1, 1.2, 4.25]), false);
  assert.deepEqual(classes.bounds, [0.1, 0.3, 1, 1.5, 4.25]);
  assert.deepEqual(classNames(classes, false), ["≤ 0.1", "0.1–0.3", "0.3–1", "1–1.5", "1.5–4.3"]);
});

test("shares that are all next to nothing part among themselves", () => {
  const { bounds } = classesOf(Float64Array.from([0.01, 0.02, 0.03, 0.04]), false);
  assert.deepEqual(bounds, [0.01, 0.02, 0.03, 0.04]);
});

test("classes hold all values, in order, at any size", () => {
  for (const count of [50, 500, 5000]) {
    const values = Float64Array.from({ length: count }, (_, i) => 1 + ((i * 7919) % 997));
    const classes = classesOf(values, true);
    assert.ok(classes.bounds.length >= 4 && classes.bounds.length <= 5);
    assert.deepEqual([...classes.bounds].sort((a, b) => a - b), classes.bounds);
    const held = new Set(Array.from(values, (value) => classOf(classes, value)));
    assert.equal(held.size, classes.bounds.length, `${String(count)}: no class is empty`);
  }
});

for (const [classes, places] of [[1, [2]], [2, [0, 4]], [3, [0, 2, 4]], [5, [0, 1, 2, 3, 4]]] as const) {
  test(`${String(classes)} classes lie far apart on the ramp`, () => {
    assert.deepEqual(Array.from({ length: classes }, (_, i) => rampPlace(i, classes, 5)), places);
  });
}

test("amounts have two figures, in the digits of the language", () => {
  assert.deepEqual([0.0347, 1, 2.46, 12.4, 1234].map(amount), ["0.035", "1", "2.5", "12", "1,234"]);
  speak("fa");
  try {
    assert.deepEqual([0.5, 12].map(amount), ["۰٫۵", "۱۲"]);
  } finally {
    speak("en");
  }
});
