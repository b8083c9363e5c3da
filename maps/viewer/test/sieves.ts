import type { Sieve } from "../src/filters/filters.ts";

/** Filters that let through the incidents that `passes` says, with all their places. */
export function sieveOf(incidents: number, rows: number, passes: (incident: number) => boolean = () => true): Sieve {
  const missed = Uint8Array.from({ length: incidents }, (_, i) => (passes(i) ? 0 : 1));
  const placed = new Uint8Array(incidents).fill(1);
  return { missed, bits: 255, missedRow: new Uint8Array(rows), rowBits: 255, placed };
}
