/** Who reports and who does not, as small tables with bars: quiet on the map is not peace. */

import type { Reporting } from "../data/facts.ts";
import { NONE, type IncidentData } from "../data/incidents-data.ts";
import { claimantName, number } from "../data/incidents-text.ts";
import { namesIn } from "../data/named.ts";
import { LANGUAGES, language, isCode } from "../language/language.ts";
import { TEXTS } from "../language/strings.ts";
import { el } from "../page/incidents-dom.ts";

const SHOWN = 10; // outlets by name
const REST = 200; // milliseconds without another filter

/** `rest`: it stands for many, and a bar beside those of one each would mislead. */
type Line = readonly [name: string, count: number, rest?: boolean];
type Shown = Pick<IncidentData, "columns" | "firstRow" | "meta" | "shown">;

export class Bias {
  private readonly outlets = el("div", {});
  private readonly quiet = el("div", {});
  private readonly details: HTMLDetailsElement | null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param place where the page has room for it */
  constructor(
    private readonly place: Element,
    private readonly data: Shown,
    private readonly reporting: Reporting,
  ) {
    const { meta } = data;
    const { claimants, languages, delays } = reporting;
    const sides = claimants.map(([side, claims]): Line => [claimantName(side, meta.names.claimants), claims]);
    const spoken = languages.map(([code, count]): Line => [languageName(code), count]);
    const unknown: Line[] = reporting.undated > 0 ? [[TEXTS.notKnown, reporting.undated]] : [];
    const delayed = delays.map((count, i): Line => [delayName(reporting.delay_days, i), count]);
    place.replaceChildren(
      el("h2", {}, TEXTS.biasTitle),
      el("p", {}, TEXTS.biasIntro),
      this.quiet,
      this.outlets,
      table(TEXTS.biasClaimants, TEXTS.biasWhole, sides),
      table(TEXTS.biasLanguages, TEXTS.biasWhole, spoken),
      table(TEXTS.biasDelays, TEXTS.biasWhole, [...delayed, ...unknown]),
    );
    this.details = place.closest("details");
    // what nobody sees is not counted
    this.details?.addEventListener("toggle", this.count);
    this.count();
  }

  /** Other incidents are let through. */
  update(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.count, REST);
  }

  remove(): void {
    clearTimeout(this.timer);
    this.details?.removeEventListener("toggle", this.count);
    this.place.replaceChildren();
  }

  private readonly count = (): void => {
    if (this.details?.open === false) return;
    const scope = this.data.meta.cells === undefined ? "" : `${TEXTS.list}${TEXTS.cellsNewest}`;
    this.outlets.replaceChildren(table(TEXTS.biasOutlets, TEXTS.biasFiltered + scope, outletsOf(this.data)));
    this.quiet.replaceChildren(...this.quietPart());
  };

  private quietPart(): HTMLElement[] {
    const { districts } = this.reporting;
    if (districts.length === 0) return [];
    const quiet = quietDistricts(this.data, districts.map(([code]) => code));
    const names = districts
      .filter(([code]) => quiet.has(code))
      .map(([code, said]) => said[language().code] ?? said["en"] ?? code);
    const told = TEXTS.biasQuiet(names.length, number(names.length), number(districts.length));
    return [
      el("h3", {}, TEXTS.biasQuietTitle, " ", el("span", {}, TEXTS.biasFiltered)),
      el("p", {}, told, " ", ...names.flatMap((name, i) => [i === 0 ? "" : TEXTS.list, el("bdi", {}, name)])),
      el("p", { class: "bm-note" }, TEXTS.biasQuietNote),
    ];
  }
}

/** Shown incidents by outlet, the most first, and what is left of them. */
export function outletsOf({ columns, firstRow, meta, shown }: Shown): Line[] {
  const { names, of } = namesIn(meta.sources);
  const counts = new Map<string, number>();
  for (let incident = 0; incident < meta.incidents; incident++) {
    const [first, end] = [firstRow[incident] as number, firstRow[incident + 1] as number];
    if (!shown.subarray(first, end).includes(1)) continue;
    for (const code of of[columns.source[first] as number] ?? []) {
      const name = names[code] as string;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  const ordered = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const rest = ordered.slice(SHOWN);
  const first = ordered.slice(0, SHOWN).map(([name, count]): Line => [name === "" ? TEXTS.notNamed : name, count]);
  const others = rest.reduce((sum, [, count]) => sum + count, 0);
  return rest.length === 0 ? first : [...first, [TEXTS.biasOther(rest.length, number(rest.length)), others, true]];
}

/** Of some districts those in which no shown place lies. */
export function quietDistricts({ columns, meta, shown }: Shown, codes: readonly string[]): Set<string> {
  const seen = new Uint8Array(meta.units.length);
  const { admin2, kind } = columns;
  for (let row = 0; row < shown.length; row++) {
    const unit = admin2[row] as number;
    if (shown[row] === 1 && kind[row] !== NONE && unit < seen.length) seen[unit] = 1;
  }
  const numbers = new Map(meta.units.map((code, i) => [code, i]));
  return new Set(codes.filter((code) => seen[numbers.get(code) ?? -1] !== 1));
}

function delayName(days: readonly number[], at: number): string {
  const last = days[at];
  if (last === undefined) return TEXTS.delayOver(number(days.at(-1) ?? 0));
  if (last === 0) return TEXTS.delaySame;
  const first = (days[at - 1] ?? -1) + 1;
  const written = first === last ? number(last) : TEXTS.figureRange(number(first), number(last));
  return TEXTS.delayDays(last, written);
}

function languageName(code: string): string {
  if (code === "") return TEXTS.notKnown;
  return isCode(code) ? LANGUAGES[code].name : code;
}

/** Counts with a bar each; the bar says no more than the number. */
function table(title: string, scope: string, lines: readonly Line[]): HTMLElement {
  const most = Math.max(1, ...lines.map(([, count, rest]) => (rest === true ? 0 : count)));
  const rows = lines.map(([name, count, rest]) => {
    const bar = el("span", { class: "bm-bias-bar" });
    bar.style.inlineSize = rest === true ? "0" : `${((100 * count) / most).toFixed(1)}%`;
    const track = el("span", { class: "bm-bias-track", "aria-hidden": "true" }, bar);
    return el(
      "tr",
      {},
      el("th", { scope: "row", dir: "auto" }, name),
      el("td", {}, track, number(count)),
    );
  });
  if (rows.length === 0) rows.push(el("tr", {}, el("th", { scope: "row" }, TEXTS.notKnown), el("td", {}, number(0))));
  return el(
    "table",
    { class: "bm-bias" },
    el("caption", {}, title, " ", el("span", {}, scope)),
    el("tbody", {}, ...rows),
  );
}
