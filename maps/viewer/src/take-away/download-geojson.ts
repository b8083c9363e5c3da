/** Rows as GeoJSON (RFC 7946), as `geo/exports/geojson.py` writes them: a feature a place. */

import type { Facts } from "../data/facts.ts";
import { POINT, STRETCH, type IncidentData } from "../data/incidents-data.ts";
import { areaOf, stretchOf, type Geometry, type Position } from "../geometry/few-vertices.ts";
import type { Shape } from "../geometry/footprints.ts";
import { latitudeOf, longitudeOf } from "../geometry/projection.ts";
import { clean } from "../page/clean-text.ts";
import type { PlacedRow } from "./download-rows.ts";

type Box = [west: number, south: number, east: number, north: number];

/** Makes features; the outline of an area or stretch is made once, however many incidents have it. */
export class Features {
  private readonly outlines = new Map<number, string>();
  private readonly box: Box = [Infinity, Infinity, -Infinity, -Infinity];

  constructor(
    private readonly data: Pick<IncidentData, "columns">,
    private readonly shapes: readonly Shape[],
  ) {}

  /** West, south, east and north of all that was made; null where nothing has a geometry. */
  get bounds(): Box | null {
    return Number.isFinite(this.box[0]) ? this.box : null;
  }

  text({ row, cells }: PlacedRow): string {
    const { longitude, latitude } = cells;
    const isPoint = typeof longitude === "number" && typeof latitude === "number";
    const geometry = isPoint ? this.point([longitude, latitude]) : this.outline(row);
    return `{"type":"Feature",${geometry},"properties":${JSON.stringify(cells)}}`;
  }

  private point(coordinates: Position): string {
    this.widen([...coordinates, ...coordinates]);
    return `"geometry":${JSON.stringify({ type: "Point", coordinates })}`;
  }

  private outline(row: number): string {
    const { footprint, kind } = this.data.columns;
    const number = footprint[row] as number;
    const shape = kind[row] === POINT ? undefined : this.shapes[number];
    if (shape === undefined) return '"geometry":null';
    let text = this.outlines.get(number);
    if (text === undefined) {
      const lines = shape.lines.map(positionsOf);
      const geometry = kind[row] === STRETCH ? stretchOf(lines) : areaOf(lines);
      const box = geometry === null ? null : boxOf(geometry);
      if (box !== null) this.widen(box);
      text = `${box === null ? "" : `"bbox":${JSON.stringify(box)},`}"geometry":${JSON.stringify(geometry)}`;
      this.outlines.set(number, text);
    }
    return text;
  }

  private widen([west, south, east, north]: Box): void {
    const { box } = this;
    box[0] = Math.min(box[0], west);
    box[1] = Math.min(box[1], south);
    box[2] = Math.max(box[2], east);
    box[3] = Math.max(box[3], north);
  }
}

/** What stands before the features: name, box, note and credits, and whose the rows are. */
export function collectionHead(
  title: string,
  facts: Facts,
  bounds: Box | null,
  licences: readonly string[],
  filters: string,
): string {
  const head = {
    type: "FeatureCollection",
    name: "incidents",
    ...(bounds === null ? {} : { bbox: bounds }),
    title: clean(title),
    as_of: facts.as_of,
    line_version: facts.line_version,
    toll_convention: facts.convention,
    ...(filters === "" ? {} : { filters }),
    licences,
    note: clean(facts.note["en"] ?? ""),
    attribution: facts.attributions.map(clean),
  };
  return `${JSON.stringify(head).slice(0, -1)},"features":[\n`;
}

export const COLLECTION_END = "\n]}\n";

function positionsOf(line: Float64Array): Position[] {
  const round = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;
  return Array.from({ length: line.length / 2 }, (_, i) => [
    round(longitudeOf(line[2 * i] as number)),
    round(latitudeOf(line[2 * i + 1] as number)),
  ]);
}

function boxOf(geometry: Geometry): Box {
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
  const numbers = (geometry.coordinates as readonly unknown[]).flat(3) as number[];
  numbers.forEach((value, i) => {
    const axis = i % 2;
    box[axis] = Math.min(box[axis] as number, value);
    box[axis + 2] = Math.max(box[axis + 2] as number, value);
  });
  return box;
}
