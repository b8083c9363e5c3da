/** The reason of a place: sent as codes and parts by `maps/reasons.py`, said in the page's language. */

import { digits, isolated, language, MESSAGES } from "../language/language.ts";
import { TEXTS } from "../language/strings.ts";

/** A template's code, or a list of its code and its parts in the order of the English words. */
export type Told = string | readonly Told[];
/** The parts of a reason; a sentence that no template makes is a text, as its table has it. */
export type Reason = string | readonly Told[];

/** Names in the page's language by the pack's, of the places that reasons speak of. */
export type Names = Readonly<Record<string, string>>;

type Templates = Readonly<Record<string, Readonly<Record<string, string>>>>;
/** Write a part that is no template: a name, a word of the report, a figure. */
type Write = (part: string, text: string) => string;

const PART = /\{(\w+)\}/g;
const ENGLISH: Templates = MESSAGES.en.reasons;

/** The sentence that tables hold. */
export function sentence(reason: Reason): string {
  return said(reason, ENGLISH, (_, text) => text);
}

/**
 * The reason in the page's language.
 *
 * @param names of places in that language
 */
export function inWords(reason: Reason, names: Names): string {
  const named = (name: string): string => isolated(Object.hasOwn(names, name) ? (names[name] as string) : name);
  const list = (text: string): string =>
    Object.hasOwn(names, text) ? named(text) : text.split(/, | and /).map(named).join(TEXTS.list);
  return said(reason, MESSAGES[language().code].reasons, (part, text) => {
    if (part === "km") return digits(text);
    return part === "names" ? list(text) : named(text);
  });
}

function said(reason: Reason, templates: Templates, write: Write): string {
  if (typeof reason === "string") return reason;
  const [first = "", ...others] = reason;
  const parts = [one("whole", first, templates, write), ...others.map((part) => one("further", part, templates, write))];
  return parts.join(templates["joins"]?.["further"]);
}

function one(table: string, told: Told, templates: Templates, write: Write): string {
  const [code, ...parts] = typeof told === "string" ? [told] : told;
  const names = [...(ENGLISH[table]?.[code as string] ?? "").matchAll(PART)].map(([, name]) => name);
  return (templates[table]?.[code as string] ?? "").replace(PART, (_, name: string) => {
    const part = parts[names.indexOf(name)] ?? "";
    if (!Object.hasOwn(ENGLISH, name)) return write(name, part as string);
    const between = templates["joins"]?.[name];
    if (between === undefined) return one(name, part, templates, write);
    return (part as readonly Told[]).map((each) => one(name, each, templates, write)).join(between);
  });
}
