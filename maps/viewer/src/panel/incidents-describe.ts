/** What the tooltip says of the thing under the pointer. */

import { AREA, NO_KM, POINT, type IncidentData } from "../data/incidents-data.ts";
import { datesInShort, number, sideName } from "../data/incidents-text.ts";
import { language } from "../language/language.ts";
import { TEXTS } from "../language/strings.ts";
import { distinctIncidents, type Hit } from "../page/select.ts";

export function describeHit(data: IncidentData, hit: Hit): string {
  const incidents = distinctIncidents(hit.rows, data.columns.incident);
  const row = hit.rows[0] as number;
  const { meta } = data;
  if (incidents.length > 1 || data.isCell(incidents[0] as number)) {
    const counts = new Map<string, number>();
    for (const incident of incidents) {
      const side = sideName(data.sideCode(data.firstRow[incident] as number), meta.names.sides);
      counts.set(side, (counts.get(side) ?? 0) + data.weightOf(incident));
    }
    const sides = [...counts].sort((a, b) => b[1] - a[1]);
    const mix = sides.map(([side, count]) => `${side} ${number(count)}`).join(TEXTS.list);
    const total = incidents.reduce((sum, incident) => sum + data.weightOf(incident), 0);
    const title = countAt(data, hit.rows, total);
    if (hit.tally === null) return `${title}\n${TEXTS.actingSide}: ${mix}`;
    const known = hit.tally.kind === AREA ? TEXTS.onlyArea : TEXTS.onlyStretch;
    return `${data.placeName(row)}\n${title} ${known}\n${TEXTS.actingSide}: ${mix}`;
  }
  const lines = linesOf(data, row);
  if (hit.tally !== null) lines.push(hit.tally.kind === AREA ? TEXTS.onlyArea : TEXTS.onlyStretch);
  return lines.filter((line) => line !== "").join("\n");
}

/** How many incidents some rows tell of; how many places too where these are more, since it is they that a ring counts. */
export function countAt(data: IncidentData, rows: ArrayLike<number>, incidents: number): string {
  let places = 0;
  for (let i = 0; i < rows.length; i++) places += data.weightOf(data.columns.incident[rows[i]!]!);
  const count = TEXTS.count(incidents, number(incidents));
  return places === incidents ? count : `${count} (${TEXTS.places(places)})`;
}

function linesOf(data: IncidentData, row: number): string[] {
  const { columns, meta } = data;
  const when = datesInShort(columns.day[row] as number, columns.days[row] as number, data.datePrecision(row));
  return [
    data.typeName(row),
    data.placeName(row),
    `${when}${language().joint}${sideName(data.sideCode(row), meta.names.sides)}`,
  ];
}

/** What the strip's tooltip says of a place. */
export function describeRow(data: IncidentData, row: number): string {
  const { km_from: from, km_to: to, line_distance: away, kind } = data.columns;
  const lines = linesOf(data, row);
  const distance = away[row] as number;
  if (kind[row] === POINT) {
    const at = TEXTS.kmOf(number(from[row] as number));
    lines.push(distance >= 1 && distance !== NO_KM ? TEXTS.offLine(at, number(distance)) : at);
  } else {
    const span = TEXTS.kmSpan(number(from[row] as number), number(to[row] as number));
    lines.push(kind[row] === AREA ? TEXTS.areaMeets(span) : span);
  }
  return lines.filter((line) => line !== "").join("\n");
}
