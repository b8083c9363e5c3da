/** What a page with cells says of them: what is held one by one, and what a filter cannot answer. */

import type { IncidentData } from "../data/incidents-data.ts";
import type { Cells } from "../data/incidents-meta.ts";
import { dateOf, NO_DAY, number } from "../data/incidents-text.ts";
import type { Windows } from "../data/windows.ts";
import { monthEnd, monthStart, yearEnd, yearStart } from "../language/calendar.ts";
import { TEXTS } from "../language/strings.ts";
import { el } from "../page/incidents-dom.ts";
import { FACETS, type Facet } from "./filters.ts";
import type { State } from "./link-state.ts";

type Held = Pick<IncidentData, "meta" | "columns">;

/** How many are only counted. */
function olderOf({ incidents }: Cells): string {
  return TEXTS.count(incidents, number(incidents));
}

/** The filters that know of the newest incidents only. */
export function newestOnly(cells: Cells | undefined): ReadonlySet<Facet> {
  return new Set(cells === undefined ? [] : FACETS.filter((facet) => !cells.facets.includes(facet)));
}

/** The note that stands over the list; null where all incidents are held one by one. */
export function cellsNote({ meta, columns }: Held): HTMLElement | null {
  const { cells, incidents } = meta;
  if (cells === undefined) return null;
  const day = columns.day[0] ?? NO_DAY;
  const newest = TEXTS.count(incidents, number(incidents));
  const told = [
    TEXTS.cellsOnly,
    ...(cells.places === "first" ? [TEXTS.cellsFirst] : []),
    ...(cells.table === "" ? [] : [TEXTS.cellsTable(cells.table)]),
  ];
  const summary = TEXTS.cellsNote(newest, dateOf(day), olderOf(cells), TEXTS.cellsStep[cells.step]);
  return el("details", { class: "bm-cells" }, el("summary", {}, summary), el("p", {}, told.join(" ")));
}

/** The first and the last day of all cells; null where none has a date. */
export function spanOfCells({ from, to }: Pick<Windows, "from" | "to">, firstCell: number): [number, number] | null {
  let [first, last] = [Infinity, -Infinity];
  for (let i = firstCell; i < from.length; i++) {
    if (from[i]! > to[i]!) continue;
    first = Math.min(first, from[i]!);
    last = Math.max(last, to[i]!);
  }
  return first <= last ? [first, last] : null;
}

/** That cells are left out, as filters ask what they do not tell; null where they are counted. */
export function leftOut(cells: Cells | undefined, { choices, query }: Pick<State, "choices" | "query">): string | null {
  if (cells === undefined) return null;
  const untold = [...newestOnly(cells)].filter((facet) => choices[facet].size > 0).map((facet) => TEXTS.facets[facet]);
  if (query.trim() !== "") untold.push(TEXTS.cellsWords);
  return untold.length === 0 ? null : TEXTS.cellsLeft(olderOf(cells), untold.join(TEXTS.list));
}

/**
 * What is not exact of a count under filters, in words.
 *
 * @param span the first and the last day of all cells
 */
export function limits(cells: Cells | undefined, state: State, span: readonly [number, number] | null): string[] {
  if (cells === undefined) return [];
  const { time, km } = state;
  const left = leftOut(cells, state);
  if (left !== null) return [left];
  const told: string[] = [];
  if (time !== null && span !== null && cuts(time, span, cells.step)) told.push(TEXTS.cellsWhole[cells.step]);
  if (km !== null) told.push(TEXTS.cellsKm);
  return told;
}

/** Whether a span of days begins or ends within a month or year of cells. */
function cuts([start, end]: readonly [number, number], [first, last]: readonly [number, number], step: Cells["step"]): boolean {
  const [startOf, endOf] = step === "month" ? [monthStart, monthEnd] : [yearStart, yearEnd];
  const within = (day: number): boolean => day >= first && day <= last;
  return (within(start) && startOf(start) !== start) || (within(end) && endOf(end) !== end);
}
