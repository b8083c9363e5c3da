import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { whenIdle } from "../src/page/idle.ts";

type Turn = () => void;
let turns: Turn[] = [];

beforeEach(() => {
  turns = [];
  Object.assign(globalThis, { requestIdleCallback: (turn: Turn) => turns.push(turn) });
});

function idle(): boolean {
  const turn = turns.shift();
  turn?.();
  return turn !== undefined;
}

test("each piece has a turn of its own, in their order", () => {
  const done: number[] = [];
  whenIdle([1, 2].map((n) => () => { done.push(n); }));
  assert.deepEqual(done, []);
  idle();
  assert.deepEqual(done, [1]);
  while (idle());
  assert.deepEqual(done, [1, 2]);
});

test("no more is done once it is not wanted", () => {
  const done: number[] = [];
  whenIdle([1, 2, 3].map((n) => () => { done.push(n); }), () => done.length < 2);
  while (idle());
  assert.deepEqual(done, [1, 2]);
});

test("a browser that tells of no idle time does none of it", () => {
  Reflect.deleteProperty(globalThis, "requestIdleCallback");
  whenIdle([() => { assert.fail(); }]);
});
