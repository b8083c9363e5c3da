/** Areas and stretches: their outlines, where they are hit, and where their counts stand. */

import type { Payload } from "../data/payload.ts";
import { readLines, type Lines } from "./geometry.ts";
import type { View } from "./projection.ts";
import type { Tally } from "./tallies.ts";

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Lines or rings in world coordinates, x and y in turn. */
export interface Shape {
  readonly lines: readonly Float64Array[];
  readonly box: Box;
}

/** Read all footprints, projected. */
export async function readFootprints(payload: Payload, key = "footprints"): Promise<Shape[]> {
  const [lines, parts] = await Promise.all([
    readLines(payload, key),
    payload.array(`${key}/parts`, "u32"),
  ]);
  return shapesOf(lines, parts);
}

/** Gather the lines or rings of each footprint; `parts` says how many each has. */
export function shapesOf({ world, ends }: Pick<Lines, "world" | "ends">, parts: Uint32Array): Shape[] {
  let line = 0;
  return Array.from(parts, (count) => {
    const lines = Array.from({ length: count }, () => {
      const start = line === 0 ? 0 : (ends[line - 1] as number);
      return world.subarray(2 * start, 2 * (ends[line++] as number));
    });
    return { lines, box: boxOf(lines) };
  });
}

export function boxOf(lines: readonly Float64Array[]): Box {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (const line of lines) {
    for (let i = 0; i < line.length; i += 2) {
      const x = line[i]!;
      const y = line[i + 1]!;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
    }
  }
  return { left, top, right, bottom };
}

/** Whether a point lies in an area, by the even-odd rule. */
export function contains(shape: Shape, x: number, y: number): boolean {
  const { box } = shape;
  if (x < box.left || x > box.right || y < box.top || y > box.bottom) return false;
  let inside = false;
  for (const ring of shape.lines) {
    const n = ring.length;
    for (let i = 0, j = n - 2; i < n; j = i, i += 2) {
      const [xi, yi] = [ring[i] as number, ring[i + 1] as number];
      const [xj, yj] = [ring[j] as number, ring[j + 1] as number];
      if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
    }
  }
  return inside;
}

/** Distance of a point to the nearest of a shape's lines. */
export function distance(shape: Shape, x: number, y: number): number {
  let least = Infinity;
  for (const line of shape.lines) {
    for (let i = 2; i < line.length; i += 2) {
      const [ax, ay] = [line[i - 2] as number, line[i - 1] as number];
      const [dx, dy] = [(line[i] as number) - ax, (line[i + 1] as number) - ay];
      const length2 = dx * dx + dy * dy;
      const t = length2 === 0 ? 0 : ((x - ax) * dx + (y - ay) * dy) / length2;
      const part = Math.max(0, Math.min(1, t));
      least = Math.min(least, Math.hypot(x - ax - part * dx, y - ay - part * dy));
    }
  }
  return least;
}

/** A count that is drawn beside its area or stretch. */
export interface Badge {
  readonly tally: Tally;
  /** Screen pixels of its centre. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** No room for the figure: a small mark says that there is one. */
  readonly small: boolean;
}

export const BADGE_HEIGHT = 18;
/** A flat tag, so that it looks like no symbol. */
export const MARK = { width: 11, height: 5 };

export function badgeWidth(count: number): number {
  return 11 + 7 * String(count).length;
}

/** A place on the screen that is in use: its centre and size. */
export type Room = Pick<Badge, "x" | "y" | "width" | "height">;

/**
 * Place badges, the largest counts first; one that would cover another moves up or down in its area, or shrinks to a
 * mark, one that a symbol would cover moves until it is seen.
 *
 * @param taken what else stands on the map
 * @param symbols what is drawn over badges, and small enough to stand beside
 * @param areaOf the box in which a badge may move, world coordinates
 */
export function placeBadges(
  tallies: readonly Tally[],
  view: Omit<View, "zoom">,
  taken: readonly Room[] = [],
  symbols: readonly Room[] = [],
  areaOf: (tally: Tally) => Box | undefined = () => undefined,
): Badge[] {
  const order = [...tallies].sort((a, b) => b.count - a.count || a.footprint - b.footprint);
  const placed: Badge[] = [];
  const rooms = new Rooms(taken);
  const over = new Rooms(symbols);
  for (const one of order) {
    const x = one.x * view.scale - view.left;
    const y = one.y * view.scale - view.top;
    if (x < -40 || y < -40 || x > view.width + 40 || y > view.height + 40) continue;
    const wide = badgeWidth(one.count);
    const room = { x, y, width: wide, height: BADGE_HEIGHT };
    const seen = rooms.isFree(room) ? besideSymbols(room, rooms, over) : withinArea(room, rooms, over, view, areaOf(one));
    const badge = seen === undefined ? { tally: one, x, y, ...MARK, small: true } : { tally: one, ...seen, small: false };
    placed.push(badge);
    rooms.take(badge);
  }
  return placed;
}

/** Where a count that has room is seen: symbols are drawn over it. */
function besideSymbols(room: Room, rooms: Rooms, over: Rooms): Room {
  for (const move of MOVES) {
    const moved = { ...room, y: room.y + move };
    if (over.isFree(moved) && rooms.isFree(moved)) return moved;
  }
  return room;
}

/** Where in its area a count has room that has none at its place: there a cluster stands, or another count. */
function withinArea(
  room: Room, rooms: Rooms, over: Rooms, view: Omit<View, "zoom">, area: Box | undefined,
): Room | undefined {
  if (area === undefined) return undefined;
  const top = area.top * view.scale - view.top + room.height / 2;
  const bottom = area.bottom * view.scale - view.top - room.height / 2;
  for (const move of FAR_MOVES) {
    const moved = { ...room, y: room.y + move };
    if (moved.y >= top && moved.y <= bottom && rooms.isFree(moved) && over.isFree(moved)) return moved;
  }
  return undefined;
}

/** Rooms on the screen by where their centre lies: only those close by can be in each other's way. */
class Rooms {
  private readonly cells = new Map<number, Room[]>();

  constructor(taken: readonly Room[]) {
    for (const room of taken) this.take(room);
  }

  take(room: Room): void {
    const cell = cellOf(Math.floor(room.x / NEAR), Math.floor(room.y / NEAR));
    const rooms = this.cells.get(cell);
    if (rooms === undefined) this.cells.set(cell, [room]);
    else rooms.push(room);
  }

  isFree({ x, y, width, height }: Room): boolean {
    const column = Math.floor(x / NEAR);
    const line = Math.floor(y / NEAR);
    for (let n = 0; n < AROUND.length; n++) {
      const rooms = this.cells.get(cellOf(column, line) + AROUND[n]!);
      if (rooms === undefined) continue;
      for (let m = 0; m < rooms.length; m++) {
        const other = rooms[m]!;
        if (Math.abs(other.x - x) >= (other.width + width) / 2 + AIR) continue;
        if (Math.abs(other.y - y) < (other.height + height) / 2 + AIR) return false;
      }
    }
    return true;
  }
}

const NEAR = 96; // pixels; wider than any badge or cluster
const AIR = 2; // pixels between two of them
/** A cell and those around it, as steps of `cellOf`: what is in the way is most often in the cell itself. */
const AROUND: readonly number[] = [0, -1, 1, -4096, 4096, -4097, -4095, 4095, 4097];
const MOVES = [0, 6, -6, 12, -12, 18, -18]; // pixels: no farther than a badge is high, so that it stays with its area
const FAR_MOVES = [27, -27, 35, -35, 43, -43]; // pixels: past a ring of any size

function cellOf(column: number, line: number): number {
  return (line + 512) * 4096 + column + 512;
}

/** The only side of a tally, or -1 where there are several. */
export function onlySide(bySide: readonly number[]): number {
  let only = -1;
  for (let side = 0; side < bySide.length; side++) {
    if (bySide[side] === 0) continue;
    if (only >= 0) return -1;
    only = side;
  }
  return only;
}
