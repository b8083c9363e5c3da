/**
 * What a reader's first input will ask of the page, tried at rest with a few incidents where nobody sees it.
 *
 * What a browser has not run before it runs slowly, several times as long as later: filters, counts, clusters and
 * drawings of the first tick or the first brush would wait for that.
 */

import type { Charts } from "./charts/charts.ts";
import { INCIDENT, Tokens } from "./data/tokens.ts";
import { WordIndex } from "./data/word-index.ts";
import type { Filtering, Trial } from "./filters/filtering.ts";
import { NO_CHOICES, type Choices, type Outcome } from "./filters/filters.ts";
import type { View } from "./geometry/projection.ts";
import type { Scene } from "./incidents/incidents-scene.ts";
import { newestFirst, PAGE } from "./panel/list.ts";

/** Incidents that are counted: more than a chart of the line shows one by one. */
const COUNTED = 6000;
/** Incidents that are drawn, so few that one drawing is a short step. */
const DRAWN = 120;
/** Incidents whose words are read, and how many words of an incident other incidents have too. */
const [SAID, FREQUENT] = [120, 40];
/** How often all is tried: until a browser takes it for worth its while. */
const TIMES = 48;

const only = (choice: Partial<Choices>): Choices => ({ ...NO_CHOICES, ...choice });
const FIRST = new Set([0]);
const CHOICES = [
  only({ side: FIRST }),
  only({ source: FIRST }),
  only({ prec: new Set([1, 2]), type: FIRST }),
  NO_CHOICES,
];
// numbers of the kind that a brush gives: whole days, and parts of kilometres
const KILOMETRES = [null, null, [0.5, 400.5], [100.25, 900.75], null] as const;

export interface Rehearsed {
  readonly scene: Scene;
  readonly filtering: Filtering;
  readonly charts: Charts | undefined;
}

/** @param shown what the map shows now */
export function* rehearse({ scene, filtering, charts }: Rehearsed, shown: () => View): Generator<void> {
  const [canvas, ...plots] = canvases();
  ({ width: canvas.width, height: canvas.height } = shown());
  const pen = canvas.getContext("2d");
  if (pen === null) return;
  const counted = filtering.trial(scene.data.first(COUNTED));
  const drawn = filtering.trial(scene.data.first(DRAWN));
  const [crowd, few] = [scene.of(counted.data), scene.of(drawn.data)];
  yield;
  const nothing = { areas: undefined, area: null, choice: null, hover: null };
  for (let time = 0; time < TIMES; time++) {
    const outcome = filter(counted, time);
    newestFirst(counted.data, outcome.incidents).part(0, PAGE);
    crowd.refilter();
    yield;
    crowd.obstacles(shown());
    yield;
    if (charts !== undefined) yield* charts.rehearse(counted, plots);
    filter(drawn, time);
    few.refilter();
    pen.clearRect(0, 0, canvas.width, canvas.height);
    // of a view that is never asked for again nothing is kept
    const view = shown();
    few.draw(pen, { ...view, left: view.left + time }, nothing);
    yield;
    WordIndex.of(someWords()).mark("1", new Uint8Array(SAID), 0);
    yield;
  }
}

/** Words of some incidents, of which the first are in all. */
function someWords(): Tokens {
  const words = Array.from({ length: SAID }, (_, at) => `Word ${String(at)}${INCIDENT}`);
  const order = Array.from({ length: SAID }, (_, at) => [...Array<number>(FREQUENT).fill(0), 2 * at + 1]).flat();
  return new Tokens(new TextEncoder().encode(words.join("")), Uint16Array.from(order));
}

/** Each of one size for all times: another would be memory anew. */
function canvases(): [HTMLCanvasElement, HTMLCanvasElement, HTMLCanvasElement] {
  const one = (): HTMLCanvasElement => document.createElement("canvas");
  return [one(), one(), one()];
}

/** Filter as a reader does, each time otherwise. */
function filter({ filters, windows: { span } }: Trial, time: number): Outcome {
  const [from, to] = span ?? [0, 0];
  const days = [null, [from, Math.round((from + to) / 2)], [from + 1, to]] as const;
  filters.choose(CHOICES[time % CHOICES.length] as Choices);
  filters.setTime(days[time % days.length] ?? null);
  filters.setKm(KILOMETRES[time % KILOMETRES.length] ?? null);
  return filters.run();
}
