import assert from "node:assert/strict";
import { test } from "node:test";
import { atRest } from "../src/page/at-rest.ts";

/** A page that rests when it is told to, with a clock of its own. */
function page(): { clock: number; waiting: ((left: () => number) => void)[]; wait: Parameters<typeof atRest>[1] } {
  const one = {
    clock: 0,
    waiting: [] as ((left: () => number) => void)[],
    wait: (turn: (left: () => number) => void): (() => void) => {
      one.waiting.push(turn);
      return () => { one.waiting.splice(one.waiting.indexOf(turn), 1); };
    },
  };
  return one;
}

function* steps(of: { clock: number }, cost: number, done: number[], count = 10): Generator<void> {
  for (let step = 0; step < count; step++) {
    of.clock += cost;
    done.push(step);
    yield;
  }
}

for (const [cost, left, taken] of [
  [3, 5, 2], // a step that has begun is ended
  [3, 8, 3],
  [1, 4, 4],
  [20, 5, 1],
  [1, 0, 1], // a page that never rests long comes to an end, too
] as const) {
  test(`of steps of ${String(cost)} ms ${String(taken)} are taken while the page rests ${String(left)} ms`, () => {
    const one = page();
    const done: number[] = [];
    atRest(steps(one, cost, done), one.wait, () => one.clock);
    assert.deepEqual(done, []);
    one.waiting.shift()!(() => left);
    assert.equal(done.length, taken);
    assert.equal(one.waiting.length, 1);
  });
}

test("where the page rests long, what waits has its turn before the next steps", (context) => {
  const soon: (() => void)[] = [];
  context.mock.method(globalThis, "setTimeout", (then: () => void) => soon.push(then));
  const one = page();
  const done: number[] = [];
  atRest(steps(one, 4, done), one.wait, () => one.clock);
  one.waiting.shift()!(() => 49 - one.clock);
  assert.equal(done.length, 2);
  assert.equal(one.waiting.length, 0);
  soon.shift()!();
  assert.equal(done.length, 4);
});

test("work that is done, or ended, asks for no more", () => {
  const one = page();
  const done: number[] = [];
  atRest(steps(one, 1, done, 2), one.wait, () => one.clock);
  one.waiting.shift()!(() => 8);
  assert.deepEqual(done, [0, 1]);
  assert.equal(one.waiting.length, 0);
  const end = atRest(steps(one, 10, done), one.wait, () => one.clock);
  one.waiting.shift()!(() => 8);
  end();
  assert.equal(one.waiting.length, 0);
});
