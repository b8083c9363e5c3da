import assert from "node:assert/strict";
import { test } from "node:test";
import { contrast, seenOn } from "../src/charts/seen-colour.ts";

type Rgb = [number, number, number];
const rgb = (colour: string): Rgb =>
  [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16)) as Rgb;

test("contrast is WCAG's", () => {
  assert.equal(contrast([0, 0, 0], [255, 255, 255]), 21);
  assert.equal(contrast([255, 255, 255], [0, 0, 0]), 21);
  assert.equal(contrast([7, 7, 7], [7, 7, 7]), 1);
  assert.ok(Math.abs(contrast(rgb("#767676"), [255, 255, 255]) - 4.54) < 0.01);
});

// the colours of sides as `maps/marks.py` has them, on paper and ink of a light page and a dark one
const SIDES = ["#b5541f", "#2f6db3", "#5b3a72", "#c9a227", "#84908f", "#d6d6d0", "#56657a"];
const PAGES = [["#fffefb", "#1d2329"], ["#171b20", "#e9e6de"]] as const;

for (const [paper, ink] of PAGES) {
  for (const colour of SIDES) {
    test(`${colour} is seen on ${paper}`, () => {
      const seen = seenOn(colour, paper, ink);
      assert.ok(contrast(rgb(seen), rgb(paper)) >= 3);
      // no more ink than it lacks
      assert.equal(seen === colour, contrast(rgb(colour), rgb(paper)) >= 3);
    });
  }
}

test("what is not told by six digits stays", () => {
  assert.equal(seenOn("gold", "#ffffff", "#000000"), "gold");
  assert.equal(seenOn("#d6d6d0", "white", "#000000"), "#d6d6d0");
});
