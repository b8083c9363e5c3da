/** The licences under which an incident and the reports of it stand. */

import type { IncidentText } from "./incidents-chunk.ts";

/** Each once, joined; an incident's own text may name several already. */
export function licencesOf({ licence, sources }: Pick<IncidentText, "licence" | "sources">): string {
  const told = licence === "" ? [] : [licence];
  for (const source of sources) {
    const known = told.some((text) => `; ${text}; `.includes(`; ${source.licence}; `));
    if (source.licence !== "" && !known) told.push(source.licence);
  }
  return told.join("; ");
}
