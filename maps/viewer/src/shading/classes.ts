/** Classes of a shading: few, filled about alike, with bounds that can be read. */

import { digits, language, number } from "../language/language.ts";
import { TEXTS } from "../language/strings.ts";

export interface Classes {
  /** The least value that is shaded. */
  readonly least: number;
  /** The largest value of each class, ascending; the last is the largest of all. */
  readonly bounds: readonly number[];
}

export const MOST_CLASSES = 5;
/** A tenth of an incident: what areas much larger than a hexagon leave in it. */
const FAINT = 0.1;
/** Figures that a bound may begin with. */
const ROUND = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/**
 * Quantiles, taken one after the other of what is left, each moved up to a round number: where most
 * values are alike the others still have classes of their own. Of shares (`whole` false) those up to
 * `FAINT` are one class: there are very many of them, and they differ in nothing worth a colour.
 *
 * @param values above nought, in any order; they are sorted in place
 * @param whole whether they are counts
 */
export function classesOf(values: Float64Array, whole: boolean, most = MOST_CLASSES): Classes {
  values.sort();
  const largest = values[values.length - 1];
  if (largest === undefined) return { least: 0, bounds: [] };
  const bounds = !whole && values[0]! <= FAINT && largest > FAINT ? [FAINT] : [];
  let from = bounds.length === 0 ? 0 : above(values, FAINT);
  while (bounds.length < most - 1) {
    const at = from + Math.ceil((values.length - from) / (most - bounds.length)) - 1;
    const bound = roundUp(values[at]!, whole);
    if (bound >= largest) break;
    bounds.push(bound);
    from = above(values, bound);
  }
  return { least: values[0]!, bounds: [...bounds, largest] };
}

/** The number of a value's class. */
export function classOf({ bounds }: Classes, value: number): number {
  for (let i = 0; i < bounds.length - 1; i++) if (value <= bounds[i]!) return i;
  return bounds.length - 1;
}

/** The place of each class on a ramp of colours: few classes lie far apart on it. */
export function rampPlace(index: number, classes: number, colours: number): number {
  if (classes <= 1) return Math.floor(colours / 2);
  return Math.round((index * (colours - 1)) / (classes - 1));
}

/** What a class holds, in words: counts from one bound to the next, shares up to a bound. */
export function classNames({ least, bounds }: Classes, whole: boolean): string[] {
  return bounds.map((bound, i) => {
    const before = bounds[i - 1];
    if (!whole && before === undefined) return bounds.length === 1 ? amount(bound) : TEXTS.atMost(amount(bound));
    const from = before === undefined ? least : whole ? before + 1 : before;
    return from === bound ? amount(bound) : TEXTS.figureRange(amount(from), amount(bound));
  });
}

/** A number with two figures, or whole. */
export function amount(value: number): string {
  if (value >= 10 || Number.isInteger(value)) return number(value);
  return digits(String(Number(value.toPrecision(2))).replace(".", language().decimal));
}

/** First place in ascending `values` that holds more than `bound`. */
function above(values: Float64Array, bound: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! <= bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

function roundUp(value: number, whole: boolean): number {
  if (whole && value <= 10) return value;
  const power = 10 ** Math.floor(Math.log10(value));
  const round = ROUND.find((one) => one * power >= value * (1 - 1e-9)) ?? 10;
  const bound = Number((round * power).toPrecision(3));
  return whole ? Math.ceil(bound) : bound;
}
