/** Plays the incidents in time: one bin with incidents after the other. */

import type { Range } from "../filters/filters.ts";
import { played } from "./brush.ts";
import { nextFilled, type Bins, type Histogram } from "./histogram.ts";

const PACE = 900; // milliseconds a bin is seen

export interface Reel {
  readonly bins: Bins;
  readonly counts: Histogram;
  /** First and last day of the window; null before anything is chosen. */
  readonly window: Range | null;
  readonly running: boolean;
}

/** The window one bin on or back; null where there is no further bin. */
export function stepped({ bins, counts, window, running }: Reel, by: 1 | -1): Range | null {
  const { edges, of } = bins;
  const day = (value: number): number => Math.max(0, Math.min(of.length - 1, value - edges[0]!));
  const count = edges.length - 1;
  const at = window === null ? (by === 1 ? -1 : count) : of[day(by === 1 || running ? window[1] : window[0])]!;
  const next = nextFilled(counts, at, by);
  if (next === null) return null;
  const bin: Range = [edges[next]!, edges[next + 1]! - 1];
  return played(window ?? [edges[0]!, edges[0]!], bin, running);
}

export class Player {
  private timer: ReturnType<typeof setInterval> | undefined;

  /**
   * @param step goes one bin on; false at the end
   * @param changed told when playing begins and ends
   */
  constructor(
    private readonly step: () => boolean,
    private readonly changed: (playing: boolean) => void,
  ) {}

  get playing(): boolean {
    return this.timer !== undefined;
  }

  toggle(): void {
    if (this.playing) this.stop();
    else this.start();
  }

  stop(): void {
    if (this.timer === undefined) return;
    clearInterval(this.timer);
    this.timer = undefined;
    this.changed(false);
  }

  private start(): void {
    if (!this.step()) return;
    this.timer = setInterval(() => {
      if (!this.step()) this.stop();
    }, PACE);
    this.changed(true);
  }
}
