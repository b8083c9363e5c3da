/**
 * Tell nought from other numbers without a branch.
 *
 * What a filter lets through is in no order that a processor could guess, and each wrong guess takes it as long as
 * ten sums: loops over all incidents count with this instead of asking.
 *
 * @param value a whole number, not below nought
 * @returns 1 for nought, else 0
 */
export function isNought(value: number): 0 | 1 {
  return ((value - 1) >>> 31) as 0 | 1;
}
