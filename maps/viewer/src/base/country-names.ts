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
export function countryNames(board: Board, { units, countries }: BaseData, style: Style): void {
  const { world, names } = units.country;
  names.forEach((name, row) => {
    if (name === "") return;
    const text = name.toLocaleUpperCase("en");
    const [x, y] = [board.x(world, row), board.y(world, row)];
    const width = board.width(text, style);
    const high = style.size * HEIGHT;
    const own = MOVES.map((move): Spot => [x, y + move]).filter((at) => isWithin(boxAround(...at, width, high, 2), board.shown));
    const spot = board.firstFree(own, width, high, 2) ?? board.firstFree(spotsAcross(board, countries, [x, y], width, high), width, high, 2);
    if (spot === null) return;
    board.names.add(name, ...spot);
    board.style(style, text);
    board.write(text, ...spot);
  });
}

/** Where a name fits into the part of a country that is seen: amid it before at its sides, then by how near to its own point. */
function spotsAcross(board: Board, rings: Lines, own: Spot, width: number, high: number): Spot[] {
  const { shown } = board;
  const ring = ringAround(board, rings, own);
  if (ring < 0) return [];
  const [amid, aside]: [Spot[], Spot[]] = [[], []];
  for (let y = shown.top + AIR + high / 2; y <= shown.bottom - AIR - high / 2; y += APART) {
    const crossed = crossings(board, rings, ring, y);
    for (let i = 0; i + 1 < crossed.length; i += 2) {
      const [from, to] = [Math.max(crossed[i]!, shown.left) + AIR, Math.min(crossed[i + 1]!, shown.right) - AIR];
      const free = to - from - width;
      if (free < 0) continue;
      const at = (part: number): Spot => [from + width / 2 + free * part, y];
      amid.push(at(0.5));
      aside.push(at(0.25), at(0.75));
    }
  }
  const away = ([x, y]: Spot): number => Math.hypot(x - own[0], y - own[1]);
  return [amid, aside].flatMap((spots) => spots.sort((a, b) => away(a) - away(b)));
}

/** The ring that a place lies in, or -1. */
function ringAround(board: Board, rings: Lines, [x, y]: Spot): number {
  return rings.ends.findIndex((_, ring) => crossings(board, rings, ring, y).filter((at) => at < x).length % 2 === 1);
}

/** Where a row of the canvas crosses a ring, from left to right. */
function crossings(board: Board, { world, ends }: Lines, ring: number, y: number): number[] {
  const { left, top, scale } = board.view;
  const [first, end] = [ring === 0 ? 0 : ends[ring - 1]!, ends[ring]!];
  const at = (y + top) / scale;
  const found: number[] = [];
  let [x1, y1] = [world[2 * end - 2]!, world[2 * end - 1]!];
  for (let i = first; i < end; i++) {
    const [x2, y2] = [world[2 * i]!, world[2 * i + 1]!];
    if (y1 > at !== y2 > at) found.push((x1 + ((at - y1) / (y2 - y1)) * (x2 - x1)) * scale - left);
    [x1, y1] = [x2, y2];
  }
  return found.sort((a, b) => a - b);
}
