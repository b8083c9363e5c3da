/**
 * Outlines with few vertices, for files: an area repeated for each of its incidents would fill them.
 *
 * After Douglas and Peucker, but ranked: each vertex has the tolerance at which it would go, and the
 * highest ranks stay. Where edges would then cross, fewer rings are tried, and at last the outline
 * stays as it is drawn.
 */

/** Longitude and latitude, degrees. */
export type Position = readonly [number, number];
export type Ring = readonly Position[];

/** As `geo/exports/shapes.py` has it. */
export const MAX_VERTICES = 64;
const DECIMALS = 3; // about a hundred metres: outlines that are simplified by far more
const FULL_DECIMALS = 5;
/** Numbers of rings and of vertices that are tried, the most first: where few stay, edges may cross. */
const TRIED = [
  [16, MAX_VERTICES], [6, MAX_VERTICES], [3, MAX_VERTICES], [1, MAX_VERTICES],
  [1, 52], [1, 42], [1, 32], [1, 24], [1, 16],
] as const;

export type Geometry =
  | { readonly type: "Point"; readonly coordinates: Position }
  | { readonly type: "LineString"; readonly coordinates: Ring }
  | { readonly type: "MultiLineString"; readonly coordinates: readonly Ring[] }
  | { readonly type: "MultiPolygon"; readonly coordinates: readonly (readonly Ring[])[] };

/** Lines as one geometry of few vertices. */
export function stretchOf(lines: readonly Ring[]): Geometry | null {
  const few = thinned(lines, 2).map((line) => rounded(line, FULL_DECIMALS));
  const kept = few.filter((line) => line.length > 1);
  if (kept.length === 0) return null;
  const [only] = kept;
  if (kept.length === 1 && only !== undefined) return { type: "LineString", coordinates: only };
  return { type: "MultiLineString", coordinates: kept };
}

/** Rings, which fill by the even-odd rule, as one geometry of few vertices. */
export function areaOf(rings: readonly Ring[]): Geometry | null {
  const closed = rings.filter((ring) => ring.length > 3);
  if (closed.length === 0) return null;
  for (const [count, vertices] of TRIED) {
    const few = thinned(closed, 4, count, vertices);
    for (const decimals of [DECIMALS, FULL_DECIMALS]) {
      const tried = few.map((ring) => rounded(ring, decimals)).filter((ring) => ring.length > 3);
      if (tried.length > 0 && !crosses(tried)) return nested(tried);
    }
  }
  return nested(closed);
}

/** The largest rings or lines, with at most as many vertices as there may be in all. */
function thinned(rings: readonly Ring[], least: number, most = 16, vertices = MAX_VERTICES): Ring[] {
  const largest = [...rings].sort((a, b) => extent(b) - extent(a)).slice(0, most);
  const count = largest.reduce((sum, ring) => sum + ring.length, 0);
  if (count <= vertices) return largest;
  const ranks = largest.map((ring) => ranksOf(ring, least));
  const all = ranks.flatMap((some) => [...some]).sort((a, b) => b - a);
  const lowest = all[vertices - 1] as number;
  // vertices of one rank must not bring the number over the most
  let equal = vertices - all.filter((rank) => rank > lowest).length;
  return largest.map((ring, i) =>
    ring.filter((_, at) => {
      const rank = (ranks[i] as Float64Array)[at] as number;
      return rank > lowest || (rank === lowest && equal-- > 0);
    }),
  );
}

/** The tolerance at which each vertex goes; the `least` that make a ring or line stay always. */
function ranksOf(ring: Ring, least: number): Float64Array {
  const ranks = new Float64Array(ring.length);
  const last = ring.length - 1;
  ranks[0] = ranks[last] = Infinity;
  const spans: [from: number, to: number, rank: number][] = [[0, last, Infinity]];
  for (let span = spans.pop(); span !== undefined; span = spans.pop()) {
    const [from, to, above] = span;
    let [at, most] = [-1, -1];
    for (let i = from + 1; i < to; i++) {
      const off = distance(ring[i] as Position, ring[from] as Position, ring[to] as Position);
      if (off > most) [at, most] = [i, off];
    }
    if (at < 0) continue;
    ranks[at] = Math.min(most, above);
    spans.push([from, at, ranks[at] as number], [at, to, ranks[at] as number]);
  }
  const order = Array.from(ranks.keys()).sort((a, b) => (ranks[b] as number) - (ranks[a] as number));
  for (const at of order.slice(0, least)) ranks[at] = Infinity;
  return ranks;
}

function distance([x, y]: Position, [ax, ay]: Position, [bx, by]: Position): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length2 = dx * dx + dy * dy;
  const t = length2 === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length2));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

/** Size of a ring's or line's box. */
function extent(ring: Ring): number {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of ring) {
    west = Math.min(west, x);
    east = Math.max(east, x);
    south = Math.min(south, y);
    north = Math.max(north, y);
  }
  return (east - west) * (north - south);
}

/** Round, and leave out what then stands where the one before it does. */
function rounded(ring: Ring, decimals: number): Position[] {
  const factor = 10 ** decimals;
  const round = (value: number): number => Math.round(value * factor) / factor;
  const kept: Position[] = [];
  for (const [x, y] of ring) {
    const next: Position = [round(x), round(y)];
    const before = kept.at(-1);
    if (before === undefined || before[0] !== next[0] || before[1] !== next[1]) kept.push(next);
  }
  return kept;
}

/** Whether any two edges meet but where they follow each other. */
function crosses(rings: readonly Ring[]): boolean {
  const edges = rings.flatMap((ring, number) =>
    ring.slice(1).map((end, i) => ({ number, i, of: ring.length - 1, a: ring[i] as Position, b: end })),
  );
  for (let i = 0; i < edges.length; i++) {
    for (let j = i + 1; j < edges.length; j++) {
      const [one, other] = [edges[i], edges[j]] as [(typeof edges)[0], (typeof edges)[0]];
      const follow = one.number === other.number && (other.i - one.i === 1 || (one.i === 0 && other.i === one.of - 1));
      if (follow ? folds(one, other) : meet(one.a, one.b, other.a, other.b)) return true;
    }
  }
  return false;
}

/** Whether the second of two edges that share an end runs back over the first. */
function folds(one: { a: Position; b: Position }, other: { a: Position; b: Position }): boolean {
  const [p, q, r] = same(one.b, other.a) ? [one.a, one.b, other.b] : [other.a, one.a, one.b];
  if (turn(p, q, r) !== 0) return false;
  return (q[0] - p[0]) * (r[0] - q[0]) + (q[1] - p[1]) * (r[1] - q[1]) < 0;
}

function same(a: Position, b: Position): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

/** Above 0 where the way from `a` over `b` to `c` turns left. */
function turn(a: Position, b: Position, c: Position): number {
  const value = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
  return Math.abs(value) < 1e-15 ? 0 : value;
}

function meet(a: Position, b: Position, c: Position, d: Position): boolean {
  const within = (p: Position, q: Position, r: Position): boolean =>
    Math.min(p[0], q[0]) <= r[0] && r[0] <= Math.max(p[0], q[0]) &&
    Math.min(p[1], q[1]) <= r[1] && r[1] <= Math.max(p[1], q[1]);
  const [t1, t2, t3, t4] = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)];
  if (t1 * t2 < 0 && t3 * t4 < 0) return true;
  return (
    (t1 === 0 && within(a, b, c)) || (t2 === 0 && within(a, b, d)) ||
    (t3 === 0 && within(c, d, a)) || (t4 === 0 && within(c, d, b))
  );
}

/** Sort rings into outer ones, counter-clockwise, each with its holes, clockwise (RFC 7946, 3.1.6). */
function nested(rings: readonly Ring[]): Geometry {
  const depth = rings.map((ring) => rings.filter((other) => other !== ring && encloses(other, ring)).length);
  const polygons: Ring[][] = [];
  const owner = new Map<Ring, Ring[]>();
  rings.forEach((ring, i) => {
    if ((depth[i] as number) % 2 === 1) return;
    const polygon = [wound(ring, true)];
    polygons.push(polygon);
    owner.set(ring, polygon);
  });
  rings.forEach((ring, i) => {
    if ((depth[i] as number) % 2 === 0) return;
    const outer = rings.find((other, j) => depth[j] === (depth[i] as number) - 1 && encloses(other, ring));
    if (outer !== undefined) owner.get(outer)?.push(wound(ring, false));
  });
  // one type for all areas, as GIS programs want it
  return { type: "MultiPolygon", coordinates: polygons };
}

/** Whether most of a ring's vertices lie in another: rings may touch at one. */
function encloses(outer: Ring, ring: Ring): boolean {
  const step = Math.max(1, Math.floor(ring.length / 7));
  let [inside, asked] = [0, 0];
  for (let at = 0; at < ring.length; at += step) {
    asked++;
    if (holds(outer, ring[at] as Position)) inside++;
  }
  return 2 * inside > asked;
}

function holds(ring: Ring, [x, y]: Position): boolean {
  let inside = false;
  for (let i = 1; i < ring.length; i++) {
    const [[ax, ay], [bx, by]] = [ring[i - 1] as Position, ring[i] as Position];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

function wound(ring: Ring, counterClockwise: boolean): Ring {
  let area = 0;
  for (let i = 1; i < ring.length; i++) {
    const [[ax, ay], [bx, by]] = [ring[i - 1] as Position, ring[i] as Position];
    area += ax * by - bx * ay;
  }
  return area > 0 === counterClockwise ? ring : [...ring].reverse();
}
