/**
 * Every text of the page that is not data, in the language that the page speaks.
 *
 * The texts stand in `maps/languages/en.json`, `ps.json`, `fa.json` and `ur.json`, which Python reads
 * too. A new text goes into all four (a test says what is missing); one with something to fill in,
 * `{name}`, is listed in `FILLED` with its parts in the order of the call. A text that depends on a
 * number is `{"one": ..., "other": ...}`, and its part `n` is the number.
 */

import en from "../../languages/en.json";
import { isolated, language, number, pluralOf, setLanguage, type Code } from "./language.ts";

export const FILLED = {
  shownOf: ["from", "to", "all"],
  count: ["n", "written"],
  places: ["n"],
  andMore: ["name", "n"],
  countOf: ["n", "all"],
  filtersChosen: ["n"],
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
  towards: ["actor", "target"],
  apart: ["gap"],
  deniedBy: ["names"],
  rangeFrom: ["low", "high"],
  rangeOpen: ["low"],
  sources: ["n"],
  licence: ["name"],
  memberOf: ["forces"],
  legendLine: ["name", "status"],
  between: ["from", "to"],
  weekOf: ["date"],
  during: ["span"],
} as const;

type Message = string | Readonly<Record<string, string>>;
type Given<T extends readonly string[]> = { [I in keyof T]: string | number };
type Filled = {
  readonly [K in keyof typeof FILLED]: (...given: Given<(typeof FILLED)[K]>) => string;
};
/** Tables are looked into with codes of the data too. */
type Table<T> = T extends string | readonly string[] ? T : T & Readonly<Record<string, string>>;
type Plain = { readonly [K in Exclude<keyof typeof en, keyof typeof FILLED>]: Table<(typeof en)[K]> };
export type Texts = Plain & Filled;
export type Messages = typeof en;

const languages: Partial<Record<Code, Messages>> = { en };

/** The texts, always of the current language: read them when you write them. */
export const TEXTS = textsOf(en) as Texts;

/** Add a language's texts. */
export function learn(code: Code, messages: Messages): void {
  languages[code] = messages;
}

/** Speak a language from now on. */
export function speak(code: Code): void {
  setLanguage(code);
  Object.assign(TEXTS, textsOf(languages[code] ?? en));
}

/** Put values where a message has their names. */
export function fill(message: Message, values: Readonly<Record<string, string | number>>): string {
  let text: string;
  if (typeof message === "string") text = message;
  else text = message[pluralOf(Number(values["n"]))] ?? message["other"] ?? "";
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === "number" ? number(value) : isolated(value);
  });
}

function textsOf(messages: Messages): Record<string, unknown> {
  const texts: Record<string, unknown> = { ...en, ...messages };
  for (const [key, names] of Object.entries(FILLED) as [keyof typeof FILLED, readonly string[]][]) {
    const message = texts[key] as Message;
    texts[key] = (...given: (string | number)[]) =>
      fill(message, Object.fromEntries(names.map((name, i) => [name, given[i] ?? ""])));
  }
  return texts;
}

export { language };
