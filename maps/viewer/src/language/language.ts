/** The texts of all languages, and what depends on the one that the page speaks. */

import en from "../../../languages/en.json";
import fa from "../../../languages/fa.json";
import ps from "../../../languages/ps.json";
import ur from "../../../languages/ur.json";
import { language } from "./languages.ts";

export * from "./languages.ts";

export const MESSAGES = { en, ps, fa, ur } as const;

const plurals = new Map<string, Intl.PluralRules>();

export function pluralOf(count: number): Intl.LDMLPluralRule {
  const { tag } = language();
  let rules = plurals.get(tag);
  if (rules === undefined) plurals.set(tag, (rules = new Intl.PluralRules(tag)));
  return rules.select(count);
}
