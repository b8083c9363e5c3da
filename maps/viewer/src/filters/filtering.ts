/** Filters, search and the page's link, put together over the incidents. */

import type { IncidentData } from "../data/incidents-data.ts";
import { typeOf } from "../data/incidents-meta.ts";
import { counted, sideName } from "../data/incidents-text.ts";
import { namesIn } from "../data/named.ts";
import { findAll } from "../data/search-dates.ts";
import { Search } from "../data/search.ts";
import { claimedIn, thingOf } from "../data/things.ts";
import { windowsOf, type Windows } from "../data/windows.ts";
import { TEXTS } from "../language/strings.ts";
import type { Folds } from "../page/folds.ts";
import type { Areas } from "./areas.ts";
import { leftOut, limits, newestOnly, spanOfCells } from "./cells-told.ts";
import { FilterBar, type Names } from "./filter-bar.ts";
import { chipsOf } from "./filter-chips.ts";
import { FACETS, Filters, type Outcome } from "./filters.ts";
import { isPlain, NO_STATE, readLink, withNone, writeLink, type State, type Vocabulary } from "./link-state.ts";
import type { Link } from "./link.ts";

/** Milliseconds without a search until its words are let go. */
const SEARCH_REST = 60_000;

/** Codes of what a row does not tell, by the bytes of its column. */
const [NO_NAME, NONE] = [255, 65_535];

/** Some incidents, and filters over them. */
export interface Trial {
  readonly data: IncidentData;
  readonly windows: Windows;
  readonly filters: Filters;
}

export class Filtering {
  readonly bar: FilterBar;
  readonly windows: Windows;
  readonly filters: Filters;
  private readonly search: Search;
  /** The names of codes that have several. */
  private readonly namesOf: ConstructorParameters<typeof Filters>[2];
  private readonly words: Vocabulary;
  private readonly names: Names;
  private state: State = NO_STATE;
  private shownQuery = "";
  private areas: Areas | null = null;
  /** The first and the last day of cells. */
  private readonly cells: readonly [number, number] | null;
  /** Number of the latest change: a search that ends after a later one counts for nothing. */
  private turn = 0;
  private frame = 0;
  private moving = false;
  /** The latest search. */
  private finding: Promise<void> = Promise.resolve();
  private idle: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param changed called when other incidents are let through, in the frame that shows it
   */
  constructor(
    private readonly data: IncidentData,
    private readonly changed: (outcome: Outcome, state: State, moving: boolean) => void,
    private readonly link: Link,
    folds: Folds,
  ) {
    const { meta } = data;
    // texts past the last code are not named either, but they are told
    const isUntold = meta.sources.length < NONE && data.columns.source.includes(NONE);
    const sources = namesIn(meta.sources, isUntold ? NONE : null);
    const claimed = claimedIn(meta.things);
    this.windows = windowsOf(data.columns, data.firstRow, meta.date_precisions);
    this.namesOf = { source: sources.of, claim: claimed.of };
    this.filters = new Filters(data, this.windows, this.namesOf);
    this.search = new Search(data, meta.incidents);
    const sides = meta.sides.map(({ code }) => code);
    this.words = {
      side: withNone(sides, sides.length),
      type: withNone(meta.types.map(({ name }) => name), NO_NAME),
      kind: meta.kinds,
      prec: TEXTS.precisions.map((_, prec) => String(prec)),
      role: withNone(meta.roles, NO_NAME),
      disputed: ["no", "yes"],
      claim: claimed.names,
      source: sources.names,
      licence: withNone(meta.licences, NONE),
    };
    this.names = {
      ...this.words,
      side: sides.map((code) => sideName(code, meta.names.sides)),
      type: meta.types.map((_, code) => typeOf(meta, code).name),
      kind: TEXTS.kinds,
      prec: TEXTS.precisions.map((name) => (name === "" ? TEXTS.notKnown : name)),
      role: meta.roles.map((role) => TEXTS.roleNames[role] ?? role),
      disputed: [TEXTS.notDisputed, TEXTS.disputed],
      claim: claimed.names.map(thingOf).map(({ metric, victims, unit }) => counted(metric, victims, unit, meta.names.victims)),
    };
    this.bar = new FilterBar(this.names, (change) => {
      this.change(change);
    }, this.search, folds, newestOnly(meta.cells));
    this.cells = meta.cells === undefined ? null : spanOfCells(this.windows, data.firstCell);
    link.onRead((words) => {
      this.set(readLink(words, this.words), true);
    });
  }

  get current(): State {
    return this.state;
  }

  /** What is filtered, in the words of a link; empty where nothing is. */
  get linkWords(): string {
    return isPlain(this.state) ? "" : writeLink(this.state, this.words);
  }

  /** What is filtered, in the reader's words. */
  described(): string[] {
    const { choices, query } = this.state;
    const chosen = FACETS.filter((facet) => choices[facet].size > 0).map((facet) => {
      const names = [...choices[facet]].map((code) => this.names[facet][code] || TEXTS.notNamed);
      return `${TEXTS.facets[facet]}: ${names.join(TEXTS.list)}`;
    });
    const searched = query.trim() === "" ? [] : [`${TEXTS.search}: ${query.trim()}`];
    return [...searched, ...chosen, ...chipsOf(this.state, this.areas).map(({ text }) => text)];
  }

  /** What is not exact of the counts, in the reader's words. */
  limits(): string[] {
    return limits(this.data.meta.cells, this.state, this.cells);
  }

  /** That cells are left out, in the reader's words; null where they are counted. */
  leftOut(): string | null {
    return leftOut(this.data.meta.cells, this.state);
  }

  /** Tell the names of areas, once they are read. */
  name(areas: Areas): void {
    this.areas = areas;
    this.bar.chips(this.state, chipsOf(this.state, areas));
  }

  /** Start with what the page's address says. */
  start(): void {
    this.bar.offer(this.filters.run().counts);
    this.set(readLink(this.link.settle(), this.words), true);
    this.draw();
  }

  /** Filters of their own over some incidents, to try something that the page does not show. */
  trial(data: IncidentData): Trial {
    const windows = windowsOf(data.columns, data.firstRow, data.meta.date_precisions);
    return { data, windows, filters: new Filters(data, windows, this.namesOf) };
  }

  /** Wait until what is searched is found, and show it. */
  async found(): Promise<void> {
    await this.finding;
    if (this.frame !== 0) this.draw();
  }

  /** Have the page's address say at once what is filtered. */
  settle(): void {
    this.link.settle();
  }

  remove(): void {
    this.turn++;
    cancelAnimationFrame(this.frame);
    clearTimeout(this.idle);
  }

  /** Filter otherwise; `moving`: it is a brush on its way, and more will follow at once. */
  change(change: Partial<State>, moving = false): void {
    this.moving = moving;
    this.set({ ...this.state, ...change }, false);
    this.link.put("filters", isPlain(this.state) ? "" : writeLink(this.state, this.words));
  }

  private set(state: State, linked: boolean): void {
    const before = this.state;
    this.state = state;
    if (linked) this.link.put("filters", isPlain(state) ? "" : writeLink(state, this.words));
    const { filters } = this;
    filters.choose(state.choices);
    if (state.time !== before.time) filters.setTime(state.time);
    if (state.km !== before.km) filters.setKm(state.km);
    if (state.area !== before.area) {
      filters.setArea(state.area === null ? null : this.data.meta.units.indexOf(state.area));
    }
    this.bar.show(state);
    this.bar.chips(state, chipsOf(state, this.areas));
    if (state.query === this.shownQuery) this.schedule();
    else this.finding = this.find(state.query);
  }

  private async find(query: string): Promise<void> {
    const turn = ++this.turn;
    this.shownQuery = query;
    clearTimeout(this.idle);
    const [found, namedBy] = await Promise.all([
      findAll(query, (words) => this.search.find(words), this.windows, this.data.meta.incidents),
      query.trim() === "" ? null : this.search.naming(query),
    ]);
    this.idle = setTimeout(() => { this.search.letGo(); }, SEARCH_REST);
    if (turn !== this.turn) return;
    this.filters.setFound(found);
    this.data.namedBy = namedBy;
    this.schedule();
  }

  /** Events of one frame are answered once, in it. */
  private schedule(): void {
    if (this.frame === 0) this.frame = requestAnimationFrame(this.draw);
  }

  private readonly draw = (): void => {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    const outcome = this.filters.run();
    this.changed(outcome, this.state, this.moving);
    this.bar.update(outcome.counts);
  };
}
