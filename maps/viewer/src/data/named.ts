/** Codes of which each has several names: "Post; Paper" is two sources. */

export interface Named {
  /** Each name once. */
  readonly names: readonly string[];
  /** The numbers of the names of each code. */
  readonly of: readonly (readonly number[])[];
}

/**
 * The names in texts, and for each text the numbers of its own.
 *
 * @param none code of rows without a text, whose only name is empty; null where there are none
 */
export function namesIn(texts: readonly string[], none: number | null = null): Named {
  const numbers = new Map<string, number>();
  const numbersOf = (text: string): number[] =>
    [...new Set(text.split("; "))].map((name) => {
      const number = numbers.get(name) ?? numbers.size;
      numbers.set(name, number);
      return number;
    });
  const of = texts.map(numbersOf);
  if (none !== null) of[none] = numbersOf("");
  return { names: [...numbers.keys()], of };
}
