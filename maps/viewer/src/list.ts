/** Lists of incidents: all of the page, or those of one cluster, area or stretch. */

import { AREA, HEXAGON, STRETCH, typeOf, type IncidentData } from "./incidents-data.ts";
import { el } from "./incidents-dom.ts";
import { dateLines, NO_DAY, number, sideName, spanOf } from "./incidents-text.ts";
import { distinctIncidents, step, type GroupChoice } from "./select.ts";
import { TEXTS } from "./strings.ts";
import { INK } from "./incidents-draw.ts";
import { symbolSvg } from "./symbols.ts";

export const PAGE = 50; // more are laid out slower than a filter works
const AT_ONCE = 16; // as many as a panel shows; the others follow when the page rests
const REST = 120; // milliseconds without a change
const HEIGHT = 52; // CSS pixels of an entry, about: what is not there yet keeps its room

/** A page of incidents as buttons; arrow keys move between them. */
export class IncidentList {
  readonly element = el("div", { class: "bm-list" });
  private readonly items = el("ol", {});
  private readonly pager = el("div", { class: "bm-pager" });
  private start = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param incidents in the order of the list
   * @param open called with the incident that was picked
   */
  constructor(
    private readonly data: IncidentData,
    private incidents: Uint32Array,
    label: string,
    private readonly open: (incident: number) => void,
  ) {
    this.items.setAttribute("aria-label", label);
    this.items.addEventListener("keydown", (event) => {
      this.move(event);
    });
    this.element.append(this.items, this.pager);
    this.turn(0);
  }

  /** Focus an incident's button, if this page has it, else the first. */
  focus(incident?: number): void {
    const buttons = this.buttons();
    this.complete();
    const at = incident === undefined ? -1 : this.incidents.indexOf(incident, this.start) - this.start;
    (buttons[at] ?? buttons[0])?.focus({ preventScroll: false });
  }

  /** List other incidents, from the first page. */
  replace(incidents: Uint32Array): void {
    this.incidents = incidents;
    this.turn(0);
  }

  /** Turn to the page that holds an incident. */
  reveal(incident: number): void {
    const at = this.incidents.indexOf(incident);
    const start = Math.floor(at / PAGE) * PAGE;
    if (at >= 0 && start !== this.start) this.turn(start);
  }

  private buttons(): HTMLButtonElement[] {
    this.complete();
    return [...this.items.querySelectorAll("button")];
  }

  private turn(start: number): void {
    this.start = start;
    const count = Math.min(PAGE, this.incidents.length - start);
    this.items.replaceChildren();
    this.fill(Math.min(AT_ONCE, count));
    clearTimeout(this.timer);
    this.items.style.minBlockSize = count > AT_ONCE ? `${String(count * HEIGHT)}px` : "";
    if (count > AT_ONCE) this.timer = setTimeout(this.complete, REST);
    this.items.start = start + 1;
    this.pager.replaceChildren();
    if (this.incidents.length <= PAGE) return;
    const turner = (text: string, to: number): HTMLButtonElement => {
      const button = el("button", { type: "button", class: "bm-button" }, text);
      button.disabled = to < 0 || to >= this.incidents.length;
      button.addEventListener("click", () => {
        this.turn(to);
        this.focus();
      });
      return button;
    };
    const last = Math.min(start + PAGE, this.incidents.length);
    this.pager.append(
      turner(TEXTS.earlier, start - PAGE),
      TEXTS.shownOf(number(start + 1), number(last), number(this.incidents.length)),
      turner(TEXTS.later, start + PAGE),
    );
  }

  /** Add entries up to a number of them. */
  private fill(count: number): void {
    for (let i = this.items.childElementCount; i < count; i++) {
      this.items.append(this.item(this.incidents[this.start + i] as number, i === 0));
    }
  }

  private readonly complete = (): void => {
    clearTimeout(this.timer);
    this.fill(Math.min(PAGE, this.incidents.length - this.start));
    this.items.style.minBlockSize = "";
  };

  private item(incident: number, first: boolean): HTMLElement {
    const { data } = this;
    const row = data.firstRow[incident] as number;
    const { columns } = data;
    const [when = "", second = ""] = dateLines(columns.day[row] as number, columns.days[row] as number, data.datePrecision(row));
    const colour = data.colour(data.sideCodes[row] as number);
    const name = data.placeName(row);
    const more = (data.firstRow[incident + 1] as number) - row - 1;
    const place = more > 0 ? TEXTS.andMore(name, more) : name;
    const button = el(
      "button",
      { type: "button", class: "bm-item", tabindex: first ? "0" : "-1" },
      symbolSvg(data.shape(row), colour, INK),
      el("span", { class: "bm-item-what" }, data.typeName(row)),
      el(
        "span",
        { class: "bm-item-when" },
        when,
        second === "" ? null : el("span", { class: "bm-second-date" }, second),
      ),
      el("span", { class: "bm-item-where", dir: "auto" }, place === "" ? TEXTS.unlocated : place),
      el("span", { class: "bm-item-who" }, sideName(data.sideCode(row), data.meta.names.sides)),
      data.disputed(row) ? el("span", { class: "bm-item-mark" }, TEXTS.disputed) : null,
    );
    button.addEventListener("click", () => {
      this.open(incident);
    });
    return el("li", {}, button);
  }

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
export function newestFirst({ shown, columns, firstRow, firstCell }: IncidentData): Uint32Array {
  const { incident } = columns;
  const rows = firstRow[firstCell] as number; // cells come after them
  const found = new Uint32Array(rows);
  let count = 0;
  let last = -1;
  for (let row = rows - 1; row >= 0; row--) {
    if (shown[row] === 0 || incident[row] === last) continue;
    found[count++] = last = incident[row] as number;
  }
  return found.subarray(0, count);
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
  const count = TEXTS.count(total, number(total));
  const name = tally === null ? nameOfHexagon(data, rows) : data.placeName(rows[0] as number);
  const title = name === "" ? count : `${name}: ${count}`;
  const note =
    tally?.kind === AREA ? TEXTS.inThisArea : tally?.kind === STRETCH ? TEXTS.onThisStretch : TEXTS.here;
  const list = new IncidentList(data, Uint32Array.from(incidents), title, open);
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
  const { kind, lon, lat } = data.columns;
  const isOne = rows.every((row) => kind[row] === HEXAGON && lon[row] === lon[first] && lat[row] === lat[first]);
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
