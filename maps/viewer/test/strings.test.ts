import assert from "node:assert/strict";
import { test } from "node:test";
import { TEXTS } from "../src/strings.ts";

/** Labels that one party uses of the other, and words that take a side. Quotes are data, not ours. */
const PARTISAN = [
  "terror", "martyr", "shaheed", "shahid", "regime", "khawarij", "khariji", "fitna", "infidel", "kafir", "puppet",
  "mercenar", "proxy", "proxies", "aggress", "invader", "invasion", "occupi", "occupation", "liberat", "enemy",
  "enemies", "hostile", "coward", "brave", "hero", "barbar", "brutal", "savage", "massacre", "slaughter", "neutrali",
  "eliminat", "dispatched to hell", "so-called", "imaginary line", "illegal", "illegitimate", "unprovoked",
  "retaliat", "self-defen", "provocat", "jihad", "mujahid", "crusad", "rebel", "insurgen", "extremis", "radical",
  "thug", "gang", "bandit", "butcher", "victory", "glorious", "traitor", "sacred", "pashtunistan", "afpak",
];

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
});

for (const term of PARTISAN) {
  test(`no text of the page says “${term}”`, () => {
    assert.deepEqual(ALL.filter((text) => text.toLowerCase().includes(term)), []);
  });
}

test("no text has markup in it", () => {
  assert.deepEqual(ALL.filter((text) => /[<>&{}`]/.test(text)), []);
});
