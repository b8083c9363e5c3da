/** What the page says of its data as a whole, as `maps/facts.py` writes it. */

import { language } from "../language/language.ts";
import type { Payload } from "./payload.ts";

type ByLanguage = Readonly<Record<string, string>>;

export interface Reporting {
  /** Side and number of claims. */
  readonly claimants: readonly (readonly [string, number])[];
  /** Code, "" where none is told, and number of reports. */
  readonly languages: readonly (readonly [string, number])[];
  /** Last day of each span of delays. */
  readonly delay_days: readonly number[];
  /** Pairs of an incident and a report of it, by span; the last has no end. */
  readonly delays: readonly number[];
  readonly undated: number;
  /** Code and names of the districts that the line touches, in its order. */
  readonly districts: readonly (readonly [string, ByLanguage])[];
}

export interface Facts {
  /** Last day that the data tells of, ISO 8601, or "". */
  readonly as_of: string;
  readonly line_version: string;
  readonly convention: string;
  readonly note: ByLanguage;
  readonly attributions: readonly string[];
  readonly reporting: Reporting;
}

export function readFacts(payload: Payload): Promise<Facts> {
  return payload.json<Facts>("incidents/facts");
}

/** The data set's name: what the page is called. */
export function titleOfPage(): string {
  const title = document.querySelector(".bm-head h1")?.textContent ?? document.title;
  return title.trim();
}

/** What the data is worth: it goes with every picture. */
export function noticeOfPage(): string {
  return document.querySelector(".bm-notice")?.textContent?.trim() ?? "";
}

export function noteOf({ note }: Facts): string {
  return note[language().code] ?? note["en"] ?? "";
}
