import assert from "node:assert/strict";
import { test } from "node:test";
import { Folds } from "../src/page/folds.ts";

/** A fold as a browser has it. */
class Fold extends EventTarget {
  open = false;

  press(): void {
    this.open = !this.open;
    this.dispatchEvent(new Event("toggle"));
  }
}

for (const [name, opens, presses, opensThen, stands] of [
  ["what a reader unfolded stays so", false, 1, false, true],
  ["what a reader folded stays so", true, 1, true, false],
  ["what was unfolded and folded again is folded", false, 2, true, false],
  ["what opened of itself is nobody's choice", true, 0, false, false],
] as const) {
  test(name, () => {
    const folds = new Folds();
    const keep = (open: boolean, key = "one"): Fold => {
      const fold = new Fold();
      folds.keep(fold as unknown as HTMLDetailsElement, key, open);
      return fold;
    };
    const fold = keep(opens);
    fold.dispatchEvent(new Event("toggle"));
    for (let i = 0; i < presses; i++) fold.press();
    assert.equal(keep(opensThen).open, stands);
    assert.equal(keep(false, "another").open, false);
  });
}
