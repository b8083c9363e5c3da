/** The texts of a chunk of incidents as `maps/texts.py` writes them, and of one incident of it. */

import type { Names, Reason } from "./reasons.ts";

export interface Claim {
  readonly claimant: string;
  readonly side: string;
  readonly metric: string;
  readonly victims: string;
  readonly min: number | null;
  readonly max: number | null;
  readonly exact: boolean;
  readonly denies: boolean;
  readonly subset: boolean;
  readonly unit: string;
  readonly quote: string;
  /** Place of the report in the incident's sources, -1 if none. */
  readonly report: number;
}

export interface Report {
  readonly title: string;
  readonly publisher: string;
  readonly url: string;
  readonly published: string;
  readonly licence: string;
}

export interface PlaceText {
  readonly row: number;
  readonly text: string;
  readonly why: Reason;
  readonly basis: string;
  readonly fromKm: number | null;
  readonly toKm: number | null;
}

export interface IncidentText {
  readonly id: string;
  readonly summary: string;
  readonly actor1: string;
  readonly actor2: string;
  readonly source: string;
  readonly sourceUrl: string;
  readonly licence: string;
  /** The lowest and the highest number of dead that anyone claims. */
  readonly killed: readonly [low: number | null, high: number | null];
  readonly claims: readonly Claim[];
  readonly sources: readonly Report[];
  readonly places: readonly PlaceText[];
  /** For the reasons of its places. */
  readonly names: Names;
}

type Texts = readonly string[];
type Numbers = readonly number[];
type Bounds = readonly (number | null)[];

const GROUP = "\x1e";
/** What parts the texts of a group. */
export const TEXT = "\x1f";

/** Texts that repeat: each once, and which of them a row has. */
interface Repeated<T = string> {
  readonly of: readonly T[];
  readonly at: Numbers;
}

export interface Chunk {
  readonly source_url: Texts;
  readonly killed_low?: Bounds;
  readonly killed_high?: Bounds;
  /** Reports of all incidents one after the other, and where those of each end. */
  readonly sources: Numbers;
  readonly source_ends: Numbers;
  readonly claims: {
    readonly of: Numbers;
    readonly claimant_side: Repeated;
    readonly metric: Repeated;
    readonly victim_group: Repeated;
    readonly unit: Repeated;
    readonly min: Bounds;
    readonly max: Bounds;
    readonly exact: Numbers;
    readonly subset: Numbers;
    readonly denies: Numbers;
    readonly report: Numbers;
  };
  readonly places: {
    readonly why: Repeated<Reason>;
    readonly basis: Repeated;
    readonly from_km: Bounds;
    readonly to_km: Bounds;
  };
  readonly reports: {
    readonly title: Texts;
    readonly publisher: Texts;
    readonly url: Texts;
    readonly published: Texts;
    readonly licence: Texts;
  };
}

/**
 * The texts of one incident.
 *
 * @param words of the incident, as `Tokens` gives them
 * @param at number of the incident in its chunk
 * @param rows of the incident
 * @param base the first row of the chunk
 */
export function pick(
  chunk: Chunk,
  words: string,
  at: number,
  rows: readonly number[],
  base: number,
  names: Names = {},
): IncidentText {
  const source = chunk.sources.slice(at === 0 ? 0 : chunk.source_ends[at - 1], chunk.source_ends[at]);
  const [own = [], said = [], named = []] = words.split(GROUP).map((group) => group.split(TEXT));
  const [id = "", summary = "", actor1 = "", actor2 = "", from = "", licence = ""] = own;
  const claims: Claim[] = [];
  const reports = [...source];
  const { claims: told, reports: papers, places } = chunk;
  const firstClaim = lowerBound(told.of, at);
  for (let i = firstClaim; told.of[i] === at; i++) {
    const report = told.report[i] as number;
    if (report >= 0 && !reports.includes(report)) reports.push(report);
    claims.push({
      claimant: said[2 * (i - firstClaim)] ?? "",
      side: repeated(told.claimant_side, i),
      metric: repeated(told.metric, i),
      victims: repeated(told.victim_group, i),
      unit: repeated(told.unit, i),
      quote: said[2 * (i - firstClaim) + 1] ?? "",
      min: told.min[i] ?? null,
      max: told.max[i] ?? null,
      exact: told.exact[i] === 1,
      subset: told.subset[i] === 1,
      denies: told.denies[i] === 1,
      report: report < 0 ? -1 : reports.indexOf(report),
    });
  }
  return {
    id,
    summary,
    actor1,
    actor2,
    source: from,
    sourceUrl: chunk.source_url[at] as string,
    licence,
    killed: [chunk.killed_low?.[at] ?? null, chunk.killed_high?.[at] ?? null],
    claims,
    sources: reports.map((i) => ({
      title: papers.title[i] as string,
      publisher: papers.publisher[i] as string,
      url: papers.url[i] as string,
      published: papers.published[i] as string,
      licence: papers.licence[i] as string,
    })),
    places: rows.map((row, i) => ({
      row,
      text: named[i] ?? "",
      why: repeated(places.why, row - base),
      basis: repeated(places.basis, row - base),
      fromKm: places.from_km[row - base] ?? null,
      toKm: places.to_km[row - base] ?? null,
    })),
    names,
  };
}

function repeated<T>({ of, at }: Repeated<T>, row: number): T {
  return of[at[row] as number] as T;
}

/** First place in ascending `values` that holds `wanted` or more. */
export function lowerBound(values: Numbers, wanted: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
