/** Arrays of whole numbers of no more bytes than their greatest needs: of a million, each byte counts. */

export type Numbers = Uint8Array | Uint16Array | Uint32Array;

/** Noughts, with room for numbers up to `most`. */
export function numbersTo(most: number, length: number): Numbers {
  if (most < 2 ** 8) return new Uint8Array(length);
  return widerTo(most, length);
}

/** The same of two bytes at least: fast code is made for a kind of array, and few kinds are few pieces of code. */
export function widerTo(most: number, length: number): Uint16Array | Uint32Array {
  return most < 2 ** 16 ? new Uint16Array(length) : new Uint32Array(length);
}
