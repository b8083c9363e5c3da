// Lines and rings of the payload, decoded once to world coordinates and traced onto a canvas.
import type { Payload } from "../data/payload.ts";
import { worldOf, type View } from "./projection.ts";

/** Many lines or rings: `world` holds x and y in turn, `ends[i]` is the vertex after line i. */
export interface Lines {
  readonly world: Float64Array;
  readonly ends: Uint32Array;
  readonly boxes: Float64Array;
}

/** Undoes the differences within each ring and projects. */
export function linesOf(xy: Int32Array, rings: Uint32Array): Lines {
  const whole = Int32Array.from(xy);
  const ends = new Uint32Array(rings.length);
  let vertex = 0;
  rings.forEach((count, ring) => {
    const end = vertex + count;
    for (let at = 2 * vertex + 2; at < 2 * end; at++) whole[at] = whole[at]! + whole[at - 2]!;
    ends[ring] = vertex = end;
  });
  const world = worldOf(whole);
  return { world, ends, boxes: boxesOf(world, ends) };
}

export async function readLines(payload: Payload, key: string): Promise<Lines> {
  const [xy, rings] = await Promise.all([
    payload.array(`${key}/xy`, "i32"),
    payload.array(`${key}/rings`, "u32"),
  ]);
  return linesOf(xy, rings);
}

function boxesOf(world: Float64Array, ends: Uint32Array): Float64Array {
  const boxes = new Float64Array(ends.length * 4);
  let vertex = 0;
  ends.forEach((end, ring) => {
    let west = Infinity;
    let north = Infinity;
    let east = -Infinity;
    let south = -Infinity;
    for (; vertex < end; vertex++) {
      const x = world[2 * vertex]!;
      const y = world[2 * vertex + 1]!;
      if (x < west) west = x;
      if (x > east) east = x;
      if (y < north) north = y;
      if (y > south) south = y;
    }
    boxes[4 * ring] = west;
    boxes[4 * ring + 1] = north;
    boxes[4 * ring + 2] = east;
    boxes[4 * ring + 3] = south;
  });
  return boxes;
}

export function isSeen(boxes: Float64Array, ring: number, view: View): boolean {
  const at = ring * 4;
  return (
    boxes[at]! * view.scale - view.left <= view.width &&
    boxes[at + 1]! * view.scale - view.top <= view.height &&
    boxes[at + 2]! * view.scale - view.left >= 0 &&
    boxes[at + 3]! * view.scale - view.top >= 0
  );
}

export interface Pen {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
}

const STEP = 1; // CSS pixels; a vertex nearer to the last one is not seen

/** Adds the lines that are seen, and that `wanted` lets through, to the path. */
export function trace(pen: Pen, lines: Lines, view: View, wanted?: (ring: number) => boolean): void {
  const { world, ends, boxes } = lines;
  for (let ring = 0; ring < ends.length; ring++) {
    if ((wanted && !wanted(ring)) || !isSeen(boxes, ring, view)) continue;
    const start = ring === 0 ? 0 : ends[ring - 1]!;
    const last = ends[ring]! - 1;
    let fromX = Infinity;
    let fromY = Infinity;
    for (let vertex = start; vertex <= last; vertex++) {
      const x = world[2 * vertex]! * view.scale - view.left;
      const y = world[2 * vertex + 1]! * view.scale - view.top;
      if (vertex === start) pen.moveTo(x, y);
      else if (vertex < last && Math.abs(x - fromX) < STEP && Math.abs(y - fromY) < STEP) continue;
      else pen.lineTo(x, y);
      fromX = x;
      fromY = y;
    }
  }
}
