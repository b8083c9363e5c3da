/** The charts as tables, for who reads rather than sees them. */

import { AREA, HEXAGON, POINT, type IncidentData } from "../data/incidents-data.ts";
import { binName, km, number } from "../data/incidents-text.ts";
import { TEXTS } from "../language/strings.ts";
import { el } from "../page/incidents-dom.ts";
import type { Bins, Histogram } from "./histogram.ts";
import type { LineAxis } from "./line-axis.ts";

const ROWS = 400; // of periods; the newest

function table(caption: string, heads: readonly string[], rows: readonly (readonly string[])[]): HTMLElement {
  const head = heads.map((text) => el("th", { scope: "col" }, text));
  const body = rows.map(([first = "", ...cells]) =>
    el("tr", {}, el("th", { scope: "row", dir: "auto" }, first), ...cells.map((cell) => el("td", {}, cell))),
  );
  return el(
    "table",
    { class: "bm-table" },
    el("caption", {}, caption),
    el("thead", {}, el("tr", {}, ...head)),
    el("tbody", {}, ...body),
  );
}

export function timeTable({ unit, edges }: Bins, { exact, vague }: Histogram): HTMLElement {
  const filled: number[] = [];
  for (let bin = exact.length - 1; bin >= 0 && filled.length < ROWS; bin--) {
    if (exact[bin]! + vague[bin]! > 0) filled.push(bin);
  }
  const rows = filled.reverse().map((bin) => [
    binName(unit, edges[bin]!),
    number(exact[bin]!),
    vague[bin]! > 0 ? km(vague[bin]!) : "0",
  ]);
  const made = table(TEXTS.timeline(TEXTS.timeUnits[unit]), [TEXTS.period, TEXTS.dated, TEXTS.longer], rows);
  return rows.length < ROWS ? made : el("div", {}, el("p", {}, TEXTS.tableCut(number(ROWS))), made);
}

/** Places, stretches and areas by section of the line. */
export function stripTable(axis: LineAxis, rows: Uint32Array, data: Pick<IncidentData, "columns" | "weightOf">): HTMLElement {
  const { incident } = data.columns;
  const counts = sectionCounts(axis, rows, data.columns, (row) => data.weightOf(incident[row]!));
  const told = axis.sections.map(({ from, to, name }, i) => [
    name,
    `${km(from)}–${km(to)}`,
    ...counts[i]!.map((count) => number(count)),
  ]);
  const heads = [TEXTS.section, TEXTS.kilometres, TEXTS.placesOn, TEXTS.stretchesOn, TEXTS.areasOn];
  return table(TEXTS.strip, heads, told);
}

type Counted = Pick<IncidentData["columns"], "kind" | "km_from" | "km_to">;

/** Kilometres to which the pack's sections are told: what reaches no farther into one only ends at its edge. */
const EDGE = 0.1;

/** For each section how many points, stretches and areas lie in it or reach into it. */
export function sectionCounts(
  { sections }: Pick<LineAxis, "sections">,
  rows: Uint32Array,
  { kind, km_from: low, km_to: high }: Counted,
  weightOf: (row: number) => number = () => 1,
): [number, number, number][] {
  const counts = sections.map((): [number, number, number] => [0, 0, 0]);
  for (const row of rows) {
    const of = kind[row] === POINT || kind[row] === HEXAGON ? 0 : kind[row] === AREA ? 2 : 1;
    const half = (high[row]! - low[row]!) / 2;
    // places of a hexagon count in the section of its middle
    const inset = kind[row] === HEXAGON ? half : Math.min(EDGE, half);
    const [start, end] = [low[row]! + inset, high[row]! - inset];
    let section = sections.findIndex(({ to }) => start <= to);
    if (section < 0) continue;
    const weight = weightOf(row);
    counts[section]![of] += weight;
    while (of !== 0 && ++section < sections.length && sections[section]!.from < end) {
      counts[section]![of] += weight;
    }
  }
  return counts;
}
