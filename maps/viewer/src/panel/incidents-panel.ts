/** The panel's content: the list of all incidents, or the card of what was chosen. */

import { number } from "../data/incidents-text.ts";
import { TEXTS } from "../language/strings.ts";
import { frameShown } from "../page/first-draw.ts";
import { el, hide, write } from "../page/incidents-dom.ts";
import { hideCard, showCard } from "../page/panel.ts";
import { alongOf, goTo, pathTo, spotIn, type Path, type Spot } from "../page/spot.ts";
import type { Selection } from "../page/select.ts";

export class IncidentPanel {
  /** The page's place for cards, or a panel of our own in somebody else's map. */
  private readonly root: HTMLElement;
  private readonly own: boolean;
  private readonly title = el("h2", { class: "bm-heading", tabindex: "-1" });
  /** What is not exact of the count. */
  private readonly limits = el("p", { class: "bm-limits", hidden: "" });
  /** What was last said of the list. */
  private told: string | null = null;
  private homeContent: HTMLElement | null = null;
  /** Tells readers who do not see the panel what has opened; they may be on the map. */
  private readonly said = el("p", { class: "bm-said", role: "status" });
  /** What had the focus when a card was opened; null where a pointer opened it on the map. */
  private opener: Element | null = null;
  /** Where that stood in a list that has been made anew since. */
  private way: Path = [];
  /** How far the list was read when a card came in its place. */
  private read: Spot | null = null;

  constructor(
    map: L.Map,
    private readonly selection: Selection,
  ) {
    const given = document.getElementById("bm-card");
    this.own = given === null;
    this.root = given ?? el("aside", { class: "bm-own-panel", "aria-label": TEXTS.panel });
    this.root.addEventListener("keydown", this.key);
    if (given !== null) given.after(this.said);
    else map.getContainer().append(this.said);
    if (!this.own) return;
    this.root.hidden = true;
    map.getContainer().append(this.root);
    L.DomEvent.disableClickPropagation(this.root);
    L.DomEvent.disableScrollPropagation(this.root);
  }

  /** Whether this is the page's own panel, and not one in somebody else's map. */
  get ofPage(): boolean {
    return !this.own;
  }

  remove(): void {
    this.root.removeEventListener("keydown", this.key);
    this.said.remove();
    this.root.closest(".bm-sheet")?.classList.remove("bm-carded");
    if (this.own) this.root.remove();
    else this.root.replaceChildren();
  }

  /** Where in the panel its reader is; it is set again when all that stands in it is made anew. */
  get spot(): Spot | null {
    return spotIn(this.scroller);
  }

  set spot(spot: Spot | null) {
    goTo(this.scroller, spot);
    // entries out of sight are as tall as most, until they come into sight
    const { firstChild } = this.root;
    void frameShown().then(() => {
      if (spot !== null && this.root.firstChild === firstChild) goTo(this.scroller, spot);
    });
  }

  /**
   * Set the filters and the list that stand here when nothing is chosen, and a note over them; made anew, they come in
   * the place of those before: a card stays until it is made anew too.
   */
  home(filters: HTMLElement, list: HTMLElement, note: HTMLElement | null = null): void {
    const { homeContent: old, opener } = this;
    const isCarded = old?.isConnected === false;
    if (old !== null && opener !== null && old.contains(opener)) this.way = pathTo(old, opener);
    this.told = null;
    this.homeContent = el("section", { class: "bm-all" }, this.title, this.limits, note, filters, list);
    if (!isCarded) this.fill(this.homeContent, true);
  }

  /**
   * Say how many incidents filters let through, of all.
   *
   * @param listed how many of them the list has
   * @param limits what is not exact of the count
   * @param brushed what a brush lets through, in words; empty where there is no brush
   * @param moving more will follow at once: it is not said aloud yet
   */
  listed(count: number, listed: number, all: number, limits: readonly string[], brushed = "", moving = false): void {
    const some = count === all ? TEXTS.count(all, number(all)) : TEXTS.countOf(number(count), number(all));
    const cut = listed === 0 ? TEXTS.cellsUnlisted : TEXTS.cellsListed(number(listed));
    const order = listed === count ? TEXTS.newestFirst : cut;
    // one is in no order; where nothing is, nothing is asked for
    const isPlain = all === 0 || (count === 1 && listed === 1);
    const title = isPlain ? some : count === 0 ? `${some}. ${TEXTS.noneLeft}` : `${some}${TEXTS.list}${order}`;
    write(this.title, title);
    const limited = limits.join(" ");
    write(this.limits, limited);
    hide(this.limits, limited === "");
    const told = [brushed === "" ? some : brushed, ...limits].join(" ");
    if (moving || told === this.told) return;
    if (this.told !== null) this.say(told);
    this.told = told;
  }

  showHome(focus: boolean): void {
    if (this.homeContent === null) return;
    this.fill(this.homeContent);
    hideCard();
    this.spot = this.read;
    if (this.own) this.root.hidden = true;
    if (!focus) return;
    const anew = alongOf<Element>(this.homeContent, this.way);
    const target = anew instanceof HTMLButtonElement ? anew : this.title;
    ((this.opener?.isConnected === true ? this.opener : target) as HTMLElement).focus();
  }

  /** @param isAnew so that the card is the one that is open, in other words */
  show(content: HTMLElement, focus: boolean, isAnew = false): void {
    const { activeElement } = document;
    if (this.homeContent?.isConnected === true) this.read = this.spot;
    // within a card something opens of a group: that leads back to the group, and then to what opened that
    if (!isAnew && !this.isOfCard(activeElement)) {
      this.opener = focus && activeElement !== document.body ? activeElement : null;
      this.way = [];
    }
    const back = el("button", { type: "button", class: "bm-button bm-back" }, `${TEXTS.backArrow} ${TEXTS.back}`);
    back.addEventListener("click", () => {
      this.selection.back();
    });
    const whole = el("div", { class: "bm-chosen" }, back, content);
    this.fill(whole, isAnew);
    if (isAnew) return;
    showCard(whole, () => {
      this.selection.clear("panel");
    });
    const heading = whole.querySelector<HTMLElement>(".bm-heading");
    // where the focus goes to the heading, that is read out already
    this.say(focus ? "" : (heading?.textContent ?? ""));
    if (focus) heading?.focus({ preventScroll: true });
  }

  /** Whether an element stands in the card that is shown. */
  private isOfCard(element: Element | null): boolean {
    return this.root.contains(element) && this.homeContent?.contains(element) !== true;
  }

  fail(): void {
    this.fill(el("p", { role: "alert" }, TEXTS.failed));
  }

  /** Has a screen reader say something when it has a moment. */
  say(text: string): void {
    this.said.textContent = text;
  }

  /** @param stays so that it is scrolled as far as what stood there before */
  private fill(content: HTMLElement, stays = false): void {
    const { scrollTop } = this.scroller;
    this.root.hidden = false;
    this.root.replaceChildren(content);
    // what stands around a card is another; to ask with :has() would be to ask at every change of the list
    this.root.closest(".bm-sheet")?.classList.toggle("bm-carded", content.classList.contains("bm-chosen"));
    this.scroller.scrollTop = stays ? scrollTop : 0;
  }

  private get scroller(): Element {
    return this.root.closest(".bm-sheet") ?? this.root;
  }

  private readonly key = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || this.selection.current === null) return;
    event.stopPropagation();
    this.selection.back();
  };
}
