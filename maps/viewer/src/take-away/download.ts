/** What the filters let through as a file, made in the page and handed to the reader. */

import { readFacts, titleOfPage, type Facts } from "../data/facts.ts";
import type { IncidentText } from "../data/incidents-chunk.ts";
import type { IncidentData } from "../data/incidents-data.ts";
import type { Payload } from "../data/payload.ts";
import { readFootprints } from "../geometry/footprints.ts";
import { CLAIM_COLUMNS, claimRowsOf } from "./download-claims.ts";
import { csvLine, MARK } from "./download-csv.ts";
import { COLLECTION_END, collectionHead, Features } from "./download-geojson.ts";
import { COLUMNS, rowsOf, type Cell, type Taken } from "./download-rows.ts";

export interface Source {
  readonly data: IncidentData;
  readonly payload: Payload;
  /** The filters in the words of a link; empty where there are none. */
  readonly filters: string;
}

/** Called with the incidents written, of all that will be. */
type Progress = (done: number, all: number) => void;

const KEEP = 60_000; // milliseconds that a browser may take to fetch what it was given

/** GeoJSON of all places that are shown. */
export async function geojsonOf(source: Source, progress: Progress): Promise<Blob> {
  const [facts, shapes] = await Promise.all([readFacts(source.payload), readFootprints(source.payload)]);
  const features = new Features(source.data, shapes);
  const licences = new Set<string>();
  const parts: string[] = [];
  for await (const rows of gathered(source, facts, progress, rowsOf)) {
    // whole, as the manifest lists them: the text of a licence may hold what joins several
    for (const { cells } of rows) if (typeof cells.licence === "string") licences.add(cells.licence);
    const lines = rows.map((row) => features.text(row));
    if (lines.length > 0) parts.push(`${parts.length === 0 ? "" : ",\n"}${lines.join(",\n")}`);
  }
  const head = collectionHead(titleOfPage(), facts, features.bounds, [...licences].sort(), source.filters);
  return new Blob([head, ...parts, COLLECTION_END], { type: "application/geo+json" });
}

/** CSV of all places that are shown. */
export function csvOf(source: Source, progress: Progress): Promise<Blob> {
  return tableOf(source, progress, COLUMNS, (taken, text) => rowsOf(taken, text).map(({ cells }) => cells));
}

/** CSV of all that is claimed of the incidents that are shown. */
export function claimsOf(source: Source, progress: Progress): Promise<Blob> {
  return tableOf(source, progress, CLAIM_COLUMNS, claimRowsOf);
}

type MakeRows<T> = (taken: Taken, text: IncidentText) => T[];

async function tableOf(
  source: Source,
  progress: Progress,
  columns: readonly string[],
  make: MakeRows<Readonly<Record<string, Cell>>>,
): Promise<Blob> {
  const parts = [MARK, csvLine(columns)];
  for await (const rows of gathered(source, await readFacts(source.payload), progress, make)) {
    parts.push(rows.map((cells) => csvLine(Object.values(cells))).join(""));
  }
  return new Blob(parts, { type: "text/csv;charset=utf-8" });
}

/** The rows that are made of the shown incidents, a chunk of texts at a time. */
async function* gathered<T>(source: Source, facts: Facts, progress: Progress, make: MakeRows<T>): AsyncGenerator<T[]> {
  const { data } = source;
  // what the reader filters while this goes on counts for the next file
  const shown = data.shown.slice();
  const { firstRow, meta } = data;
  const isWanted = (incident: number): boolean =>
    shown.subarray(firstRow[incident], firstRow[incident + 1]).includes(1);
  let all = 0;
  for (let incident = 0; incident < meta.incidents; incident++) if (isWanted(incident)) all++;
  const [names, where] = await Promise.all([data.originalNames(), data.coordinates()]);
  const taken = { data, names, where, facts, title: titleOfPage(), isShown: (row: number) => shown[row] === 1 };
  let done = 0;
  for (let chunk = 0; chunk < data.chunks; chunk++) {
    const end = firstRow[Math.min(meta.incidents, (chunk + 1) * meta.chunk)];
    if (!shown.subarray(firstRow[chunk * meta.chunk], end).includes(1)) continue;
    const texts = await data.textsOf(chunk, isWanted);
    done += texts.length;
    yield texts.flatMap((text) => make(taken, text));
    progress(done, all);
  }
}

/** Have the browser save a file. */
export function save(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, KEEP);
}

/** A name for a file of this data, such as `incidents-2026-03-17.csv`. */
export function nameOf({ as_of }: Facts, ending: string, what = "incidents"): string {
  const day = /^\d{4}-\d\d-\d\d$/.test(as_of) ? `-${as_of}` : "";
  return `${what}${day}.${ending}`;
}
