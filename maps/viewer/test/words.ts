/** Words as `maps/tokens.py` packs them, for tests. */

import { Tokens } from "../src/data/tokens.ts";

/** Take the texts of incidents apart. */
export function tokensOf(texts: readonly string[]): Tokens {
  const list = texts.map((text) => `${text}\x1d`).join("").match(/[^ \x1d-\x1f]*[ \x1d-\x1f]/g) ?? [];
  const words = [...new Set(list)];
  return new Tokens(new TextEncoder().encode(words.join("")), Uint16Array.from(list, (word) => words.indexOf(word)));
}

/** The bytes of a block. */
export function packed({ bytes, order }: Tokens): Uint8Array {
  const head = new Uint8Array(Uint32Array.of(order.length, 2).buffer);
  const runs = [...Uint8Array.from(order, (number) => number & 255), ...Uint8Array.from(order, (number) => number >> 8)];
  return Uint8Array.of(...head, ...runs, ...bytes);
}
