/** The names of countries: at their own points, else wherever most of a country lies across what is seen. */

import { boxAround, isWithin } from "../canvas/labels.ts";
import type { Lines } from "../geometry/geometry.ts";
import type { BaseData } from "./basedata.ts";
import { HEIGHT, type Board, type Spot, type Style } from "./label-board.ts";

/** From its own point a name moves up or down, in CSS pixels. */
const MOVES = [26, 0, -26, 52, -52];
const APART = 32; // CSS pixels between the rows on which room is looked for
const AIR = 12; // CSS pixels from a name to its country's border, and to the edge of what is seen

/** Write each country's name once: where one side of a border has its name, the other has it too. */
export function countryNames(board: Board, data: BaseData, style: Style): void {
  const { world, names } = data.units.country;
  names.forEach((name, row) => {
    if (name === "") return;
    const text = name.toLocaleUpperCase("en");
    const [x, y] = [board.x(world, row), board.y(world, row)];
    const width = board.width(text, style);
    const high = style.size * HEIGHT;
    const own = MOVES.map((move): Spot => [x, y + move]).filter((at) => isWithin(boxAround(...at, width, high, 2), board.shown));
    const spot = board.firstFree(own, width, high, 2) ?? board.firstFree(spotsAcross(board, data, row, [x, y], width, high), width, high, 2);
    if (spot === null) return;
    board.names.add(name, ...spot);
    board.style(style, text);
    board.write(text, ...spot);
  });
}

/** Where a name fits into the part of a country that is seen: amid it before at its sides, then by how near to its own point. */
function spotsAcross(board: Board, { units, countries }: BaseData, row: number, own: Spot, width: number, high: number): Spot[] {
  const ring = ringsAround(units.country.world, countries)[row]!;
  if (ring < 0) return [];
  const { shown, view } = board;
  const [amid, aside]: [Spot[], Spot[]] = [[], []];
  const first = shown.top + AIR + high / 2;
  const count = Math.floor((shown.bottom - AIR - high / 2 - first) / APART) + 1;
  const at = { first: (first + view.top) / view.scale, step: APART / view.scale, count: Math.max(0, count) };
  crossings(countries, ring, at).forEach((crossed, i) => {
    const y = first + i * APART;
    for (let side = 0; side + 1 < crossed.length; side += 2) {
      const [west, east] = [crossed[side]!, crossed[side + 1]!].map((x) => x * view.scale - view.left);
      const [from, to] = [Math.max(west!, shown.left) + AIR, Math.min(east!, shown.right) - AIR];
      const free = to - from - width;
      if (free < 0) continue;
      const spot = (part: number): Spot => [from + width / 2 + free * part, y];
      amid.push(spot(0.5));
      aside.push(spot(0.25), spot(0.75));
    }
  });
  const away = ([x, y]: Spot): number => Math.hypot(x - own[0], y - own[1]);
  return [amid, aside].flatMap((spots) => spots.sort((a, b) => away(a) - away(b)));
}

const found = new WeakMap<Lines, readonly number[]>();

/** The ring that each point lies in, or -1. */
function ringsAround(points: Float64Array, rings: Lines): readonly number[] {
  let around = found.get(rings);
  if (around === undefined) {
    around = Array.from({ length: points.length / 2 }, (_, row) => {
      const [x, y] = [points[2 * row]!, points[2 * row + 1]!];
      const holds = (ring: number): boolean =>
        crossings(rings, ring, { first: y, step: 1, count: 1 })[0]!.filter((at) => at < x).length % 2 === 1;
      return rings.ends.findIndex((_, ring) => holds(ring));
    });
    found.set(rings, around);
  }
  return around;
}

/** Where rows of the world cross a ring, each from west to east. */
function crossings({ world, ends }: Lines, ring: number, rows: { first: number; step: number; count: number }): number[][] {
  const { first, step, count } = rows;
  const crossed = Array.from({ length: count }, (): number[] => []);
  const [start, end] = [ring === 0 ? 0 : ends[ring - 1]!, ends[ring]!];
  let [x1, y1] = [world[2 * end - 2]!, world[2 * end - 1]!];
  for (let i = start; i < end; i++) {
    const [x2, y2] = [world[2 * i]!, world[2 * i + 1]!];
    const last = Math.min(count, Math.ceil((Math.max(y1, y2) - first) / step));
    for (let row = Math.max(0, Math.ceil((Math.min(y1, y2) - first) / step)); row < last; row++) {
      crossed[row]!.push(x1 + ((first + row * step - y1) / (y2 - y1)) * (x2 - x1));
    }
    [x1, y1] = [x2, y2];
  }
  return crossed.map((xs) => xs.sort((a, b) => a - b));
}
