import assert from "node:assert/strict";
import { test } from "node:test";
import { alongOf, goTo, spotIn, type Box } from "../src/page/spot.ts";

/** A box 100 high at 10, over paragraphs of some heights in sections. */
class Scroller {
  scrollTop = 0;
  readonly children: readonly Box[];

  constructor(sections: readonly (readonly number[])[]) {
    let at = 10;
    this.children = sections.map((heights) => {
      const from = at;
      const children = heights.map((height) => this.part((at += height) - height, at));
      return this.part(from, at, children);
    });
  }

  getBoundingClientRect(): { top: number; bottom: number } {
    return { top: 10, bottom: 110 };
  }

  private part(top: number, bottom: number, children: readonly Box[] = []): Box {
    return { children, getBoundingClientRect: () => ({ top: top - this.scrollTop, bottom: bottom - this.scrollTop }) };
  }
}

const READ = [[30, 50], [40, 40, 40], [200]];

for (const [name, scrolled, made, to] of [
  ["at its beginning", 0, [[60, 60], [20]], 0],
  ["where all is taller", 125, [[60, 100], [80, 80, 80], [400]], 160 + 80 + 80 / 8],
  ["between the edges", 80, [[60, 100], [80, 80, 80]], 160],
  ["by the next where less than a pixel is seen", 79.5, [[60, 100], [80, 80, 80]], 159.5],
  ["where there is less", 165, [[60, 100], [80]], 160 + 80 / 8],
  ["where nothing is left", 90, [], 0],
] as const) {
  test(`what is read stands where it stood: ${name}`, () => {
    const before = new Scroller(READ);
    before.scrollTop = scrolled;
    const after = new Scroller(made);
    goTo(after, spotIn(before));
    assert.equal(after.scrollTop, to);
  });
}

test("a way is gone as far as there is one", () => {
  const box = new Scroller(READ);
  assert.equal(alongOf<Pick<Box, "children">>(box, [1, 2]), box.children[1]?.children[2]);
  assert.equal(alongOf<Pick<Box, "children">>(box, [1, 7, 0]), box.children[1]);
  assert.equal(alongOf<Pick<Box, "children">>(box, [9, 0]), box);
});
