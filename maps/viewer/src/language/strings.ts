/**
 * Every text of the page that is not data, in the language that the page speaks.
 *
 * The texts stand in `maps/languages/en.json`, `ps.json`, `fa.json` and `ur.json`, which Python reads
 * too. A new text goes into all four (a test says what is missing); one with something to fill in,
 * `{name}`, is listed in `FILLED` with its parts in the order of the call. A text that depends on a
 * number is `{"one": ..., "other": ...}`, and its part `n` is the number.
 */

import { isolated, MESSAGES, number, pluralOf, setLanguage, type Code } from "./language.ts";

const { en } = MESSAGES;

export const FILLED = {
  shownOf: ["from", "to", "all"],
  count: ["n", "written"],
  places: ["n"],
  andMore: ["name", "n"],
  countOf: ["n", "all"],
  alsoDenied: ["figures"],
  overSeveral: ["figures"],
  filtersChosen: ["n"],
  moreChoices: ["n"],
  takeOff: ["name"],
  inArea: ["name"],
  onlyIn: ["name"],
  knownTo: ["name"],
  locatedTo: ["what"],
  locatedNear: ["what"],
  stretchOf: ["km"],
  kmRange: ["from", "to"],
  within: ["km"],
  wherePrec: ["n"],
  autoUnit: ["unit"],
  brushed: ["what", "count"],
  kmOf: ["km"],
  kmSpan: ["from", "to"],
  offLine: ["at", "km"],
  areaMeets: ["span"],
  axisPlace: ["km", "name"],
  timeline: ["unit"],
  share: ["n"],
  noteSpread: ["count"],
  noteUndated: ["count"],
  noteWithout: ["count"],
  noteFar: ["km"],
  weekFrom: ["date"],
  tableCut: ["n"],
  cellsNote: ["newest", "date", "older", "step"],
  cellsTable: ["file"],
  cellsLeft: ["older", "what"],
  cellsFigures: ["newest"],
  cellsHere: ["older", "when"],
  cellsListed: ["n"],
  cellsAround: ["name"],
  noteFolded: ["step"],
  claimedBy: ["what", "name"],
  noFigureBy: ["name"],
  hexagonLeft: ["count", "all"],
  hexagonTold: ["n"],
  notShaded: ["list"],
  unshaded: ["count", "why"],
  unitTold: ["name", "what"],
  unitClaimed: ["name", "figure", "what", "count"],
  apart: ["gap"],
  deniedBy: ["names"],
  rangeFrom: ["low", "high"],
  rangeOpen: ["low"],
  statements: ["n", "written"],
  saidNewest: ["n"],
  sources: ["n"],
  licence: ["name"],
  memberOf: ["forces"],
  legendLine: ["name", "status"],
  between: ["from", "to"],
  weekOf: ["date"],
  during: ["span"],
  metres: ["n"],
  kilometresShort: ["n"],
  kmMark: ["km"],
  lineAt: ["line", "at"],
  creditsMore: ["first", "n"],
  countedWho: ["who", "done"],
  countedOf: ["done", "who"],
  date: ["day", "month", "year"],
  dayMonth: ["day", "month"],
  monthYear: ["month", "year"],
  daySpan: ["from", "to", "month", "year"],
  bothDates: ["first", "second"],
  atLeast: ["n"],
  atMost: ["n"],
  roughly: ["n"],
  figureRange: ["low", "high"],
  takeCount: ["n", "written"],
  takeProgress: ["done", "all"],
  takeDone: ["name"],
  embedHint: ["name"],
  citeIncident: ["what", "place", "when", "id"],
  citeSources: ["names"],
  citeDataset: ["title", "date", "version"],
  asOf: ["date"],
  biasQuiet: ["n", "written", "all"],
  biasOther: ["n", "written"],
  delayDays: ["n", "written"],
  delayOver: ["n"],
} as const;

/** A text, or one for each plural form. */
export type Message = string | Readonly<Record<string, string>>;
type Given<T extends readonly string[]> = { [I in keyof T]: string | number };
type Filled = {
  readonly [K in keyof typeof FILLED]: (...given: Given<(typeof FILLED)[K]>) => string;
};
type Messages = typeof en;
/** What others read: languages.ts, Python for prints and the page's own elements (`page-words.ts`), reasons.ts, date-words.ts. */
const APART = ["language", "thousands", "page", "print", "reasons", "dates"] as const;
type Apart = (typeof APART)[number];
/** Tables are looked into with codes of the data too. */
type Table<T> = T extends string | readonly string[] ? T : T & Readonly<Record<string, string>>;
type Plain = {
  readonly [K in Exclude<keyof Messages, keyof typeof FILLED | Apart>]: Table<Messages[K]>;
};
export type Texts = Plain & Filled;

/** The texts, always of the current language: read them when you write them. */
export const TEXTS = textsOf("en") as unknown as Texts;

/** Speak a language from now on. */
export function speak(code: Code): void {
  setLanguage(code);
  Object.assign(TEXTS, textsOf(code));
}

/** Put values where a message has their names. */
export function fill(message: Message, values: Readonly<Record<string, string | number>>): string {
  const text =
    typeof message === "string"
      ? message
      : (message[pluralOf(Number(values["n"]))] ?? message["other"] ?? "");
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) return whole;
    return typeof value === "number" ? number(value) : isolated(value);
  });
}

function textsOf(code: Code): Record<string, unknown> {
  // where a language lacks a text, English stands in; a test says so
  const texts: Record<string, unknown> = { ...en, ...MESSAGES[code] };
  for (const one of APART) delete texts[one];
  for (const [key, names] of Object.entries(FILLED)) {
    const message = texts[key] as Message;
    texts[key] = (...given: (string | number)[]): string =>
      fill(message, Object.fromEntries(names.map((name, i) => [name, given[i] ?? ""])));
  }
  return texts;
}
