/** What the reader has chosen or points at, and the way back. */

import type { Tally } from "../geometry/tallies.ts";

export interface IncidentChoice {
  readonly kind: "incident";
  readonly incident: number;
}

/** Incidents that stand together: a cluster, or all of an area or stretch. */
export interface GroupChoice {
  readonly kind: "group";
  readonly rows: readonly number[];
  /** The area or stretch; null for a cluster of points. */
  readonly tally: Tally | null;
}

export type Choice = IncidentChoice | GroupChoice;

/** What is under the pointer. */
export interface Hit {
  readonly rows: readonly number[];
  readonly tally: Tally | null;
  readonly x: number;
  readonly y: number;
}

/** From where: the map by a pointer or by keys, or the panel. */
export type How = "map" | "keys" | "panel";

/** The choice, with those it was made from; listeners hear of every change. */
export class Selection {
  private readonly trail: Choice[] = [];
  private readonly listeners: ((choice: Choice | null, how: How) => void)[] = [];

  get current(): Choice | null {
    return this.trail.at(-1) ?? null;
  }

  onChange(listener: (choice: Choice | null, how: How) => void): void {
    this.listeners.push(listener);
  }

  /** Choose afresh from the map or list; `within` keeps the group chosen before as the way back. */
  choose(choice: Choice, how: How, within = false): void {
    if (!within) this.trail.length = 0;
    this.trail.push(choice);
    this.tell(how);
  }

  /** Step back to the group the choice was made from, or to nothing. */
  back(): void {
    if (this.trail.length === 0) return;
    this.trail.pop();
    this.tell("panel");
  }

  clear(how: How): void {
    if (this.trail.length === 0) return;
    this.trail.length = 0;
    this.tell(how);
  }

  private tell(how: How): void {
    for (const listener of this.listeners) listener(this.current, how);
  }
}

/** Distinct incidents among rows, in the order of the rows. */
export function distinctIncidents(rows: readonly number[], incident: Uint32Array): number[] {
  return [...new Set(rows.map((row) => incident[row] as number))];
}

/** The place in a list that a key moves to; null for other keys. */
export function step(key: string, at: number, count: number): number | null {
  switch (key) {
    case "ArrowDown":
      return Math.min(count - 1, at + 1);
    case "ArrowUp":
      return Math.max(0, at - 1);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}
