/** What the reader has filtered, in the words of a link. */

import { FACETS, isEmpty, NO_CHOICES, type Choices, type Range } from "./filters.ts";

export interface State {
  readonly choices: Choices;
  readonly query: string;
  /** First and last day, days since 1970. */
  readonly time: Range | null;
  /** Kilometres along the line. */
  readonly km: Range | null;
  /** P-code of a province or district; null where none is chosen. */
  readonly area: string | null;
}

export const NO_STATE: State = { choices: NO_CHOICES, query: "", time: null, km: null, area: null };

export function isPlain({ choices, query, time, km, area }: State): boolean {
  return isEmpty(choices) && query.trim() === "" && time === null && km === null && area === null;
}

/** The words that stand in a link for each facet's codes. */
export type Vocabulary = Readonly<Record<(typeof FACETS)[number], readonly string[]>>;

/** Words with the empty one at the code of what is not told. */
export function withNone(words: readonly string[], code: number): readonly string[] {
  const all = [...words];
  all[code] = "";
  return all;
}

const DAY_MS = 86_400_000;
const SPAN = /^(-?\d{1,6}-\d\d-\d\d)\.\.(-?\d{1,6}-\d\d-\d\d)$/;
const KILOMETRES = /^(\d{1,6}(?:\.\d+)?)\.\.(\d{1,6}(?:\.\d+)?)$/;
const CODE = /^[\w/:.-]{1,64}$/;

/** A day as ISO 8601 has it. */
export function isoDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, -14);
}

export function writeLink({ choices, query, time, km, area }: State, words: Vocabulary): string {
  const link = new URLSearchParams();
  if (query.trim() !== "") link.set("q", query.trim());
  for (const facet of FACETS) {
    for (const code of [...choices[facet]].sort((a, b) => a - b)) {
      const word = words[facet][code];
      if (word !== undefined) link.append(facet, word);
    }
  }
  if (time !== null) link.set("time", `${isoDay(time[0])}..${isoDay(time[1])}`);
  if (km !== null) link.set("km", km.map((value) => String(Math.round(value))).join(".."));
  if (area !== null) link.set("area", area);
  return link.toString();
}

/** Reads a link; what this page does not know is left out. */
export function readLink(link: URLSearchParams, words: Vocabulary): State {
  const chosen = FACETS.map((facet): [string, Set<number>] => {
    const codes = link.getAll(facet).map((word) => words[facet].indexOf(word));
    return [facet, new Set(codes.filter((code) => code >= 0))];
  });
  const area = link.get("area");
  return {
    choices: Object.fromEntries(chosen) as unknown as Choices,
    query: link.get("q") ?? "",
    time: readTime(link.get("time")),
    km: readKm(link.get("km")),
    area: area !== null && CODE.test(area) ? area : null,
  };
}

/** A span of days as `2026-02-12..2026-03-03`; null for anything else. */
export function readTime(text: string | null): Range | null {
  const [, from, to] = SPAN.exec(text ?? "") ?? [];
  return ordered([from, to].map((day) => Math.round(Date.parse(`${day ?? ""}T00:00:00Z`) / DAY_MS)));
}

function readKm(text: string | null): Range | null {
  const [, from, to] = KILOMETRES.exec(text ?? "") ?? [];
  return ordered([from, to].map((km) => Number(km ?? NaN)));
}

function ordered([from = NaN, to = NaN]: number[]): Range | null {
  return from <= to ? [from, to] : null;
}
