/** The columns and texts of the incidents as `maps/incidents.py` writes them. */

import { PER_DEGREE, worldX, worldY } from "../geometry/projection.ts";
import { language } from "../language/language.ts";
import { codedWords } from "./coded-words.ts";
import { pick, TEXT, type Chunk, type IncidentText } from "./incidents-chunk.ts";
import { speakWords, typeOf, type Meta } from "./incidents-meta.ts";
import { DISPUTED } from "./kinds.ts";
import type { NumericType, Payload } from "./payload.ts";
import type { Names } from "./reasons.ts";
import type { Coded } from "./search.ts";
import { Tokens } from "./tokens.ts";

export { AREA, HEXAGON, NONE, POINT, STRETCH } from "./kinds.ts";

export const NO_KM = 65_535;

export interface Columns {
  /** World coordinates of each row's point or label; of four bytes each: a tenth of a pixel at zoom 13, the closest of our page. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly day: Int32Array;
  readonly days: Uint16Array;
  /** Number of the row's incident; the rows of one stand together. */
  readonly incident: Uint32Array;
  readonly place: Uint32Array;
  readonly footprint: Int32Array;
  readonly uncertainty: Uint16Array;
  /** What is claimed of the incident, by its number in `Meta.things`. */
  readonly things: Uint16Array;
  readonly source: Uint16Array;
  readonly licence: Uint16Array;
  /** Numbers of the province and district in `Meta.units`. */
  readonly admin1: Uint16Array;
  readonly admin2: Uint16Array;
  /** Kilometres along the line between which the place may lie; NaN where it has none. */
  readonly km_from: Float32Array;
  readonly km_to: Float32Array;
  /** Kilometres from a point to the line; `NO_KM` where it is not told. */
  readonly line_distance: Uint16Array;
  readonly kind: Uint8Array;
  readonly type: Uint8Array;
  readonly side: Uint8Array;
  readonly role: Uint8Array;
  readonly status: Uint8Array;
  readonly dateprec: Uint8Array;
  readonly prec: Uint8Array;
  readonly level: Uint8Array;
  readonly flags: Uint8Array;
}

/** All incidents of the page: columns at once, texts a chunk at a time. */
export class IncidentData {
  /** First row of each incident, and one more: the number of rows. */
  readonly firstRow: Uint32Array;
  /** Rows that filters let through. */
  readonly shown: Uint8Array;
  /** Code past the last side, for rows whose side the pack does not know. */
  readonly sideCodes: Uint8Array;
  /** How many incidents each stands for; null where each is itself. */
  readonly weights: Uint32Array | null = null;
  /** How many words of a search name the place of a row; null where none does. */
  namedBy: ((row: number) => number) | null = null;

  constructor(
    readonly meta: Meta,
    private placeNames: readonly string[],
    readonly columns: Columns,
    private readonly payload: Payload,
    cells?: Uint32Array,
  ) {
    this.shown = new Uint8Array(meta.rows).fill(1);
    this.firstRow = new Uint32Array(meta.incidents + (cells?.length ?? 0) + 1).fill(meta.rows);
    if (cells !== undefined) {
      this.weights = new Uint32Array(meta.incidents + cells.length).fill(1);
      this.weights.set(cells, meta.incidents);
    }
    for (let row = meta.rows - 1; row >= 0; row--) {
      this.firstRow[columns.incident[row] as number] = row;
    }
    const last = meta.sides.length;
    const isKnown = columns.side.every((code) => code <= last);
    this.sideCodes = isKnown ? columns.side : columns.side.map((code) => Math.min(code, last));
  }

  /** Read what the first drawing needs; all else is there after `complete`. */
  static async start(payload: Payload): Promise<IncidentData> {
    const of = columnOf(payload);
    const [meta, lon, lat, incident, place, footprint] = await Promise.all([
      payload.json<Meta>("incidents/meta"),
      payload.arrayOnce("incidents/lon", "i32"), payload.arrayOnce("incidents/lat", "i32"),
      payload.arrayOnce("incidents/incident", "u32"), of("place", "u32"),
      of("footprint", "i32"),
    ]);
    const [kind, type, side, level, cells] = await Promise.all([
      of("kind", "u8"), of("type", "u8"), of("side", "u8"), of("level", "u8"),
      meta.cells === undefined ? undefined : of("weight", "u32"),
    ]);
    // what is told is the step from the row before
    for (let row = 1; row < incident.length; row++) {
      incident[row] = (incident[row] as number) + (incident[row - 1] as number);
    }
    speakWords(meta);
    const [x, y] = [inPlace(lon, (one) => worldX(one / PER_DEGREE)), inPlace(lat, (one) => worldY(one / PER_DEGREE))];
    const columns = opening({ x, y, incident, place, footprint, kind, type, side, level });
    return new IncidentData(meta, [], columns as unknown as Columns, payload, cells);
  }

  /** Read the columns that the first drawing does not need, and the names of places. */
  async complete(): Promise<void> {
    const of = columnOf(this.payload);
    const [names, day, days, uncertainty, things, source, licence] = await Promise.all([
      this.payload.names("incidents/places"),
      of("day", "i32"), of("days", "u16"), of("uncertainty", "u16"), of("things", "u16"), of("source", "u16"),
      of("licence", "u16"),
    ]);
    const [admin1, admin2, km_from, km_to, line_distance] = await Promise.all([
      of("admin1", "u16"), of("admin2", "u16"), of("km_from", "f32"), this.payload.arrayOnce("incidents/km_span", "f32"),
      of("line_distance", "u16"),
    ]);
    const [role, status, dateprec, prec, flags] = await Promise.all([
      of("role", "u8"), of("status", "u8"), of("dateprec", "u8"), of("prec", "u8"), of("flags", "u8"),
    ]);
    this.placeNames = names;
    // what is told is how far it is from the one to the other
    for (let row = 0; row < km_to.length; row++) km_to[row]! += km_from[row]!;
    Object.assign(this.columns, {
      day, days, uncertainty, things, source, licence, admin1, admin2, km_from, km_to, line_distance,
      role, status, dateprec, prec, flags,
    });
  }

  /** The first incidents as data of their own, without cells; the columns are shared. */
  first(count: number): IncidentData {
    const { cells: _, ...meta } = this.meta;
    const incidents = Math.min(count, meta.incidents);
    const rows = this.firstRow[incidents] as number;
    const parts = Object.entries(this.columns as unknown as Readonly<Record<string, Uint8Array>>);
    const columns = Object.fromEntries(parts.map(([name, column]) => [name, column.subarray(0, rows)])) as unknown as Columns;
    const { x, y, incident, place, footprint, kind, type, side, level, ...rest } = columns;
    // made in the same order: what a browser has learnt of the one holds for the other
    const own = Object.assign(opening({ x, y, incident, place, footprint, kind, type, side, level }), rest);
    return new IncidentData({ ...meta, rows, incidents }, this.placeNames, own, this.payload);
  }

  /** Degrees of each row's point or label, as they were given; they are not kept. */
  async coordinates(): Promise<Coordinates> {
    const read = (name: string): Promise<Int32Array> => this.payload.arrayOnce(`incidents/${name}`, "i32");
    const [lon, lat] = await Promise.all([read("lon"), read("lat")]);
    return { longitude: (row) => lon[row]! / PER_DEGREE, latitude: (row) => lat[row]! / PER_DEGREE };
  }

  /** All incidents, those in cells too. */
  get total(): number {
    return this.meta.incidents + (this.meta.cells?.incidents ?? 0);
  }

  /** The first incident that is a cell; past the last where there is none. */
  get firstCell(): number {
    return this.meta.incidents;
  }

  /** Whether an incident is a cell. */
  isCell(incident: number): boolean {
    return incident >= this.meta.incidents;
  }

  /** How many incidents one stands for. */
  weightOf(incident: number): number {
    return this.weights === null ? 1 : (this.weights[incident] as number);
  }

  incidentOf(row: number): number {
    return this.columns.incident[row] as number;
  }

  /** The row whose place stands for an incident: the first that filters let through, if a search names none better. */
  leadingRow(incident: number): number {
    const { firstRow, shown, namedBy } = this;
    let [lead, best] = [firstRow[incident] as number, -1];
    for (let row = lead; row < (firstRow[incident + 1] as number); row++) {
      const named = shown[row] === 0 ? -1 : (namedBy?.(row) ?? 0);
      if (named > best) [lead, best] = [row, named];
    }
    return lead;
  }

  rowsOfIncident(incident: number): number[] {
    const start = this.firstRow[incident] as number;
    const end = this.firstRow[incident + 1] as number;
    return Array.from({ length: end - start }, (_, i) => start + i);
  }

  /** Take names in the page's language from now on. */
  async speak(): Promise<void> {
    this.placeNames = await this.payload.names("incidents/places");
    speakWords(this.meta);
  }

  typeName(row: number): string {
    return typeOf(this.meta, this.columns.type[row] as number).name;
  }

  shape(row: number): string {
    return typeOf(this.meta, this.columns.type[row] as number).shape;
  }

  sideCode(row: number): string {
    return this.meta.sides[this.columns.side[row] as number]?.code ?? "unknown";
  }

  colour(side: number): string {
    return this.meta.sides[side]?.colour ?? (this.meta.sides.at(-1)?.colour as string);
  }

  placeName(row: number): string {
    return this.placeNames[this.columns.place[row] as number] ?? "";
  }

  datePrecision(row: number): string {
    return this.meta.date_precisions[this.columns.dateprec[row] as number] ?? "day";
  }

  status(row: number): string {
    return this.meta.statuses[this.columns.status[row] as number] ?? "";
  }

  role(row: number): string {
    return this.meta.roles[this.columns.role[row] as number] ?? "";
  }

  level(row: number): string {
    return this.meta.levels[this.columns.level[row] as number] ?? "";
  }

  /** Kilometres within which the true place lies in 9 of 10 cases; null if not told. */
  uncertaintyKm(row: number): number | null {
    const tenths = this.columns.uncertainty[row] as number;
    return tenths === NO_KM ? null : tenths / 10;
  }

  disputed(row: number): boolean {
    return ((this.columns.flags[row] as number) & DISPUTED) !== 0;
  }

  /** Read the texts of one incident, and the names that its reasons may speak of. */
  async text(incident: number): Promise<IncidentText> {
    const number = Math.floor(incident / this.meta.chunk);
    const [chunk, words] = await Promise.all([
      this.payload.json<Chunk>(`incidents/text/${String(number)}`),
      this.wordsOf(number),
    ]);
    const names = `incidents/reasons@${language().code}`;
    // a card that a link opens is read before the page's last blocks are; English has none
    const spoken = language().code !== "en" && (await this.payload.comes(names)) ? await this.payload.json<Names>(names) : {};
    const at = incident - number * this.meta.chunk;
    const text = words.texts((one) => one === at)[at] ?? "";
    const base = this.firstRow[number * this.meta.chunk] as number;
    return pick(chunk, text, at, this.rowsOfIncident(incident), base, spoken);
  }

  /** The texts of the wanted incidents of a chunk; the chunk itself is not kept. */
  async textsOf(number: number, wanted: (incident: number) => boolean): Promise<IncidentText[]> {
    const [chunk, words] = await Promise.all([
      this.payload.once<Chunk>(`incidents/text/${String(number)}`),
      this.wordsOf(number),
    ]);
    const first = number * this.meta.chunk;
    const texts = words.texts((at) => wanted(first + at));
    const found = texts.flatMap((_, at) => (wanted(first + at) ? [at] : []));
    const base = this.firstRow[first] as number;
    return found.map((at) => pick(chunk, texts[at] as string, at, this.rowsOfIncident(first + at), base));
  }

  /** The names of places and units as the pack has them, whatever language the page speaks; a layer may have none of units. */
  async originalNames(): Promise<{ readonly places: string[]; readonly units: string[] }> {
    const units = this.payload.has("incidents/units") ? this.payload.texts("incidents/units") : [];
    return { places: await this.payload.texts("incidents/places"), units: await units };
  }

  /** The number of the incident of an id, looked for near `hint` first; null where there is none. */
  async find(id: string, hint = 0): Promise<number | null> {
    const { chunk: size } = this.meta;
    const first = Math.max(0, Math.min(this.chunks - 1, Math.floor(hint / size)));
    for (let n = 0; n < this.chunks; n++) {
      const number = (first + n) % this.chunks;
      const words = await this.wordsOf(number);
      const start = id + TEXT;
      if (!words.words.includes(start.slice(start.lastIndexOf(" ") + 1))) continue;
      const at = words.texts().findIndex((text) => text.startsWith(start));
      if (at >= 0) return number * size + at;
    }
    return null;
  }

  get chunks(): number {
    return Math.ceil(this.meta.incidents / this.meta.chunk);
  }

  get chunkSize(): number {
    return this.meta.chunk;
  }

  get incidentOfRow(): Uint32Array {
    return this.columns.incident;
  }

  /** What rows say by their codes, in all languages, for searching. */
  async coded(): Promise<Coded[]> {
    const everyName = async (key: string): Promise<string[]> => (this.payload.has(key) ? this.payload.everyName(key) : []);
    const [places, units] = await Promise.all([everyName("incidents/places"), everyName("incidents/units")]);
    return codedWords(this.meta, this.columns, { places, units });
  }

  /** All words of the incidents of a chunk; they are not kept. */
  async wordsOf(number: number): Promise<Tokens> {
    return Tokens.read(await this.payload.packed(`incidents/words/${String(number)}`, "words"));
  }
}

/** Longitude and latitude of a row, degrees. */
export interface Coordinates {
  longitude(row: number): number;
  latitude(row: number): number;
}

type Opening = Pick<Columns, "x" | "y" | "incident" | "place" | "footprint" | "kind" | "type" | "side" | "level">;

/** The columns that the first drawing needs, in one order. */
function opening({ x, y, incident, place, footprint, kind, type, side, level }: Opening): Opening {
  return { x, y, incident, place, footprint, kind, type, side, level };
}

/** Numbers made of others where those stand, which are lost. */
function inPlace(numbers: Int32Array, make: (one: number) => number): Float32Array {
  const made = new Float32Array(numbers.buffer);
  for (let i = 0; i < numbers.length; i++) made[i] = make(numbers[i]!);
  return made;
}

function columnOf(payload: Payload) {
  return <T extends NumericType>(name: string, type: T) => payload.array(`incidents/${name}`, type);
}
