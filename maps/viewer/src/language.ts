/** The languages of the page, which of them it speaks, and how that writes numbers. */

export const CODES = ["en", "ps", "fa", "ur"] as const;
export type Code = (typeof CODES)[number];

export interface Language {
  readonly code: Code;
  /** Its name in itself. */
  readonly name: string;
  /** What `lang` and `Intl` call it. */
  readonly tag: string;
  readonly dir: "ltr" | "rtl";
  /** The digits from nought, what stands between thousands, and before decimals. */
  readonly digits: string;
  readonly group: string;
  readonly decimal: string;
  /** Whether the Solar Hijri date is the first that its readers look for. */
  readonly solarFirst: boolean;
}

const LATIN = { digits: "0123456789", group: ",", decimal: "." } as const;
// digits and separators are CLDR's for ps, fa-AF and ur; browsers do not all carry Pashto
const EASTERN = { digits: "۰۱۲۳۴۵۶۷۸۹", group: "٬", decimal: "٫" } as const;

export const LANGUAGES: Readonly<Record<Code, Language>> = {
  en: { code: "en", name: "English", tag: "en", dir: "ltr", solarFirst: false, ...LATIN },
  ps: { code: "ps", name: "پښتو", tag: "ps", dir: "rtl", solarFirst: true, ...EASTERN },
  fa: { code: "fa", name: "دری", tag: "fa-AF", dir: "rtl", solarFirst: true, ...EASTERN },
  ur: { code: "ur", name: "اردو", tag: "ur", dir: "rtl", solarFirst: false, ...LATIN },
};

let current: Language = LANGUAGES.en;
let plurals = new Intl.PluralRules(current.tag);

export function language(): Language {
  return current;
}

/** Speak another language from now on; `strings.ts` changes the texts with it. */
export function setLanguage(code: Code): void {
  current = LANGUAGES[code];
  plurals = new Intl.PluralRules(current.tag);
}

export function isCode(text: string | null | undefined): text is Code {
  return (CODES as readonly (string | null | undefined)[]).includes(text);
}

export function pluralOf(count: number): Intl.LDMLPluralRule {
  return plurals.select(count);
}

/** Latin digits as the language writes them. */
export function digits(text: string): string {
  const own = current.digits;
  return own.startsWith("0") ? text : text.replace(/\d/g, (digit) => own[Number(digit)] as string);
}

/** A whole number with a separator between thousands. */
export function number(value: number): string {
  return digits(String(Math.round(value)).replace(/\B(?=(\d{3})+(?!\d))/g, current.group));
}

/** A number with at most one decimal. */
export function decimal(value: number): string {
  return digits(String(Math.round(value * 10) / 10)).replace(".", current.decimal);
}

const STRONG = { ltr: /[\u0590-\u08ff\ufb1d-\ufeff]/, rtl: /\p{Script=Latin}/u } as const;

/** Keep a part that runs the other way from disordering the sentence it stands in. */
export function isolated(part: string): string {
  return STRONG[current.dir].test(part) ? `\u2068${part}\u2069` : part;
}
