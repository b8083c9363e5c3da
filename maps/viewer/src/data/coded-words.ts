/** What rows say by their codes, in the words of all languages that a card shows, for searching. */

import { CODES, MESSAGES, type Code } from "../language/language.ts";
import type { Columns } from "./incidents-data.ts";
import type { Meta, Words } from "./incidents-meta.ts";
import { DISPUTED } from "./kinds.ts";
import { namesIn } from "./named.ts";
import type { Coded } from "./search.ts";
import { thingOf } from "./things.ts";

/** How many values the flags of a row may have. */
const FLAGS = 256;
type Table = Readonly<Record<string, string>>;

/** Names of places and of what holds them, each in all languages, as `Payload.everyName` gives them. */
export interface PlaceWords {
  readonly places: readonly string[];
  readonly units: readonly string[];
}

export function codedWords(meta: Meta, columns: Columns, { places, units }: PlaceWords): Coded[] {
  const { place, type, side, role, status, admin1, admin2, flags, things } = columns;
  const of = (codes: readonly string[], tables: (code: Code) => readonly Table[]): string[] => {
    const all = CODES.flatMap(tables);
    const readable = (code: string): string => code.replaceAll("_", " "); // as cards write what nobody names
    return codes.map((code) => all.flatMap((table) => (Object.hasOwn(table, code) ? table[code]! : [])).join("\n") || readable(code));
  };
  const own = (code: Code): Words["names"] | undefined => (meta.words?.[code] ?? meta).names;
  const types = of(meta.types.map(({ name }) => name), (code) => [MESSAGES[code].types]);
  const told = namesIn(meta.things);
  const parts = told.names.map(thingOf);
  const counted = [
    of(parts.map(({ metric }) => metric), (code) => [MESSAGES[code].metrics, MESSAGES[code].oneOf]),
    of(parts.map(({ victims }) => victims), (code) => [MESSAGES[code].victims, MESSAGES[code].oneVictim, own(code)?.victims ?? {}]),
    of(parts.map(({ unit }) => unit), (code) => [MESSAGES[code].units, MESSAGES[code].oneUnit]),
  ];
  const disputed = CODES.map((code) => MESSAGES[code].disputed).join("\n");
  return [
    { words: places, codes: place, isPlace: true },
    { words: units, codes: admin1, isPlace: true },
    { words: units, codes: admin2, isPlace: true },
    // "AF07" is a province and what lies in it; "07" is no code
    { words: meta.units, codes: admin1, fromStart: true, isPlace: true },
    { words: meta.units, codes: admin2, fromStart: true, isPlace: true },
    { words: types.map((words, code) => [meta.types[code]!.name, meta.types[code]!.event, words].join("\n")), codes: type },
    {
      words: of(meta.sides.map(({ code }) => code), (code) => [MESSAGES[code].sideNames, own(code)?.sides ?? {}]),
      codes: side,
    },
    // that a report is about it, or that somebody claims it, stands on no card
    { words: of(meta.roles.map((name) => (name === "current" ? "" : name)), (code) => [MESSAGES[code].roles]), codes: role },
    { words: of(meta.statuses.map((name) => (name === "claimed" ? "" : name)), (code) => [MESSAGES[code].statuses]), codes: status },
    { words: parts.map((_, i) => counted.map((words) => words[i]).join("\n")), of: told.of, codes: things },
    { words: Array.from({ length: FLAGS }, (_, code) => ((code & DISPUTED) === 0 ? "" : disputed)), codes: flags },
  ];
}
