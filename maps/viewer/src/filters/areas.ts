/** Provinces and districts by the arcs that part them: which one holds a place, and its outline. */

import type { Payload } from "../data/payload.ts";
import type { Lines } from "../geometry/geometry.ts";
import { readLines, trace } from "../geometry/geometry.ts";
import { worldX, worldY, type View } from "../geometry/projection.ts";

const NO_UNIT = 65_535;

export interface Units {
  /** Code and name. */
  readonly admin1: readonly (readonly [string, string])[];
  readonly admin2: readonly (readonly [string, string])[];
  /** Number of each district's province, or -1. */
  readonly parent: readonly number[];
}

/** Lines with the numbers of the districts on their two sides, in turn. */
export interface Borders {
  readonly lines: Lines;
  readonly units: Uint16Array;
}

export class Areas {
  private boxes: Float64Array | undefined;

  constructor(
    readonly units: Units,
    readonly borders: readonly Borders[],
  ) {}

  static async read(payload: Payload): Promise<Areas> {
    const borders = async (key: string): Promise<Borders> => {
      const [lines, units] = await Promise.all([readLines(payload, key), payload.array(`${key}/units`, "u16")]);
      return { lines, units };
    };
    const [units, arcs, seams] = await Promise.all([
      payload.inLanguage<Units>("base/units"),
      borders("base/arcs"),
      borders("base/seams"),
    ]);
    return new Areas(units, [arcs, seams]);
  }

  /** The name of a province or district; null where there is none of that code. */
  nameOf(code: string): string | null {
    const { admin1, admin2 } = this.units;
    return [...admin1, ...admin2].find(([own]) => own === code)?.[1] ?? null;
  }

  /** Codes of the district at a place and of its province; null outside. */
  at(longitude: number, latitude: number): { admin1: string | null; admin2: string } | null {
    const [x, y] = [worldX(longitude), worldY(latitude)];
    const boxes = (this.boxes ??= this.boxesOfDistricts());
    for (let unit = 0; unit < this.units.admin2.length; unit++) {
      const at = 4 * unit;
      if (x < boxes[at]! || y < boxes[at + 1]! || x > boxes[at + 2]! || y > boxes[at + 3]!) continue;
      if (!this.holds(unit, x, y)) continue;
      const parent = this.units.admin1[this.units.parent[unit]!];
      return { admin1: parent?.[0] ?? null, admin2: this.units.admin2[unit]![0] };
    }
    return null;
  }

  /** Trace the outline of a province or district; false where there is none of that code. */
  trace(context: CanvasRenderingContext2D, view: View, code: string): boolean {
    const inside = this.districtsOf(code);
    if (inside === null) return false;
    context.beginPath();
    for (const { lines, units } of this.borders) {
      const isEdge = (ring: number): boolean =>
        inside[units[2 * ring]!] !== inside[units[2 * ring + 1]!];
      trace(context, lines, view, isEdge);
    }
    return true;
  }

  /** Marks the districts of a code: itself, or those of the province. */
  private districtsOf(code: string): Uint8Array | null {
    const { admin1, admin2, parent } = this.units;
    const marks = new Uint8Array(NO_UNIT + 1);
    const district = admin2.findIndex(([own]) => own === code);
    const province = admin1.findIndex(([own]) => own === code);
    if (district < 0 && province < 0) return null;
    if (district >= 0) marks[district] = 1;
    if (province >= 0) parent.forEach((number, unit) => (marks[unit] = number === province ? 1 : marks[unit]!));
    return marks;
  }

  private boxesOfDistricts(): Float64Array {
    const count = this.units.admin2.length;
    const boxes = new Float64Array(4 * count);
    for (let unit = 0; unit < count; unit++) boxes.set([Infinity, Infinity, -Infinity, -Infinity], 4 * unit);
    for (const { lines, units } of this.borders) {
      units.forEach((unit, i) => {
        if (unit >= count) return;
        const [from, at] = [(i >> 1) * 4, 4 * unit];
        boxes[at] = Math.min(boxes[at]!, lines.boxes[from]!);
        boxes[at + 1] = Math.min(boxes[at + 1]!, lines.boxes[from + 1]!);
        boxes[at + 2] = Math.max(boxes[at + 2]!, lines.boxes[from + 2]!);
        boxes[at + 3] = Math.max(boxes[at + 3]!, lines.boxes[from + 3]!);
      });
    }
    return boxes;
  }

  /** By the even-odd rule over all arcs that the district has on one side: their order does not matter. */
  private holds(unit: number, x: number, y: number): boolean {
    let inside = false;
    for (const { lines, units } of this.borders) {
      const { world, ends, boxes } = lines;
      for (let ring = 0; ring < ends.length; ring++) {
        if ((units[2 * ring] === unit) === (units[2 * ring + 1] === unit)) continue;
        if (boxes[4 * ring + 1]! > y || boxes[4 * ring + 3]! < y) continue;
        for (let i = ring === 0 ? 1 : ends[ring - 1]! + 1; i < ends[ring]!; i++) {
          const [ax, ay] = [world[2 * i - 2]!, world[2 * i - 1]!];
          const [bx, by] = [world[2 * i]!, world[2 * i + 1]!];
          if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
        }
      }
    }
    return inside;
  }
}
