/**
 * What is said of the incidents that the filters let through, one row a claim, for tables by place.
 *
 * A figure of an incident at several places is one row with all of them, and says so: given to each of
 * them it would be summed. The columns of a claim are those of `claims.csv`.
 */

import type { Claim, IncidentText, Report } from "../data/incidents-chunk.ts";
import { POINT } from "../data/incidents-data.ts";
import { licencesOf } from "../data/licences.ts";
import { cleaned, ofDates, type Cell, type Taken } from "./download-rows.ts";

export const CLAIM_COLUMNS = [
  "incident_id", "date_start", "date_end", "date_precision", "sub_event_type", "role", "disputed", "admin1", "admin1_pcode",
  "admin2", "admin2_pcode", "place", "latitude", "longitude", "where_prec", "n_places", "note", "victim_group", "metric", "unit",
  "count_min", "count_max", "is_exact", "is_subset", "claimant", "claimant_side", "stance", "quote", "report_title", "publisher",
  "published", "url", "licence", "dataset", "as_of",
] as const;
type ClaimRow = Readonly<Record<(typeof CLAIM_COLUMNS)[number], Cell>>;

/** The claims of an incident; all its places count, those too that filters leave out. */
export function claimRowsOf(taken: Taken, text: IncidentText): ClaimRow[] {
  const incident = { ...ofIncident(taken, text), dataset: taken.title, as_of: taken.facts.as_of };
  return text.claims.map((claim) => cleaned(CLAIM_COLUMNS, { ...incident, ...ofClaim(claim, text) }));
}

function ofIncident({ data, names, where }: Taken, text: IncidentText): Partial<ClaimRow> {
  const { columns, meta } = data;
  const rows = text.places.map(({ row }) => row);
  const [first = -1] = rows;
  const each = (codes: ArrayLike<number>, told: readonly string[]): string =>
    [...new Set(rows.map((row) => codes[row] as number))].map((code) => told[code] ?? "").filter((name) => name !== "").join("; ");
  const role = data.role(first);
  const isPoint = rows.length === 1 && columns.kind[first] === POINT;
  const notes = [
    rows.length > 1 ? `figure covers ${String(rows.length)} places` : "",
    role === "aggregate" ? "figure covers several incidents" : "",
  ];
  return {
    incident_id: text.id,
    ...ofDates(data, first),
    sub_event_type: meta.types[columns.type[first] as number]?.name ?? null,
    role,
    disputed: data.disputed(first),
    admin1: each(columns.admin1, names.units),
    admin1_pcode: each(columns.admin1, meta.units),
    admin2: each(columns.admin2, names.units),
    admin2_pcode: each(columns.admin2, meta.units),
    place: each(columns.place, names.places),
    latitude: isPoint ? Number(where.latitude(first).toFixed(5)) : null,
    longitude: isPoint ? Number(where.longitude(first).toFixed(5)) : null,
    // of several the one that is known least
    where_prec: Math.max(...rows.map((row) => columns.prec[row] as number)) || null,
    n_places: rows.length,
    note: notes.filter((note) => note !== "").join("; "),
    licence: licencesOf(text),
  };
}

function ofClaim(claim: Claim, text: IncidentText): Partial<ClaimRow> {
  const report: Partial<Report> = text.sources[claim.report] ?? { publisher: text.source, url: text.sourceUrl };
  return {
    victim_group: claim.victims,
    metric: claim.metric,
    unit: claim.unit,
    count_min: claim.min,
    count_max: claim.max,
    is_exact: claim.exact,
    is_subset: claim.subset,
    claimant: claim.claimant,
    claimant_side: claim.side,
    stance: claim.denies ? "denies" : "asserts",
    quote: claim.quote,
    report_title: report.title ?? null,
    publisher: report.publisher ?? null,
    published: report.published ?? null,
    url: report.url ?? null,
  };
}
