/** The panel's content: the list of all incidents, or the card of what was chosen. */

import { el } from "./incidents-dom.ts";
import { number } from "./incidents-text.ts";
import { hideCard, showCard } from "./panel.ts";
import type { Selection } from "./select.ts";
import { TEXTS } from "./strings.ts";

export class IncidentPanel {
  /** The page's place for cards, or a panel of our own in somebody else's map. */
  private readonly root: HTMLElement;
  private readonly own: boolean;
  private homeContent: HTMLElement | null = null;
  /** Tells readers who do not see the panel what has opened; they may be on the map. */
  private readonly said = el("p", { class: "bm-said", role: "status" });
  /** What had the focus when a card was opened from the panel. */
  private opener: Element | null = null;

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

  remove(): void {
    this.root.removeEventListener("keydown", this.key);
    this.said.remove();
    if (this.own) this.root.remove();
    else this.root.replaceChildren();
  }

  /** Set the list that stands here when nothing is chosen. */
  home(list: HTMLElement, count: number): void {
    const title = `${TEXTS.count(count, number(count))}, ${TEXTS.newestFirst}`;
    this.homeContent = el(
      "section",
      { class: "bm-all" },
      el("h2", { class: "bm-heading", tabindex: "-1" }, title),
      list,
    );
    this.showHome(false);
  }

  showHome(focus: boolean): void {
    if (this.homeContent === null) return;
    this.fill(this.homeContent);
    hideCard();
    if (this.own) this.root.hidden = true;
    if (!focus) return;
    const target = this.opener?.isConnected === true ? this.opener : this.root.querySelector(".bm-heading");
    (target as HTMLElement | null)?.focus();
  }

  show(content: HTMLElement, focus: boolean): void {
    if (this.homeContent?.contains(document.activeElement) === true) this.opener = document.activeElement;
    const back = el("button", { type: "button", class: "bm-button bm-back" }, `← ${TEXTS.back}`);
    back.addEventListener("click", () => {
      this.selection.back();
    });
    const whole = el("div", { class: "bm-chosen" }, back, content);
    this.fill(whole);
    showCard(whole, () => {
      this.selection.clear("panel");
    });
    const heading = whole.querySelector<HTMLElement>(".bm-heading");
    // where the focus goes to the heading, that is read out already
    this.say(focus ? "" : (heading?.textContent ?? ""));
    if (focus) heading?.focus({ preventScroll: true });
  }

  fail(): void {
    this.fill(el("p", { role: "alert" }, TEXTS.failed));
  }

  /** Has a screen reader say something when it has a moment. */
  say(text: string): void {
    this.said.textContent = text;
  }

  private fill(content: HTMLElement): void {
    this.root.hidden = false;
    this.root.replaceChildren(content);
    const scroller = this.root.closest(".bm-sheet") ?? this.root;
    scroller.scrollTop = 0;
  }

  private readonly key = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || this.selection.current === null) return;
    event.stopPropagation();
    this.selection.back();
  };
}
