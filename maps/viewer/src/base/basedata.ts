// The base map's blocks (maps/basemap.py), decoded.
import type { Payload } from "../data/payload.ts";
import { readLines, type Lines } from "../geometry/geometry.ts";
import { Ruler } from "../geometry/line.ts";
import { worldOf } from "../geometry/projection.ts";

/** What an arc parts; the numbers are maps/basemap.py's. */
export const KIND = { admin3: 0, admin2: 1, admin1: 2, country: 3, coast: 4 } as const;

/** What a reader can show and hide. */
export const PARTS = [
  "land",
  "admin1",
  "admin2",
  "admin3",
  "line",
  "marks",
  "crossings",
  "rivers",
  "lakes",
  "places",
] as const;
export type Part = (typeof PARTS)[number];

/** Named points, world x and y in turn. */
export interface Points {
  readonly world: Float64Array;
  readonly names: readonly string[];
}

export interface BaseData {
  readonly attributions: readonly string[];
  readonly lineName: string;
  /** West, south, east and north of what is drawn, degrees. */
  readonly extent: readonly [number, number, number, number];
  readonly land: Lines;
  readonly countries: Lines;
  readonly borders: Lines;
  readonly arcs: Lines;
  readonly arcKinds: Uint8Array;
  readonly line: Lines;
  readonly ruler: Ruler;
  readonly sections: { readonly to: Uint32Array; readonly names: readonly string[] };
  readonly crossings: Points & { readonly metres: Uint32Array; readonly status: readonly string[] };
  readonly rivers: Lines & { readonly rank: Uint8Array; readonly names: readonly string[] };
  readonly lakes: Lines;
  readonly lakeNames: Points;
  readonly neighbours: Points;
  readonly units: Record<"country" | "admin1" | "admin2" | "admin3", Points>;
  readonly places: Points & { readonly rank: Uint8Array };
}

interface Meta {
  attributions: string[];
  extent: [number, number, number, number];
  lineName: string;
}

/** West, south, east and north of what is drawn; there at once, long before the rest is read. */
export async function readExtent(payload: Payload): Promise<BaseData["extent"]> {
  return (await payload.inLanguage<Meta>("base/meta")).extent;
}

export async function readBase(payload: Payload): Promise<BaseData> {
  const points = async (key: string, at = "xy"): Promise<Points> => {
    const [xy, names] = await Promise.all([
      payload.array(`base/${key}/${at}`, "i32"),
      payload.names(`base/${key}/name`),
    ]);
    return { world: worldOf(xy), names };
  };
  const lines = (key: string) => readLines(payload, `base/${key}`);
  // All at once: decompression runs beside the page's own thread.
  const [
    [meta, land, countries, borders, arcs, line, lakes, rivers],
    [arcKinds, metres, sectionEnds, crossingMetres, riverRank, placeRank],
    [sectionNames, status, riverNames],
    [crossings, lakeNames, neighbours, places, country, admin1, admin2, admin3],
  ] = await Promise.all([
    Promise.all([
      payload.inLanguage<Meta>("base/meta"),
      lines("land"),
      lines("countries"),
      lines("borders"),
      lines("arcs"),
      lines("line"),
      lines("lakes"),
      lines("rivers"),
    ]),
    Promise.all([
      payload.array("base/arcs/kind", "u8"),
      payload.array("base/line/metres", "u32"),
      payload.array("base/sections/to", "u32"),
      payload.array("base/crossings/metres", "u32"),
      payload.array("base/rivers/rank", "u8"),
      payload.array("base/places/rank", "u8"),
    ]),
    Promise.all([
      payload.names("base/sections/name"),
      payload.texts("base/crossings/status"),
      payload.texts("base/rivers/name"),
    ]),
    Promise.all([
      points("crossings"),
      points("lakes", "at"),
      points("neighbours"),
      points("places"),
      points("country"),
      points("admin1"),
      points("admin2"),
      points("admin3"),
    ]),
  ]);
  return {
    attributions: meta.attributions,
    lineName: meta.lineName,
    extent: meta.extent,
    land,
    countries,
    borders,
    arcs,
    arcKinds,
    line,
    ruler: new Ruler(line.world, metres),
    sections: { to: sectionEnds, names: sectionNames },
    crossings: { ...crossings, metres: crossingMetres, status },
    rivers: { ...rivers, rank: riverRank, names: riverNames },
    lakes,
    lakeNames,
    neighbours,
    units: { country, admin1, admin2, admin3 },
    places: { ...places, rank: placeRank },
  };
}
