/** The search field, the boxes to tick with a count beside each, and the chips to take off. */

import { number } from "../data/incidents-text.ts";
import type { Search } from "../data/search.ts";
import { TEXTS } from "../language/strings.ts";
import type { Folds } from "../page/folds.ts";
import { el, hide, write } from "../page/incidents-dom.ts";
import type { Chip } from "./filter-chips.ts";
import { FACETS, type Choices, type Counts, type Facet } from "./filters.ts";
import { isPlain, NO_STATE, type State } from "./link-state.ts";

const WAIT = 150; // milliseconds without typing until a search begins that must read first
const SHOWN = 12; // choices of a facet at once; rarer ones come with the others' choices, or
const MORE = 48; // so many at a time, when they are asked for

/** Names of each facet's codes, as readers see them. */
export type Names = Readonly<Record<Facet, readonly string[]>>;

interface Option {
  readonly item: HTMLLIElement;
  readonly box: HTMLInputElement;
  readonly count: HTMLSpanElement;
}

/** The choices of a facet, how many of them stand there at most, and the button that asks for more. */
interface Choosing {
  readonly list: HTMLUListElement;
  readonly more: HTMLButtonElement;
  most: number;
}

export class FilterBar {
  readonly element: HTMLElement;
  private readonly input = el("input", {
    type: "search", id: "bm-search", autocomplete: "off", placeholder: TEXTS.searchHint, enterkeyhint: "search",
  });
  private readonly sets = new Map<Facet, Choosing>();
  private readonly options = new Map<Facet, Map<number, Option>>(FACETS.map((facet) => [facet, new Map()]));
  private readonly clear = el("button", { type: "button", class: "bm-button" }, TEXTS.clearFilters);
  private readonly summary = el("summary", {}, TEXTS.filters);
  private readonly facets: HTMLDetailsElement;
  private readonly active = el("ul", { class: "bm-active", "aria-label": TEXTS.activeFilters, hidden: "" });
  private activeText = "";
  private state: State = NO_STATE;
  private counts: Counts | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly names: Names,
    private readonly changed: (change: Partial<State>) => void,
    private readonly search: Pick<Search, "isReady" | "prepare">,
    private readonly folds: Folds,
    private readonly newestOnly: ReadonlySet<Facet> = new Set(),
  ) {
    // who goes there will type: what is read by then need not be waited for
    this.input.addEventListener("focus", () => void this.search.prepare());
    this.input.addEventListener("input", () => {
      this.turn();
      clearTimeout(this.timer);
      const isReady = this.search.isReady(this.input.value);
      // words are let go after a while, and the field may have been gone to before the page was ready
      if (!isReady) void this.search.prepare();
      this.timer = setTimeout(() => {
        this.changed({ query: this.input.value });
      }, isReady ? 0 : WAIT);
    });
    this.clear.addEventListener("click", () => {
      const next = this.nextFocus(this.clear);
      this.changed(NO_STATE);
      next();
    });
    const fields = FACETS.map((facet) => this.field(facet));
    this.facets = el("details", { class: "bm-facets" }, this.summary, ...fields);
    folds.keep(this.facets, "filters");
    // what nobody sees is not written
    this.facets.addEventListener("toggle", () => {
      this.write();
    });
    this.element = el(
      "search",
      { class: "bm-filters" },
      el("label", { for: "bm-search" }, TEXTS.search),
      this.input,
      this.clear,
      this.active,
      this.facets,
    );
    this.show(NO_STATE);
    this.chips(NO_STATE, []);
  }

  /** Show a state without telling of it. */
  show(state: State): void {
    if (state.query !== this.state.query || isPlain(state)) {
      clearTimeout(this.timer);
      this.input.value = state.query;
      this.turn();
    }
    this.state = state;
    const count = FACETS.reduce((sum, facet) => sum + state.choices[facet].size, 0);
    const text = count === 0 ? TEXTS.filters : TEXTS.filtersChosen(number(count));
    write(this.summary, text);
    hide(this.clear, isPlain(state) && this.input.value === "");
  }

  /** Words run as their own script does, what says what may be searched as the page does. */
  private turn(): void {
    if (this.input.value === "") this.input.removeAttribute("dir");
    else this.input.dir = "auto";
  }

  /** Show what was set on the map and the charts; a chip that is pressed is taken off. */
  chips(_: State, chips: readonly Chip[]): void {
    const text = chips.map((chip) => chip.text).join("\n");
    if (text === this.activeText && this.active.childElementCount === chips.length) return;
    this.activeText = text;
    this.active.hidden = chips.length === 0;
    this.active.replaceChildren(
      ...chips.map(({ text: name, off }) => {
        const close = el("span", { "aria-hidden": "true" }, "×");
        const button = el("button", { type: "button", class: "bm-chip" }, el("bdi", {}, name), close);
        button.setAttribute("aria-label", TEXTS.takeOff(name));
        button.addEventListener("click", () => {
          const next = this.nextFocus(button);
          this.changed(off);
          next();
        });
        return el("li", {}, button);
      }),
    );
  }

  /** Where a button goes with what it takes off, the search has the focus of who goes by keys; a finger would have a keyboard come up. */
  private nextFocus(button: HTMLElement): () => void {
    const byKeys = button.matches(":focus-visible");
    return () => {
      if (byKeys) this.input.focus({ preventScroll: true });
    };
  }

  /** Leave out facets that have one value in all incidents: there is nothing to choose from. */
  offer(all: Counts): void {
    for (const [facet, { list }] of this.sets) {
      const field = list.closest("fieldset");
      if (field !== null) field.hidden = all[facet].reduce((some, count) => some + (count > 0 ? 1 : 0), 0) < 2;
    }
  }

  /** Write the counts anew; the choices of a facet stand in the order of the largest count. */
  update(counts: Counts): void {
    this.counts = counts;
    if (this.facets.open) this.write();
  }

  private write(): void {
    const { counts } = this;
    if (counts === null || !this.facets.open) return;
    const focused = document.activeElement;
    for (const [facet, { list, more, most }] of this.sets) {
      const chosen = this.state.choices[facet];
      const order = firstOf(counts[facet], chosen, most);
      const left = restOf(counts[facet], order);
      write(more, TEXTS.moreChoices(number(left)));
      hide(more, left === 0);
      const items = order.map((code) => this.option(facet, code, counts[facet][code] ?? 0));
      arrange(list, items);
    }
    if (focused instanceof HTMLElement && this.facets.contains(focused)) focused.focus();
  }

  private field(facet: Facet): HTMLElement {
    const list = el("ul", {});
    const more = el("button", { type: "button", class: "bm-more", hidden: "" });
    const choosing = { list, more, most: this.folds.most.get(facet) ?? SHOWN };
    this.sets.set(facet, choosing);
    more.addEventListener("click", () => {
      const first = choosing.most;
      choosing.most += MORE;
      this.folds.most.set(facet, choosing.most);
      this.write();
      list.children[first]?.querySelector("input")?.focus();
    });
    const scope = this.newestOnly.has(facet) ? el("span", { class: "bm-scope" }, ` (${TEXTS.cellsNewest})`) : null;
    return el("fieldset", {}, el("legend", {}, TEXTS.facets[facet], scope), list, more);
  }

  private option(facet: Facet, code: number, count: number): HTMLElement {
    const made = this.options.get(facet) as Map<number, Option>;
    let option = made.get(code);
    if (option === undefined) made.set(code, (option = this.make(facet, code)));
    option.box.checked = this.state.choices[facet].has(code);
    write(option.count, number(count));
    return option.item;
  }

  private make(facet: Facet, code: number): Option {
    const box = el("input", { type: "checkbox", value: String(code) });
    box.addEventListener("change", () => {
      const codes = new Set(this.state.choices[facet]);
      if (box.checked) codes.add(code);
      else codes.delete(code);
      const choices: Choices = { ...this.state.choices, [facet]: codes };
      this.changed({ choices, query: this.input.value });
    });
    const name = this.names[facet][code] ?? TEXTS.notNamed;
    const label = el("bdi", {}, name === "" ? TEXTS.notNamed : name);
    breakable(label);
    const count = el("span", { class: "bm-count" });
    return { item: el("li", {}, el("label", {}, box, label, count)), box, count };
  }
}

/** Put the items of a list in an order; those that stand right are not laid out again. */
function arrange(list: HTMLElement, items: readonly HTMLElement[]): void {
  items.forEach((item, i) => {
    const there = list.children[i] ?? null;
    if (there !== item) list.insertBefore(item, there);
  });
  while (list.childElementCount > items.length) list.lastElementChild?.remove();
}

/** Let a long name break after a slash, before it must within a word. */
function breakable(label: HTMLElement): void {
  const parts = (label.textContent ?? "").split(/(?<=\/)/);
  label.replaceChildren(...parts.flatMap((part, i) => (i === 0 ? [part] : [el("wbr"), part])));
}

/** How many codes that some incident has are not among those that are offered. */
export function restOf(counts: Uint32Array, offered: readonly number[]): number {
  let rest = 0;
  for (let code = 0; code < counts.length; code++) if (counts[code]! > 0) rest++;
  return offered.reduce((left, code) => left - ((counts[code] ?? 0) > 0 ? 1 : 0), rest);
}

/** The codes to offer: those with the largest counts, and all that are chosen. */
export function firstOf(counts: Uint32Array, chosen: ReadonlySet<number>, most = SHOWN): number[] {
  const of = (code: number): number => counts[code] ?? 0;
  const before = (a: number, b: number): boolean => of(a) > of(b) || (of(a) === of(b) && a < b);
  const best: number[] = [];
  for (let code = 0; code < counts.length; code++) {
    if (counts[code] === 0 || (best.length === most && !before(code, best[most - 1]!))) continue;
    let [low, high] = [0, best.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (before(code, best[middle]!)) high = middle;
      else low = middle + 1;
    }
    best.splice(low, 0, code);
    if (best.length > most) best.pop();
  }
  const offered = new Set(best);
  const others = [...chosen].filter((code) => !offered.has(code));
  return [...best, ...others.sort((a, b) => (before(a, b) ? -1 : 1))];
}
