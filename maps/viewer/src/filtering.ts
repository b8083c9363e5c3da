/** Filters, search and the page's link, put together over the incidents. */

import { FilterBar } from "./filter-bar.ts";
import { applyFilters, isEmpty, namesOfSources, NO_CHOICES } from "./filters.ts";
import type { IncidentData } from "./incidents-data.ts";
import { sideName } from "./incidents-text.ts";
import { readLink, writeLink, type State, type Vocabulary } from "./link-state.ts";
import { Search } from "./search.ts";
import { TEXTS } from "./strings.ts";

export class Filtering {
  readonly bar: FilterBar;
  private readonly search: Search;
  private readonly sources: ReturnType<typeof namesOfSources>;
  private readonly words: Vocabulary;
  /** Number of the latest change: a search that ends after a later one counts for nothing. */
  private turn = 0;

  /**
   * @param changed called with the number of incidents that are let through
   * @param linked whether the page's address is ours to write
   */
  constructor(
    private readonly data: IncidentData,
    private readonly changed: (incidents: number) => void,
    private readonly linked: boolean,
  ) {
    const { meta } = data;
    this.sources = namesOfSources(meta.sources);
    this.search = new Search(data, meta.incidents);
    const sides = meta.sides.map(({ code }) => code);
    this.words = {
      side: sides,
      type: meta.types.map(({ name }) => name),
      kind: meta.kinds,
      role: meta.roles,
      disputed: ["no", "yes"],
      source: this.sources.names,
    };
    const names = {
      ...this.words,
      side: sides.map((code) => sideName(code, meta.names.sides)),
      kind: TEXTS.kinds,
      role: meta.roles.map((role) => TEXTS.roleNames[role] ?? role),
      disputed: [TEXTS.notDisputed, TEXTS.disputed],
    };
    this.bar = new FilterBar(names, (state) => {
      void this.apply(state);
      this.write(state);
    });
    addEventListener("hashchange", this.read);
  }

  /** Start with what the page's address says. */
  async start(): Promise<void> {
    const all = applyFilters(this.data, NO_CHOICES, this.sources.of, null);
    this.bar.offer(all.counts);
    const state = this.linkedState();
    if (!isPlain(state)) {
      await this.apply(state);
      return;
    }
    this.bar.update(all.counts);
    this.changed(all.incidents);
  }

  remove(): void {
    this.turn++;
    removeEventListener("hashchange", this.read);
  }

  private linkedState(): State {
    const state = readLink(this.linked ? location.hash : "", this.words);
    this.bar.set(state);
    return state;
  }

  private readonly read = (): void => {
    if (this.linked) void this.apply(this.linkedState());
  };

  private async apply({ choices, query }: State): Promise<void> {
    const turn = ++this.turn;
    const found = await this.search.find(query);
    if (turn !== this.turn) return;
    const { incidents, counts } = applyFilters(this.data, choices, this.sources.of, found);
    this.bar.update(counts);
    this.changed(incidents);
  }

  private write(state: State): void {
    if (!this.linked) return;
    const { pathname, search } = location;
    // replaceState says nothing to hashchange, and leaves no trail of half-typed words
    history.replaceState(null, "", isPlain(state) ? pathname + search : `#${writeLink(state, this.words)}`);
  }
}

function isPlain({ choices, query }: State): boolean {
  return isEmpty(choices) && query.trim() === "";
}
