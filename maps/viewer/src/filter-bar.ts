/** The search field and the boxes to tick, with a count beside each. */

import { FACETS, NO_CHOICES, type Choices, type Counts, type Facet } from "./filters.ts";
import { el } from "./incidents-dom.ts";
import { number } from "./incidents-text.ts";
import type { State } from "./link-state.ts";
import { TEXTS } from "./strings.ts";

const WAIT = 150; // milliseconds without typing until a search begins
const SHOWN = 12; // choices of a facet at once; rarer ones come with the others' choices

/** Names of each facet's codes, as readers see them. */
export type Names = Readonly<Record<Facet, readonly string[]>>;

export class FilterBar {
  readonly element: HTMLElement;
  private readonly input = el("input", { type: "search", id: "bm-search", autocomplete: "off" });
  private readonly sets = new Map<Facet, HTMLUListElement>();
  private readonly clear = el("button", { type: "button", class: "bm-button" }, TEXTS.clearFilters);
  private readonly summary = el("summary", {}, TEXTS.filters);
  private choices: Choices = NO_CHOICES;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly names: Names,
    private readonly changed: (state: State) => void,
  ) {
    this.input.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => {
        this.tell();
      }, WAIT);
    });
    this.clear.addEventListener("click", () => {
      this.set({ choices: NO_CHOICES, query: "" });
      this.tell();
      this.input.focus();
    });
    const fields = FACETS.map((facet) => this.field(facet));
    this.element = el(
      "search",
      { class: "bm-filters" },
      el("label", { for: "bm-search" }, TEXTS.search),
      this.input,
      this.clear,
      el("details", { class: "bm-facets" }, this.summary, ...fields),
    );
    this.set({ choices: NO_CHOICES, query: "" });
  }

  /** Show a state without telling of it. */
  set({ choices, query }: State): void {
    clearTimeout(this.timer);
    this.choices = choices;
    this.input.value = query;
    this.mark();
  }

  /** Leave out facets that have one value in all incidents: there is nothing to choose from. */
  offer(all: Counts): void {
    for (const [facet, list] of this.sets) {
      const field = list.closest("fieldset");
      if (field !== null) field.hidden = all[facet].size < 2;
    }
  }

  /** Write the counts anew; the choices of a facet stand in the order of the largest count. */
  update(counts: Counts): void {
    for (const [facet, list] of this.sets) {
      const chosen = this.choices[facet];
      const codes = [...counts[facet].keys(), ...[...chosen].filter((code) => !counts[facet].has(code))];
      const of = (code: number): number => counts[facet].get(code) ?? 0;
      const order = [...codes].sort((a, b) => of(b) - of(a) || a - b);
      const first = order.filter((code, i) => i < SHOWN || chosen.has(code));
      const focused = list.querySelector<HTMLInputElement>("input:focus")?.value;
      list.replaceChildren(...first.map((code) => this.option(facet, code, of(code))));
      if (focused !== undefined) list.querySelector<HTMLInputElement>(`input[value="${focused}"]`)?.focus();
    }
  }

  private field(facet: Facet): HTMLElement {
    const list = el("ul", {});
    this.sets.set(facet, list);
    return el("fieldset", {}, el("legend", {}, TEXTS.facets[facet]), list);
  }

  private option(facet: Facet, code: number, count: number): HTMLElement {
    const box = el("input", { type: "checkbox", value: String(code) });
    box.checked = this.choices[facet].has(code);
    box.addEventListener("change", () => {
      const codes = new Set(this.choices[facet]);
      if (box.checked) codes.add(code);
      else codes.delete(code);
      this.choices = { ...this.choices, [facet]: codes };
      this.tell();
    });
    const name = this.names[facet][code] ?? TEXTS.notNamed;
    const label = el("bdi", {}, name === "" ? TEXTS.notNamed : name);
    return el("li", {}, el("label", {}, box, label, el("span", { class: "bm-count" }, number(count))));
  }

  private tell(): void {
    clearTimeout(this.timer);
    this.mark();
    this.changed({ choices: this.choices, query: this.input.value });
  }

  private mark(): void {
    const count = FACETS.reduce((sum, facet) => sum + this.choices[facet].size, 0);
    this.summary.textContent = count === 0 ? TEXTS.filters : TEXTS.filtersChosen(number(count));
    this.clear.hidden = count === 0 && this.input.value === "";
  }
}
