/** What a page says of all its incidents: lists that columns are codes of, and the words of the pack. */

import { language } from "../language/language.ts";
import { TEXTS } from "../language/strings.ts";

export interface Words {
  readonly names: {
    readonly sides: Readonly<Record<string, string>>;
    readonly claimants: Readonly<Record<string, string>>;
    readonly victims: Readonly<Record<string, string>>;
  };
  readonly line: { readonly name: string; readonly status: string };
}

/**
 * Older incidents of a large page, put together as `maps/cells.py` does. A cell is an incident past
 * the others, without texts, that stands for many: its weight says for how many.
 */
export interface Cells {
  readonly count: number;
  readonly rows: number;
  /** Incidents in all cells. */
  readonly incidents: number;
  /** Pixels of the world's width at which the hexagons of density are as large as cells. */
  readonly scale: number;
  readonly step: "month" | "year";
  readonly places: "all" | "first";
  /** The filters that cells can answer. */
  readonly facets: readonly string[];
  /** The file beside the page that has every row; "" where there is none. */
  readonly table: string;
}

export interface Meta {
  readonly rows: number;
  /** Incidents that are held one by one. */
  readonly incidents: number;
  /** Only where there are more incidents than these. */
  readonly cells?: Cells;
  readonly chunk: number;
  readonly types: readonly { name: string; event: string; shape: string }[];
  /** Texts of sources by code; several sources stand in one text. */
  readonly sources: readonly string[];
  readonly licences: readonly string[];
  /** Sets of what is claimed of incidents, by code: see `things.ts`. */
  readonly things: readonly string[];
  /** P-codes of the provinces and districts that some place lies in. */
  readonly units: readonly string[];
  readonly sides: readonly { code: string; colour: string }[];
  /** The pack's words for its codes, in the page's language. */
  names: Words["names"];
  readonly several: string;
  /** The line's name in the page's language, and the pack's code of its status. */
  line: Words["line"];
  /** The pack's words by language. */
  readonly words?: Readonly<Partial<Record<string, Words>>>;
  /** Who made a list that places rest on, by how its addresses begin. */
  readonly published?: Readonly<Record<string, string>>;
  readonly line_sides: readonly [string, string];
  readonly claimant_sides: readonly string[];
  readonly kinds: readonly string[];
  readonly roles: readonly string[];
  readonly statuses: readonly string[];
  readonly date_precisions: readonly string[];
  readonly levels: readonly string[];
  readonly footprints: { readonly ids: readonly string[]; readonly kinds: readonly string[] };
}

/** The type of a code; of an incident whose type no source names, what it is in any case. */
export function typeOf({ types }: Pick<Meta, "types">, code: number): { name: string; shape: string } {
  const type = types[code];
  return type === undefined
    ? { name: TEXTS.untyped, shape: "hexagon" }
    : { name: TEXTS.types[type.name] ?? type.name, shape: type.shape };
}

/** Put the pack's words in the page's language where they are looked for. */
export function speakWords(meta: Meta): void {
  const own = meta.words?.[language().code];
  if (own !== undefined) Object.assign(meta, own);
}
