/** The filters that were set on the map and on the charts, as chips to take off. */

import { km, spanOf } from "../data/incidents-text.ts";
import { TEXTS } from "../language/strings.ts";
import type { Areas } from "./areas.ts";
import type { State } from "./link-state.ts";

export interface Chip {
  readonly text: string;
  /** What is left of the state without it. */
  readonly off: Partial<State>;
}

export function chipsOf({ time, km: range, area }: State, areas: Pick<Areas, "nameOf"> | null): Chip[] {
  const chips: Chip[] = [];
  if (area !== null) chips.push({ text: TEXTS.inArea(areas?.nameOf(area) ?? area), off: { area: null } });
  if (time !== null) chips.push({ text: spanOf(time[0], time[1], true), off: { time: null } });
  if (range !== null) chips.push({ text: TEXTS.kmSpan(km(range[0]), km(range[1])), off: { km: null } });
  return chips;
}
