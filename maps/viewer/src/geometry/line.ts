// The line as a ruler: metres to a point, a point to metres, and where its name can stand.

export interface Mark {
  readonly x: number;
  readonly y: number;
  /** Direction of the line, radians, 0 to the right, clockwise on the screen. */
  readonly angle: number;
}

/** A polyline with the distance from its start at every vertex. */
export class Ruler {
  constructor(
    private readonly xy: Float64Array,
    private readonly metres: Uint32Array,
  ) {}

  get length(): number {
    return this.metres.at(-1) ?? 0;
  }

  at(metre: number): Mark {
    const { xy, metres } = this;
    let low = 0;
    let high = metres.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (metres[middle]! <= metre) low = middle;
      else high = middle;
    }
    const span = metres[high]! - metres[low]!;
    const part = span > 0 ? Math.min(1, Math.max(0, (metre - metres[low]!) / span)) : 0;
    const [x0, y0, x1, y1] = [xy[2 * low]!, xy[2 * low + 1]!, xy[2 * high]!, xy[2 * high + 1]!];
    return { x: x0 + (x1 - x0) * part, y: y0 + (y1 - y0) * part, angle: Math.atan2(y1 - y0, x1 - x0) };
  }

  /** The mark nearest to a point, and how far off the point lies (in units of xy). */
  nearest(x: number, y: number): { metre: number; distance: number } {
    const { xy, metres } = this;
    let best = { metre: 0, distance: Infinity };
    for (let i = 1; i < metres.length; i++) {
      const [x0, y0] = [xy[2 * i - 2]!, xy[2 * i - 1]!];
      const [dx, dy] = [xy[2 * i]! - x0, xy[2 * i + 1]! - y0];
      const square = dx * dx + dy * dy;
      const part = square > 0 ? Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / square)) : 0;
      const distance = Math.hypot(x - x0 - dx * part, y - y0 - dy * part);
      if (distance < best.distance) {
        best = { metre: metres[i - 1]! + (metres[i]! - metres[i - 1]!) * part, distance };
      }
    }
    return best;
  }
}

const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500].map((km) => km * 1000);

/** The smallest round step, in metres, that leaves `room` pixels between two marks. */
export function markStep(pixelsAMetre: number, room: number): number {
  return STEPS.find((step) => step * pixelsAMetre >= room) ?? STEPS.at(-1)!;
}

export interface Spot extends Mark {
  /** How far the line strays from the chord below the text, CSS pixels. */
  readonly stray: number;
}

/**
 * Where text of a width can run along a path: the straightest spot of each `every` pixels.
 * Points are x and y in turn; angles are turned so that text is never upside down.
 */
export function spotsAlong(points: ArrayLike<number>, width: number, every: number): Spot[] {
  const count = points.length / 2;
  const along = new Float64Array(count);
  for (let i = 1; i < count; i++) {
    along[i] =
      along[i - 1]! +
      Math.hypot(points[2 * i]! - points[2 * i - 2]!, points[2 * i + 1]! - points[2 * i - 1]!);
  }
  const total = along[count - 1] ?? 0;
  const windows = Math.max(1, Math.round(total / every));
  const found: Spot[] = [];
  for (let window = 0; window < windows; window++) {
    let best: Spot | undefined;
    const [low, high] = [(total * window) / windows, (total * (window + 1)) / windows];
    for (let from = low; from + width <= high; from += 12) {
      const spot = spotAt(points, along, from, from + width);
      if (spot && (!best || spot.stray < best.stray)) best = spot;
    }
    if (best) found.push(best);
  }
  return found;
}

function spotAt(points: ArrayLike<number>, along: Float64Array, from: number, to: number): Spot | undefined {
  const first = firstAt(along, from);
  let last = first;
  while (last + 1 < along.length && along[last]! < to) last++;
  if (last <= first) return undefined;
  const [x0, y0] = [points[2 * first]!, points[2 * first + 1]!];
  const [dx, dy] = [points[2 * last]! - x0, points[2 * last + 1]! - y0];
  const chord = Math.hypot(dx, dy);
  if (chord < (to - from) * 0.8) return undefined;
  let stray = 0;
  for (let i = first; i <= last; i++) {
    const off = Math.abs((points[2 * i]! - x0) * dy - (points[2 * i + 1]! - y0) * dx) / chord;
    if (off > stray) stray = off;
  }
  let angle = Math.atan2(dy, dx);
  if (angle > Math.PI / 2) angle -= Math.PI;
  if (angle < -Math.PI / 2) angle += Math.PI;
  return { x: x0 + dx / 2, y: y0 + dy / 2, angle, stray };
}

/** The first of ascending lengths that is as long as one, or the last. */
function firstAt(along: Float64Array, length: number): number {
  let low = 0;
  let high = along.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (along[middle]! < length) low = middle + 1;
    else high = middle;
  }
  return low;
}
