/**
 * What the filters let through as plain rows, one a place of an incident, with the columns of the
 * public export (`geo/exports/public.py`) that the page has. No row is more precise than its source:
 * coordinates stand only where the place is known to a point.
 */

import type { Facts } from "../data/facts.ts";
import type { IncidentText, PlaceText } from "../data/incidents-chunk.ts";
import type { Claim } from "../data/incidents-chunk.ts";
import { NONE, POINT, type Coordinates, type IncidentData } from "../data/incidents-data.ts";
import { NO_DAY } from "../data/incidents-text.ts";
import { DOMESTIC, PRIMARY } from "../data/kinds.ts";
import { licencesOf } from "../data/licences.ts";
import { sentence } from "../data/reasons.ts";
import { isoDay } from "../filters/link-state.ts";
import { clean } from "../page/clean-text.ts";

/** What a file is made from. */
export interface Taken {
  readonly data: Told;
  /** Names of places and units as the pack has them, whatever language the page speaks. */
  readonly names: { readonly places: readonly string[]; readonly units: readonly string[] };
  readonly where: Coordinates;
  readonly facts: Facts;
  /** The data set's name. */
  readonly title: string;
  /** Whether the filters let a row through. */
  readonly isShown: (row: number) => boolean;
}

/** The columns in their order, which a file has also where nothing is let through. */
export const COLUMNS = [
  "incident_id", "event_type", "sub_event_type", "actor1", "actor1_side", "actor2", "role", "domestic", "status", "summary",
  "date_start", "date_end", "date_precision", "fatalities_low", "fatalities_high", "disputed", "n_claims", "claims",
  "source", "source_url", "report_titles", "report_urls", "licence", "is_primary", "place_text", "place", "drawn_as",
  "located_to", "admin1", "admin1_pcode", "admin2", "admin2_pcode", "latitude", "longitude", "label_latitude", "label_longitude",
  "where_prec", "uncertainty_km", "place_why", "place_basis", "footprint_id", "line_km", "line_from_km", "line_to_km", "line_version",
  "toll_convention", "dataset", "as_of",
] as const;

export type Cell = string | number | boolean | null;
type Cells<Name extends string> = Readonly<Record<Name, Cell>>;
type Row = Cells<(typeof COLUMNS)[number]>;
type Part = Partial<Row>;

export interface PlacedRow {
  /** Number of the page's row. */
  readonly row: number;
  readonly cells: Row;
}

/** What an incident tells of itself, for every one of its places. */
export type Told = Pick<IncidentData, "meta" | "columns" | "datePrecision" | "status" | "role" | "disputed"> &
  Pick<IncidentData, "level" | "uncertaintyKm" | "sideCode">;

const LABEL_DECIMALS = 2; // about a kilometre: a place for a label, not for an incident

/** The rows of an incident's places that the filters let through. */
export function rowsOf(taken: Taken, text: IncidentText): PlacedRow[] {
  return text.places
    .filter(({ row }) => taken.isShown(row))
    .map((place) => ({
      row: place.row,
      cells: cleaned(COLUMNS, {
        ...ofIncident(taken.data, text, place.row),
        ...ofPlace(taken, place),
        line_version: taken.facts.line_version,
        toll_convention: taken.facts.convention,
        dataset: taken.title,
        as_of: taken.facts.as_of,
      }),
    }));
}

/** When an incident was; nothing of a day that is not known. */
export function ofDates(data: Pick<Told, "columns" | "datePrecision">, row: number) {
  const { columns } = data;
  const day = columns.day[row] as number;
  if (day === NO_DAY) return { date_start: null, date_end: null, date_precision: null };
  return {
    date_start: isoDay(day),
    date_end: isoDay(day + (columns.days[row] as number)),
    date_precision: data.datePrecision(row),
  };
}

function ofIncident(data: Told, text: IncidentText, row: number): Part {
  const { columns, meta } = data;
  const type = meta.types[columns.type[row] as number];
  const flags = columns.flags[row] as number;
  const known = (some: readonly string[]): string => [...new Set(some)].filter((one) => one !== "").join("; ");
  return {
    incident_id: text.id,
    event_type: type?.event ?? null,
    sub_event_type: type?.name ?? null,
    actor1: text.actor1,
    actor1_side: data.sideCode(row),
    actor2: text.actor2,
    role: data.role(row),
    domestic: (flags & DOMESTIC) !== 0,
    status: data.status(row),
    summary: text.summary,
    ...ofDates(data, row),
    fatalities_low: text.killed[0],
    fatalities_high: text.killed[1],
    disputed: data.disputed(row),
    n_claims: text.claims.length,
    claims: text.claims.map(told).join(" | "),
    source: text.source,
    source_url: text.sourceUrl,
    report_titles: known(text.sources.map(({ title, publisher }) => title || publisher)),
    report_urls: known(text.sources.map(({ url }) => url)),
    licence: licencesOf(text),
  };
}

function ofPlace({ data, names, where }: Taken, place: PlaceText): Part {
  const { columns, meta } = data;
  const { row } = place;
  const kind = columns.kind[row] as number;
  const [isPoint, isPlaced] = [kind === POINT, kind !== NONE];
  const at = (degrees: number, decimals: number): number => Number(degrees.toFixed(decimals));
  const [x, y] = [where.longitude(row), where.latitude(row)];
  const decimals = isPoint ? 5 : LABEL_DECIMALS;
  const [admin1, admin2] = [columns.admin1[row] as number, columns.admin2[row] as number];
  const footprint = columns.footprint[row] as number;
  return {
    is_primary: ((columns.flags[row] as number) & PRIMARY) !== 0,
    place_text: place.text,
    place: names.places[columns.place[row] as number] ?? null,
    drawn_as: meta.kinds[kind] ?? null,
    located_to: isPlaced ? data.level(row) : null,
    admin1: names.units[admin1] ?? null,
    admin1_pcode: meta.units[admin1] ?? null,
    admin2: names.units[admin2] ?? null,
    admin2_pcode: meta.units[admin2] ?? null,
    latitude: isPoint ? at(y, 5) : null,
    longitude: isPoint ? at(x, 5) : null,
    label_latitude: isPlaced ? at(y, decimals) : null,
    label_longitude: isPlaced ? at(x, decimals) : null,
    where_prec: (columns.prec[row] as number) || null,
    uncertainty_km: isPlaced ? data.uncertaintyKm(row) : null,
    place_why: sentence(place.why),
    place_basis: place.basis,
    footprint_id: footprint < 0 ? null : (meta.footprints.ids[footprint] ?? null),
    line_km: isPoint ? tenth(columns.km_from[row] as number) : null,
    line_from_km: tenth(place.fromKm),
    line_to_km: tenth(place.toKm),
  };
}

function tenth(km: number | null): number | null {
  return km === null || !Number.isFinite(km) ? null : Math.round(km * 10) / 10;
}

/** A claim in a line, in the words of `unlocated.csv`: who claims it, what, and the sentence. */
export function told(claim: Claim): string {
  const { min, max } = claim;
  const count =
    min === null && max === null
      ? "number not given"
      : max === null
        ? `at least ${String(min)}`
        : min === null
          ? `up to ${String(max)}`
          : min === max
            ? String(min)
            : `${String(min)} to ${String(max)}`;
  const what = [claim.metric, claim.victims, claim.unit].filter((part) => part !== "").join(" ");
  const who = claim.claimant || claim.side || "unknown";
  const quote = claim.quote === "" ? "" : ` (${claim.quote})`;
  return `${who}: ${claim.denies ? "denies " : ""}${what} ${count}${quote}`;
}

/** Every column, of safe text; what is not told is null, not empty. */
export function cleaned<Name extends string>(columns: readonly Name[], cells: Partial<Cells<Name>>): Cells<Name> {
  const row = columns.map((name): [string, Cell] => {
    const cell: Cell = cells[name] ?? null;
    if (typeof cell !== "string") return [name, cell];
    const text = clean(cell);
    return [name, text === "" ? null : text];
  });
  return Object.fromEntries(row) as Cells<Name>;
}
