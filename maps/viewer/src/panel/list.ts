/** Lists of incidents: all of the page, or those of one cluster, area or stretch. */

import { symbolSvg } from "../canvas/symbols.ts";
import { AREA, HEXAGON, STRETCH, type IncidentData } from "../data/incidents-data.ts";
import { typeOf } from "../data/incidents-meta.ts";
import { NO_DAY, number, sideName, spanOf } from "../data/incidents-text.ts";
import { INK } from "../incidents/incidents-draw.ts";
import { TEXTS } from "../language/strings.ts";
import { el, hide, PRINT } from "../page/incidents-dom.ts";
import { distinctIncidents, step, type GroupChoice } from "../page/select.ts";
import { countAt } from "./incidents-describe.ts";
import { ListEntry } from "./list-entry.ts";

export const PAGE = 50; // more are laid out slower than a filter works
/** Entries that are printed; a page of paper cannot be turned. */
const PRINTED = 500;
const AT_ONCE = 12; // as many as a panel shows at most; the others follow when the page rests
const REST = 120; // milliseconds without a change
const HEIGHT = 52; // CSS pixels of an entry, about: what is not there yet keeps its room

/** Incidents in an order, of which only a page is needed at a time. */
export interface Order {
  readonly length: number;
  part(start: number, end: number): ArrayLike<number>;
}

/** A page of incidents as buttons; arrow keys move between them. */
export class IncidentList {
  readonly element = el("div", { class: "bm-list" });
  private readonly items = el("ol", {});
  private readonly entries: ListEntry[] = [];
  private readonly pager = el("div", { class: "bm-pager" });
  private readonly told = document.createTextNode("");
  private readonly turners: readonly [HTMLButtonElement, HTMLButtonElement];
  /** The incidents of the page. */
  private page: ArrayLike<number> = [];
  private start = 0;
  /** Which of the first entries somebody can see: a filter need not wait for the others to be written and laid out. */
  private readonly isSeen = new Array<boolean>(AT_ONCE).fill(true);
  private readonly sight = new IntersectionObserver((changes) => {
    for (const { target, isIntersecting } of changes) {
      this.isSeen[this.entries.findIndex(({ element }) => element === target)] = isIntersecting;
    }
  });
  private timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param order the incidents of the list
   * @param open called with the incident that was picked
   */
  constructor(
    private readonly data: IncidentData,
    private order: Order,
    label: string,
    private readonly open: (incident: number) => void,
  ) {
    this.items.setAttribute("aria-label", label);
    this.items.addEventListener("keydown", (event) => {
      this.move(event);
    });
    this.turners = [this.turner(TEXTS.earlier, -PAGE), this.turner(TEXTS.later, PAGE)];
    this.pager.append(this.turners[0], this.told, this.turners[1]);
    this.element.append(this.items, this.pager);
    this.element.addEventListener(PRINT, ({ detail }: CustomEvent<boolean>) => {
      this.turn(detail ? 0 : this.start, detail ? PRINTED : PAGE);
      this.complete();
    });
    this.turn(0);
  }

  /** Focus the first incident's button. */
  focus(): void {
    this.buttons()[0]?.focus({ preventScroll: false });
  }

  /** How many incidents stand before the page. */
  get before(): number {
    return this.start;
  }

  /** Show a page whole at once; the first where there is no such page. */
  settle(before: number): void {
    if (before !== this.start) this.turn(before < this.order.length ? before : 0);
    this.complete();
  }

  /** List other incidents, from the first page. */
  replace(order: Order): void {
    this.order = order;
    this.turn(0);
  }

  private buttons(): HTMLButtonElement[] {
    this.complete();
    return this.entries.slice(0, this.page.length).map(({ button }) => button);
  }

  private turner(text: string, by: number): HTMLButtonElement {
    const button = el("button", { type: "button", class: "bm-button" }, text);
    button.addEventListener("click", () => {
      this.turn(this.start + by);
      this.focus();
    });
    return button;
  }

  private turn(start: number, size = PAGE): void {
    const { items, order } = this;
    if (size === PAGE) this.start = start;
    const last = Math.min(start + size, order.length);
    this.page = order.part(start, last);
    const count = this.page.length;
    // and one more, which may come into sight by the height of another
    const first = Math.min(this.isSeen.lastIndexOf(true) + 2, AT_ONCE, count);
    this.fill(first);
    clearTimeout(this.timer);
    items.style.minBlockSize = count > first ? `${String(count * HEIGHT)}px` : "";
    if (count > first) this.timer = setTimeout(this.complete, REST);
    if (items.start !== start + 1) items.start = start + 1;
    hide(this.pager, order.length <= size);
    const [earlier, later] = this.turners;
    earlier.disabled = start === 0;
    later.disabled = last >= order.length;
    const told = TEXTS.shownOf(number(start + 1), number(last), number(order.length));
    if (this.told.data !== told) this.told.data = told;
  }

  /** Show that many of the page's incidents. */
  private fill(count: number): void {
    const { entries, items, page } = this;
    for (let i = 0; i < count; i++) {
      const entry = (entries[i] ??= this.entry(i));
      entry.show(page[i] as number);
      entry.button.tabIndex = i === 0 ? 0 : -1;
      if (i >= items.childElementCount) items.append(entry.element);
    }
    while (items.childElementCount > count) items.lastElementChild?.remove();
  }

  private entry(at: number): ListEntry {
    const made = new ListEntry(this.data, this.open);
    if (at < AT_ONCE) this.sight.observe(made.element);
    return made;
  }

  private readonly complete = (): void => {
    clearTimeout(this.timer);
    if (this.items.childElementCount < this.page.length) this.fill(this.page.length);
    this.items.style.minBlockSize = "";
  };

  private move(event: KeyboardEvent): void {
    const buttons = this.buttons();
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const to = at < 0 ? null : step(event.key, at, buttons.length);
    if (to === null) return;
    event.preventDefault();
    for (const button of buttons) button.tabIndex = -1;
    const next = buttons[to];
    if (next === undefined) return;
    next.tabIndex = 0;
    next.focus();
  }
}

/** Incidents that filters let through, by any of their places, but cells; the newest first. */
export function newestFirst({ shown, columns, firstRow, firstCell }: IncidentData, length: number): Order {
  const { incident } = columns;
  const rows = firstRow[firstCell] as number; // cells come after them
  return {
    length,
    part: (start, end) => {
      const found: number[] = [];
      let [at, last] = [0, -1];
      for (let row = rows - 1; row >= 0 && at < end; row--) {
        if (shown[row] === 0 || incident[row] === last) continue;
        last = incident[row] as number;
        if (at++ >= start) found.push(last);
      }
      return found;
    },
  };
}

/** The card of a cluster, an area or a stretch: counts, then the incidents to pick from. */
export function groupCard(
  data: IncidentData,
  choice: GroupChoice,
  open: (incident: number) => void,
  zoomIn: (() => void) | null,
): HTMLElement {
  const { rows, tally } = choice;
  const all = distinctIncidents([...rows].reverse(), data.columns.incident);
  const incidents = all.filter((incident) => !data.isCell(incident));
  const total = all.reduce((sum, incident) => sum + data.weightOf(incident), 0);
  const count = countAt(data, rows, total);
  const name = tally === null ? nameOfHexagon(data, rows) : data.placeName(rows[0] as number);
  const title = name === "" ? count : `${name}: ${count}`;
  const note =
    tally?.kind === AREA ? TEXTS.inThisArea : tally?.kind === STRETCH ? TEXTS.onThisStretch : TEXTS.here;
  const order = { length: incidents.length, part: (start: number, end: number) => incidents.slice(start, end) };
  const list = new IncidentList(data, order, title, open);
  const button = zoomIn === null ? null : el("button", { type: "button", class: "bm-button" }, TEXTS.zoomIn);
  if (zoomIn !== null) button?.addEventListener("click", zoomIn);
  return el(
    "article",
    { class: "bm-group" },
    el("h2", { class: "bm-heading", tabindex: "-1", dir: "auto" }, title),
    el("p", { class: "bm-note" }, note),
    olderNote(data, all.slice(0, all.length - incidents.length)),
    mix(data, all),
    button,
    incidents.length > 0 ? list.element : null,
  );
}

/** The name of the only hexagon that rows of cells stand in; "" of anything else. */
function nameOfHexagon(data: IncidentData, rows: readonly number[]): string {
  const [first = 0] = rows;
  const { kind, x, y } = data.columns;
  const isOne = rows.every((row) => kind[row] === HEXAGON && x[row] === x[first] && y[row] === y[first]);
  return isOne ? TEXTS.cellsAround(data.placeName(first)) : "";
}

/** What is only counted of a group; null where all have cards. */
function olderNote(data: IncidentData, cells: readonly number[]): HTMLElement | null {
  if (cells.length === 0) return null;
  const count = cells.reduce((sum, cell) => sum + data.weightOf(cell), 0);
  const { day, days } = data.columns;
  const dated = cells.map((cell) => data.firstRow[cell] as number).filter((row) => day[row] !== NO_DAY);
  const from = dated.reduce((least, row) => Math.min(least, day[row] as number), Infinity);
  const to = dated.reduce((most, row) => Math.max(most, (day[row] as number) + (days[row] as number)), -Infinity);
  const when = dated.length === 0 ? TEXTS.dayUnknown : spanOf(from, to, true);
  return el("p", { class: "bm-note" }, TEXTS.cellsHere(TEXTS.count(count, number(count)), when));
}

function mix(data: IncidentData, incidents: readonly number[]): HTMLElement {
  const rows = incidents.map((incident) => data.firstRow[incident] as number);
  const tally = (code: (row: number) => number): [number, number][] => {
    const counts = new Map<number, number>();
    rows.forEach((row, i) => {
      counts.set(code(row), (counts.get(code(row)) ?? 0) + data.weightOf(incidents[i] as number));
    });
    return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  };
  const sides = tally((row) => data.sideCodes[row] as number);
  const types = tally((row) => data.columns.type[row] as number);
  const side = ([code, count]: [number, number]): HTMLElement =>
    el(
      "li",
      {},
      symbolSvg("circle", data.colour(code), INK, 14),
      `${sideName(data.meta.sides[code]?.code ?? "unknown", data.meta.names.sides)} ${number(count)}`,
    );
  const type = ([code, count]: [number, number]): HTMLElement => {
    const { name, shape } = typeOf(data.meta, code);
    return el("li", {}, symbolSvg(shape, "#ffffff", INK, 14), `${name} ${number(count)}`);
  };
  return el(
    "div",
    { class: "bm-mix" },
    el("ul", { "aria-label": TEXTS.bySide }, ...sides.map(side)),
    el("ul", { "aria-label": TEXTS.byType }, ...types.map(type)),
  );
}
