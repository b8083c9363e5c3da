import assert from "node:assert/strict";
import { test } from "node:test";
import terms from "../../../data/wording/partisan_terms.csv";
import { TEXTS } from "../src/language/strings.ts";

/** Labels that one party uses of the other, and words that take a side. Quotes are data, not ours. */
const PARTISAN = terms.split("\n").filter((line) => line.startsWith("en,")).map((line) => line.split(",")[1]!);

function texts(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "function") {
    const words = ["1", "2", "3"];
    return [String((value as (...args: unknown[]) => string)(...words)), String((value as (n: number) => string)(1))];
  }
  if (Array.isArray(value)) return value.flatMap(texts);
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(texts);
  return [];
}

const ALL = texts(TEXTS);

test("the texts are gathered", () => {
  assert.ok(ALL.length > 100);
  assert.ok(ALL.includes("What each side says"));
  assert.ok(PARTISAN.length > 50 && PARTISAN.includes("martyr"));
});

for (const term of PARTISAN) {
  test(`no text of the page says “${term}”`, () => {
    assert.deepEqual(ALL.filter((text) => text.toLowerCase().includes(term)), []);
  });
}

test("no text has markup in it", () => {
  assert.deepEqual(ALL.filter((text) => /[<>&{}`]/.test(text)), []);
});
