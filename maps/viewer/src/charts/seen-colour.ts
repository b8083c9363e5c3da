/** Colours that are seen on a ground: WCAG 2.2, 1.4.11, asks for a contrast of 3 of what tells something. */

const LEAST = 3;
const STEP = 0.05;

type Rgb = readonly [red: number, green: number, blue: number];

const made = new Map<string, string>();

/**
 * A colour that stands out from a ground: as it is, or with as much ink as it lacks.
 *
 * All are written as `#rrggbb`; of what is written otherwise nothing is known, and it stays as it is.
 */
export function seenOn(colour: string, ground: string, ink: string): string {
  const key = `${colour} ${ground} ${ink}`;
  let found = made.get(key);
  if (found === undefined) made.set(key, (found = mixed(colour, ground, ink)));
  return found;
}

function mixed(colour: string, ground: string, ink: string): string {
  const [from, on, to] = [rgbOf(colour), rgbOf(ground), rgbOf(ink)];
  if (from === null || on === null || to === null) return colour;
  let now = from;
  for (let part = STEP; contrast(now, on) < LEAST && part <= 1; part += STEP) {
    now = [0, 1, 2].map((i) => Math.round(from[i]! + (to[i]! - from[i]!) * part)) as unknown as Rgb;
  }
  return now === from ? colour : `#${now.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

function rgbOf(colour: string): Rgb | null {
  const digits = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  return digits === null ? null : (digits.slice(1).map((pair) => parseInt(pair, 16)) as unknown as Rgb);
}

/** The contrast of two colours, from 1 to 21, as WCAG defines it. */
export function contrast(one: Rgb, other: Rgb): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
