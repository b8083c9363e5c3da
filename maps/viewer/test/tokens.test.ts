import assert from "node:assert/strict";
import { test } from "node:test";
import { Tokens } from "../src/data/tokens.ts";
import { packed, tokensOf } from "./words.ts";

const TEXTS = ["a b  a\x1fc", "", "\x1e\x1f", "پکتیکا\u00a0x\n a b"];

test("words in their order are the texts again", () => {
  assert.deepEqual(tokensOf(TEXTS).texts(), TEXTS);
});

test("of texts that are not wanted nothing is put together", () => {
  assert.deepEqual(tokensOf(TEXTS).texts((at) => at === 3), ["", "", "", TEXTS[3]]);
});

test("a block is read", () => {
  const bytes = packed(tokensOf(TEXTS));
  assert.deepEqual(Tokens.read(Uint8Array.from(bytes)).texts(), TEXTS);
  const many = Uint8Array.of(2, 0, 0, 0, 4, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 97, 32, 98, 29);
  assert.deepEqual(Tokens.read(many).texts(), ["a b"], "numbers of four bytes");
  const odd = Uint8Array.from(bytes);
  odd[4] = 3;
  assert.throws(() => Tokens.read(odd), /numbers of 3 bytes/);
});
