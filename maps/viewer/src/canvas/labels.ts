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

/** Boxes that are taken, found through a grid of cells. */
export class LabelGrid {
  private readonly cells = new Map<number, Box[]>();

  constructor(private readonly width: number, private readonly height: number) {}

  /** Whether the box lies on the canvas and on no other box. */
  isFree(box: Box): boolean {
    if (box.left < 0 || box.top < 0 || box.right > this.width || box.bottom > this.height) return false;
    for (const cell of this.cellsOf(box)) {
      for (const other of this.cells.get(cell) ?? []) {
        if (
          box.left < other.right &&
          box.right > other.left &&
          box.top < other.bottom &&
          box.bottom > other.top
        ) {
          return false;
        }
      }
    }
    return true;
  }

  take(box: Box): void {
    for (const cell of this.cellsOf(box)) {
      const boxes = this.cells.get(cell);
      if (boxes) boxes.push(box);
      else this.cells.set(cell, [box]);
    }
  }

  /** Takes all boxes if all are free. */
  tryTake(boxes: readonly Box[]): boolean {
    if (!boxes.every((box) => this.isFree(box))) return false;
    boxes.forEach((box) => this.take(box));
    return true;
  }

  private *cellsOf(box: Box): Generator<number> {
    const columns = Math.ceil(this.width / CELL) + 1;
    for (let row = Math.floor(box.top / CELL); row <= Math.floor(box.bottom / CELL); row++) {
      for (let column = Math.floor(box.left / CELL); column <= Math.floor(box.right / CELL); column++) {
        yield row * columns + column;
      }
    }
  }
}

export function boxAround(x: number, y: number, width: number, height: number, air = 2): Box {
  return {
    left: x - width / 2 - air,
    right: x + width / 2 + air,
    top: y - height / 2 - air,
    bottom: y + height / 2 + air,
  };
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
