// Places labels so that none covers another: first come, first served, in order of importance.
import type { View } from "../geometry/projection.ts";

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const CELL = 48; // CSS pixels

/** What stands on a map that names must not cover, as boxes of a view; set by who draws it. */
export type Obstacles = (view: View) => readonly Box[];

/** Boxes that are taken, found through a grid of cells. Asked thousands of times a drawing: it makes nothing anew. */
export class LabelGrid {
  private readonly columns: number;
  private readonly cells: (Box[] | undefined)[] = [];

  constructor(private readonly width: number, private readonly height: number) {
    this.columns = Math.ceil(width / CELL) + 1;
  }

  /** Whether the box lies on the canvas and on no other box. */
  isFree(box: Box): boolean {
    if (box.left < 0 || box.top < 0 || box.right > this.width || box.bottom > this.height) return false;
    const last = Math.floor(box.right / CELL);
    const bottom = Math.floor(box.bottom / CELL);
    for (let row = Math.floor(box.top / CELL); row <= bottom; row++) {
      for (let column = Math.floor(box.left / CELL); column <= last; column++) {
        const boxes = this.cells[row * this.columns + column];
        if (boxes !== undefined && isTaken(boxes, box)) return false;
      }
    }
    return true;
  }

  take(box: Box): void {
    // of what stands beside the canvas nobody asks
    const first = Math.max(0, Math.floor(box.left / CELL));
    const last = Math.min(this.columns - 1, Math.floor(box.right / CELL));
    const bottom = Math.min(Math.floor(this.height / CELL), Math.floor(box.bottom / CELL));
    for (let row = Math.max(0, Math.floor(box.top / CELL)); row <= bottom; row++) {
      for (let column = first; column <= last; column++) {
        const cell = row * this.columns + column;
        const boxes = this.cells[cell];
        if (boxes === undefined) this.cells[cell] = [box];
        else boxes.push(box);
      }
    }
  }

  /** Takes all boxes if all are free. */
  tryTake(boxes: readonly Box[]): boolean {
    if (!boxes.every((box) => this.isFree(box))) return false;
    boxes.forEach((box) => this.take(box));
    return true;
  }
}

function isTaken(boxes: readonly Box[], box: Box): boolean {
  for (let i = 0; i < boxes.length; i++) {
    if (touch(box, boxes[i]!)) return true;
  }
  return false;
}

/** Whether two boxes have some of the map in common. */
export function touch(box: Box, other: Box): boolean {
  return box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top;
}

export function boxAround(x: number, y: number, width: number, height: number, air = 2): Box {
  return {
    left: x - width / 2 - air,
    right: x + width / 2 + air,
    top: y - height / 2 - air,
    bottom: y + height / 2 + air,
  };
}

/** Whether all of a box lies in another. */
export function isWithin(box: Box, { left, top, right, bottom }: Box): boolean {
  return box.left >= left && box.top >= top && box.right <= right && box.bottom <= bottom;
}

/** A box of what a map shows, as a box of a view that is drawn with margins around it. */
export function onView(box: Box, shown: View, view: View): Box {
  const [x, y] = [shown.left - view.left, shown.top - view.top];
  return { left: box.left + x, right: box.right + x, top: box.top + y, bottom: box.bottom + y };
}

/** Names that stand already: the same name close by (a town and its district) is shown once. */
export class Names {
  private readonly placed = new Map<string, [number, number][]>();

  constructor(private readonly reach: number) {}

  isNear(name: string, x: number, y: number): boolean {
    return (this.placed.get(name) ?? []).some(([px, py]) => Math.hypot(px - x, py - y) < this.reach);
  }

  add(name: string, x: number, y: number): void {
    const points = this.placed.get(name);
    if (points) points.push([x, y]);
    else this.placed.set(name, [[x, y]]);
  }
}
