/** Arrays of numbers in no more bytes than they need: of a million, each byte counts. */

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

/** Marks of nought and one, a bit each. */
export function bitsOf(marks: Uint8Array): Uint8Array {
  const bits = new Uint8Array(Math.ceil(marks.length / 8));
  for (let i = 0; i < marks.length; i++) bits[i >> 3]! |= marks[i]! << (i & 7);
  return bits;
}

/** The marks of so many bits, a byte each. */
export function marksOf(bits: Uint8Array, length: number): Uint8Array {
  const marks = new Uint8Array(length);
  for (let i = 0; i < length; i++) marks[i] = (bits[i >> 3]! >> (i & 7)) & 1;
  return marks;
}
