/** The statements of all incidents that filters let through, each with who says it and where it was read. */

import "./claims-list.css";
import type { Claim, IncidentText } from "../data/incidents-chunk.ts";
import type { IncidentData } from "../data/incidents-data.ts";
import { claimantName, counted, datesInShort, NO_DAY, number, roleName, spanOf as datesOf } from "../data/incidents-text.ts";
import { language } from "../language/language.ts";
import { TEXTS } from "../language/strings.ts";
import type { Folds } from "../page/folds.ts";
import { el } from "../page/incidents-dom.ts";
import { daysMostSaidOf, spanOf, thingsOf, type Saying, type Span, type Thing, type Told } from "./claims-told.ts";
import { figure } from "./ledger.ts";
import type { Order } from "./list.ts";
import { statement } from "./statements.ts";

/** Incidents that are read; more say more than anybody reads, and take seconds of a page of a million. */
const MOST = 200;
/** The role of an incident that is several. */
const AGGREGATE = "aggregate";
/** Days that are offered, of which most is said. */
const DAYS = 3;
const REST = 150; // milliseconds without another filter

export class ClaimsList {
  readonly element = el("div", { class: "bm-said-list", hidden: "" });
  private readonly sides: readonly string[];
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Number of the latest reading: an earlier one counts for nothing. */
  private turn = 0;
  private isStale = true;

  /**
   * @param open called with the incident whose card is asked for
   * @param keepTo called with the only day that is to be told of
   */
  constructor(
    private readonly data: IncidentData,
    private order: Order,
    private readonly folds: Folds,
    private readonly open: (incident: number) => void,
    private readonly keepTo: (day: number) => void,
  ) {
    const { line_sides: line, claimant_sides: all } = data.meta;
    this.sides = [...line, ...all.filter((side) => !line.includes(side))];
  }

  /** Tell of other incidents. */
  replace(order: Order): void {
    this.order = order;
    this.isStale = true;
    this.turn++;
    clearTimeout(this.timer);
    if (!this.element.hidden) this.timer = setTimeout(() => void this.fill(), REST);
  }

  /** Whether it is shown; what nobody sees is not read. */
  set shown(shown: boolean) {
    this.element.hidden = !shown;
    if (shown && this.isStale) void this.fill();
  }

  /** Tell at once what is owed. */
  async settle(): Promise<void> {
    clearTimeout(this.timer);
    if (!this.element.hidden) await this.fill();
  }

  private async fill(): Promise<void> {
    const turn = ++this.turn;
    this.isStale = false;
    this.element.setAttribute("aria-busy", "true");
    const { order } = this;
    const incidents = Array.from(order.part(0, Math.min(MOST, order.length)));
    const texts = await this.read(incidents, turn);
    if (texts === null) return;
    const things = thingsOf(texts, this.sides);
    const cut = order.length > MOST ? el("p", { class: "bm-limits" }, TEXTS.saidNewest(number(MOST))) : null;
    const note = el("p", { class: "bm-note" }, things.length === 0 ? TEXTS.saidNothing : TEXTS.saidNote);
    const isLeft = this.element.querySelector(".bm-days")?.contains(document.activeElement) === true;
    this.element.replaceChildren(...this.days(texts), note, ...(cut === null ? [] : [cut]), ...things.map((one) => this.thing(one, things.length === 1)));
    // the day that was chosen is no longer offered: the keyboard goes on at what is said of it
    if (isLeft) this.element.querySelector<HTMLElement>("summary")?.focus({ preventScroll: true });
    this.element.removeAttribute("aria-busy");
  }

  /** The days of which most is said, to choose one; none where there is but one. */
  private days(texts: readonly (readonly [number, IncidentText])[]): HTMLElement[] {
    const { data } = this;
    const dayOf = (incident: number): number | null => {
      const row = data.firstRow[incident] as number;
      const day = data.columns.day[row] as number;
      return day === NO_DAY || data.datePrecision(row) !== "day" || data.role(row) === AGGREGATE ? null : day;
    };
    const days = daysMostSaidOf(texts, dayOf, DAYS);
    if (days.length < 2) return [];
    const buttons = days.map((day) => {
      const button = el("button", { type: "button", class: "bm-button" }, datesOf(day, day, true));
      button.addEventListener("click", () => {
        this.keepTo(day);
      });
      return button;
    });
    return [el("p", { class: "bm-days" }, el("span", {}, TEXTS.mostSaidOf), ...buttons)];
  }

  /** The texts of incidents, in their order; null where others are asked for meanwhile. */
  private async read(incidents: readonly number[], turn: number): Promise<(readonly [number, IncidentText])[] | null> {
    const { data } = this;
    const wanted = new Set(incidents);
    const found = new Map<number, IncidentText>();
    for (const chunk of new Set(incidents.map((incident) => Math.floor(incident / data.chunkSize)))) {
      const texts = await data.textsOf(chunk, (incident) => wanted.has(incident));
      if (turn !== this.turn) return null;
      const own = incidents.filter((incident) => Math.floor(incident / data.chunkSize) === chunk).sort((a, b) => a - b);
      own.forEach((incident, i) => found.set(incident, texts[i] as IncidentText));
    }
    return incidents.map((incident) => [incident, found.get(incident) as IncidentText]);
  }

  /** @param isOnly so that nothing is to be compared with it */
  private thing(thing: Thing, isOnly: boolean): HTMLElement {
    const { metric, victims, unit, key, count, sides } = thing;
    const what = counted(metric, victims, unit, this.data.meta.names.victims);
    const many = el("span", { class: "bm-count" }, TEXTS.statements(count, number(count)));
    const spans = el("span", { class: "bm-spans" }, ...this.spans(sides));
    const fold = el("details", { class: "bm-thing" }, el("summary", {}, el("bdi", {}, what), " ", many, spans));
    const unfold = (): void => {
      if (fold.open && fold.childElementCount === 1) fold.append(...sides.map((one) => this.saying(one)));
    };
    this.folds.keep(fold, `said ${key}`, isOnly);
    unfold();
    fold.addEventListener("toggle", unfold);
    return fold;
  }

  /** What each side says, at a glance: the two of the line in their halves, also one that says nothing, then the others. */
  private spans(sides: readonly Saying[]): HTMLElement[] {
    const ofLine = this.data.meta.line_sides.map((side) => sides.find((one) => one.side === side) ?? { side, told: [] });
    const others = sides.filter(({ side }) => !ofLine.some((one) => one.side === side));
    const halves = ofLine.some(({ told }) => told.length > 0) ? ofLine.map((one) => this.span(one)) : [];
    return others.length === 0 ? halves : [...halves, el("span", { class: "bm-span-others" }, ...others.map((one) => this.span(one)))];
  }

  private span({ side, told }: Saying): HTMLElement {
    const name = el("bdi", {}, claimantName(side, this.data.meta.names.claimants));
    // a running total is no higher figure of the same thing
    const [of, over] = parted(told, ({ incident }) => this.data.role(this.data.firstRow[incident] as number) !== AGGREGATE);
    const isSilent = told.length === 0;
    const made = el("span", { class: isSilent ? "bm-span bm-silent" : "bm-span" }, name);
    if (isSilent || of.length > 0) made.append(" ", el("strong", {}, isSilent ? TEXTS.saysNothing : spanText(spanOf(of))));
    if (over.length > 0) made.append(" ", el("span", { class: "bm-span-over" }, TEXTS.overSeveral(spanText(spanOf(over)))));
    const colour = this.colour(side);
    if (colour !== undefined) made.style.borderInlineStartColor = colour;
    return made;
  }

  private colour(side: string): string | undefined {
    return this.data.meta.sides.find((one) => one.code === side)?.colour;
  }

  private saying({ side, told }: Saying): HTMLElement {
    const head = el("h3", {}, el("bdi", {}, claimantName(side, this.data.meta.names.claimants)));
    const colour = this.colour(side);
    const items = told.map((one) => el("li", {}, this.told(one)));
    const section = el("section", { class: "bm-saying" }, head, el("ul", {}, ...items));
    if (colour !== undefined) section.style.borderInlineStartColor = colour;
    return section;
  }

  private told({ incident, claim, reports }: Told): HTMLElement {
    const { data } = this;
    const { columns } = data;
    const row = data.firstRow[incident] as number;
    const when = datesInShort(columns.day[row] as number, columns.days[row] as number, data.datePrecision(row));
    const more = (data.firstRow[incident + 1] as number) - row - 1;
    const name = data.placeName(data.leadingRow(incident));
    const place = more > 0 ? TEXTS.andMore(name, more) : name;
    const of = el("button", { type: "button", class: "bm-said-of" }, `${when}${language().joint}`, el("bdi", {}, place === "" ? TEXTS.unlocated : place));
    of.addEventListener("click", () => {
      this.open(incident);
    });
    const made = statement(data, [[claim]], reports);
    const role = roleName(data.role(row));
    made.append(of, ...(role === null ? [] : [el("span", { class: "bm-part" }, ` (${role})`)]));
    return made;
  }
}

/** The claims of those of which something holds, and of the others. */
function parted(told: readonly Told[], holds: (one: Told) => boolean): [Claim[], Claim[]] {
  const parts: [Claim[], Claim[]] = [[], []];
  for (const one of told) parts[holds(one) ? 0 : 1].push(one.claim);
  return parts;
}

/** A span as readers write it: 24–55, 24–55 or more, ≥ 55, denied, 2–12; also denied. */
export function spanText(span: Span | null): string {
  if (span === null) return TEXTS.denied;
  return span.isDenied ? TEXTS.alsoDenied(figuresOf(span)) : figuresOf(span);
}

function figuresOf({ low, high, isOpen, isExact }: Span): string {
  if (low === high || !isOpen) return figure({ min: low, max: isOpen ? null : high, exact: isExact }, number);
  return TEXTS.rangeOpen(TEXTS.figureRange(number(low), number(high)));
}
