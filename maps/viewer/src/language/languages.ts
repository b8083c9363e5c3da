/** The languages of the page, which of them it speaks, and how that writes numbers. */

// of each file only what is named comes into the script that draws first
import { language as en, thousands as enThousands } from "../../../languages/en.json";
import { language as fa, thousands as faThousands } from "../../../languages/fa.json";
import { language as ps, thousands as psThousands } from "../../../languages/ps.json";
import { language as ur, thousands as urThousands } from "../../../languages/ur.json";

/** In the order in which readers choose. */
const OWN = { en, ps, fa, ur } as const;
const THOUSANDS = { en: enThousands, ps: psThousands, fa: faThousands, ur: urThousands } as const;
export type Code = keyof typeof OWN;
export const CODES = Object.keys(OWN) as readonly Code[];

export interface Language {
  readonly code: Code;
  /** Its name in itself. */
  readonly name: string;
  /** What `lang` and `Intl` call it. */
  readonly tag: string;
  readonly dir: "ltr" | "rtl";
  /** The digits from nought, what stands between thousands, and before decimals, as CLDR has it. */
  readonly digits: string;
  readonly group: string;
  readonly decimal: string;
  /** Between parts of a line: a dot beside Arabic digits would be read as a zero. */
  readonly joint: string;
  /** The calendar that its readers look for first. */
  readonly calendar: "gregorian" | "solar";
}

export const LANGUAGES = Object.fromEntries(
  CODES.map((code) => [code, { code, ...OWN[code] }]),
) as Readonly<Record<Code, Language>>;

let current: Language = LANGUAGES.en;

export function language(): Language {
  return current;
}

/** Write numbers as another language does; `speak` of strings.ts changes the texts with it. */
export function setLanguage(code: Code): void {
  current = LANGUAGES[code];
}

export function isCode(text: string | null | undefined): text is Code {
  return (CODES as readonly (string | null | undefined)[]).includes(text);
}

/** Latin digits as the language writes them; by hand, since browsers do not all carry Pashto. */
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
  return digits(String(Math.round(value * 10) / 10).replace(".", current.decimal));
}

/** So many thousands, short. */
export function thousands(value: number): string {
  return THOUSANDS[current.code].replace("{n}", value < 10 ? decimal(value) : number(value));
}

// Letters that run the other way
const OTHER = { ltr: /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/, rtl: /\p{Script=Latin}/u } as const;

/** Keep a part that runs the other way from disordering the sentence it stands in. */
export function isolated(part: string): string {
  return OTHER[current.dir].test(part) ? `\u2068${part}\u2069` : part;
}
