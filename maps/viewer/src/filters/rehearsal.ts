/** What filters do, done on a few incidents that nobody sees, so that the first choice of a reader is no first. */

import type { IncidentData } from "../data/incidents-data.ts";
import type { Windows } from "../data/windows.ts";
import { Filters, NO_CHOICES, type Choices } from "./filters.ts";

/** Enough for a browser to compile what it runs. */
const INCIDENTS = 4000;

/** Pieces of work: a choice, a brush of time, one of the line, each taken back again. */
export function* rehearsals(data: IncidentData, windows: Windows): Generator<() => void> {
  const incidents = Math.min(INCIDENTS, data.firstCell);
  const rows = data.firstRow[incidents] as number;
  const part = <T extends { subarray(start: number, end: number): T }>(values: T): T => values.subarray(0, rows);
  const { columns } = data;
  const some = new Filters(
    {
      sideCodes: part(data.sideCodes),
      shown: new Uint8Array(rows),
      firstRow: data.firstRow.subarray(0, incidents + 1),
      weights: data.weights,
      firstCell: incidents,
      columns: {
        type: part(columns.type), kind: part(columns.kind), role: part(columns.role), flags: part(columns.flags),
        source: part(columns.source), licence: part(columns.licence), prec: part(columns.prec),
        km_from: part(columns.km_from), km_to: part(columns.km_to),
        admin1: part(columns.admin1), admin2: part(columns.admin2),
      },
    },
    windows,
    [],
  );
  const choices: Choices[] = [{ ...NO_CHOICES, side: new Set([0]) }, { ...NO_CHOICES, type: new Set([0]) }, NO_CHOICES];
  for (const choice of choices) yield () => { some.choose(choice); some.run(); };
  const day = windows.from[incidents >> 1] as number;
  for (const range of [[day, day + 30], [day, day + 60], null] as const) yield () => { some.setTime(range); some.run(); };
  for (const range of [[0, 100], [0, 200], null] as const) yield () => { some.setKm(range); some.run(); };
}
