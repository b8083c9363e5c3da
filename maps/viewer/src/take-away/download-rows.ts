/**
 * What the filters let through as plain rows, one a place of an incident, with the columns of the
 * public export (`geo/exports/public.py`) that the page has. No row is more precise than its source:
 * coordinates stand only where the place is known to a point.
 */

import type { Facts } from "../data/facts.ts";
import type { IncidentText, PlaceText } from "../data/incidents-chunk.ts";
import type { Claim } from "../data/incidents-chunk.ts";
import { NONE, POINT, type IncidentData } from "../data/incidents-data.ts";
import { NO_DAY } from "../data/incidents-text.ts";
import { DOMESTIC, PRIMARY } from "../data/kinds.ts";
import { licencesOf } from "../data/licences.ts";
import { sentence } from "../data/reasons.ts";
import { isoDay } from "../filters/link-state.ts";
import { clean } from "../page/clean-text.ts";

/** The columns in their order, which a file has also where nothing is let through. */
export const COLUMNS = [
  "incident_id", "event_type", "sub_event_type", "actor1", "actor1_side", "actor2", "role", "domestic", "status", "summary",
  "date_start", "date_end", "date_precision", "fatalities_low", "fatalities_high", "disputed", "n_claims", "claims",
  "source", "source_url", "report_titles", "report_urls", "licence", "is_primary", "place_text", "place", "drawn_as",
  "located_to", "admin1_pcode", "admin2_pcode", "latitude", "longitude", "label_latitude", "label_longitude", "where_prec",
  "uncertainty_km", "place_why", "place_basis", "footprint_id", "line_km", "line_from_km", "line_to_km", "line_version",
  "toll_convention", "dataset", "as_of",
] as const;

export type Cell = string | number | boolean | null;
export type Row = Readonly<Record<(typeof COLUMNS)[number], Cell>>;
type Part = Partial<Row>;

export interface PlacedRow {
  /** Number of the page's row. */
  readonly row: number;
  readonly cells: Row;
}

/** What an incident tells of itself, for every one of its places. */
type Told = Pick<IncidentData, "meta" | "columns" | "datePrecision" | "status" | "role" | "disputed"> &
  Pick<IncidentData, "level" | "uncertaintyKm" | "longitude" | "latitude" | "sideCode">;

const LABEL_DECIMALS = 2; // about a kilometre: a place for a label, not for an incident

/** The rows of an incident's places that the filters let through. */
export function rowsOf(
  data: Told,
  text: IncidentText,
  placeNames: readonly string[],
  facts: Facts,
  title: string,
  wanted: (row: number) => boolean,
): PlacedRow[] {
  return text.places
    .filter(({ row }) => wanted(row))
    .map((place) => ({
      row: place.row,
      cells: cleaned({
        ...ofIncident(data, text, place.row),
        ...ofPlace(data, place, placeNames),
        line_version: facts.line_version,
        toll_convention: facts.convention,
        dataset: title,
        as_of: facts.as_of,
      }),
    }));
}

function ofIncident(data: Told, text: IncidentText, row: number): Part {
  const { columns, meta } = data;
  const type = meta.types[columns.type[row] as number];
  const flags = columns.flags[row] as number;
  const day = columns.day[row] as number;
  const dated = day !== NO_DAY;
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
    date_start: dated ? isoDay(day) : null,
    date_end: dated ? isoDay(day + (columns.days[row] as number)) : null,
    date_precision: dated ? data.datePrecision(row) : null,
    fatalities_low: text.killed[0],
    fatalities_high: text.killed[1],
    disputed: data.disputed(row),
    n_claims: columns.claims[row] as number,
    claims: text.claims.map(told).join(" | "),
    source: text.source,
    source_url: text.sourceUrl,
    report_titles: known(text.sources.map(({ title, publisher }) => title || publisher)),
    report_urls: known(text.sources.map(({ url }) => url)),
    licence: licencesOf(text),
  };
}

function ofPlace(data: Told, place: PlaceText, placeNames: readonly string[]): Part {
  const { columns, meta } = data;
  const { row } = place;
  const kind = columns.kind[row] as number;
  const [isPoint, isPlaced] = [kind === POINT, kind !== NONE];
  const at = (degrees: number, decimals: number): number => Number(degrees.toFixed(decimals));
  const [x, y] = [data.longitude(row), data.latitude(row)];
  const decimals = isPoint ? 5 : LABEL_DECIMALS;
  const unit = (number: number | undefined): string | null => meta.units[number ?? -1] ?? null;
  const footprint = columns.footprint[row] as number;
  return {
    is_primary: ((columns.flags[row] as number) & PRIMARY) !== 0,
    place_text: place.text,
    place: placeNames[columns.place[row] as number] ?? null,
    drawn_as: meta.kinds[kind] ?? null,
    located_to: isPlaced ? data.level(row) : null,
    admin1_pcode: unit(columns.admin1[row]),
    admin2_pcode: unit(columns.admin2[row]),
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
function cleaned(cells: Part): Row {
  const row = COLUMNS.map((name): [string, Cell] => {
    const cell = cells[name] ?? null;
    if (typeof cell !== "string") return [name, cell];
    const text = clean(cell);
    return [name, text === "" ? null : text];
  });
  return Object.fromEntries(row) as Row;
}
