/** What filters let through: incident by incident, or all that is said of them. */

import type { IncidentData } from "../data/incidents-data.ts";
import type { Link } from "../filters/link.ts";
import { TEXTS } from "../language/strings.ts";
import type { Folds } from "../page/folds.ts";
import { el } from "../page/incidents-dom.ts";
import { raiseSheet } from "../page/panel.ts";
import { ClaimsList } from "./claims-list.ts";
import { IncidentList, type Order } from "./list.ts";

type View = "incidents" | "said";

export class Listing {
  readonly element: HTMLElement;
  private readonly list: IncidentList;
  private readonly claims: ClaimsList;
  private readonly buttons: Readonly<Record<View, HTMLButtonElement>>;

  /**
   * @param open called with the incident whose card is asked for
   * @param keepTo called with the only day that is to be told of
   */
  constructor(
    data: IncidentData,
    order: Order,
    private readonly link: Link,
    folds: Folds,
    open: (incident: number) => void,
    keepTo: (day: number) => void,
  ) {
    this.list = new IncidentList(data, order, TEXTS.allIncidents, open);
    this.claims = new ClaimsList(data, order, folds, open, keepTo);
    const button = (view: View, name: string): HTMLButtonElement => {
      const made = el("button", { type: "button" }, name);
      made.addEventListener("click", () => {
        this.show(view);
        raiseSheet();
        this.link.put("list", view === "incidents" ? "" : `list=${view}`);
      });
      return made;
    };
    this.buttons = { incidents: button("incidents", TEXTS.incidents), said: button("said", TEXTS.whatEachSays) };
    const { incidents, said } = this.buttons;
    const views = el("div", { class: "bm-views", role: "group", "aria-label": TEXTS.listed }, incidents, said);
    // where nobody claims a figure there is nothing to choose
    views.hidden = data.meta.things.length === 0;
    this.element = el("div", {}, views, this.list.element, this.claims.element);
    this.read(link.settle());
    link.onRead((words) => {
      this.read(words);
    });
  }

  /** Show other incidents. */
  replace(order: Order): void {
    this.list.replace(order);
    this.claims.replace(order);
  }

  /** How many incidents stand before the page that is shown. */
  get before(): number {
    return this.list.before;
  }

  /** Show a page whole, and what is said, at once. */
  async settle(before: number): Promise<void> {
    this.list.settle(before);
    await this.claims.settle();
  }

  private read(words: URLSearchParams): void {
    this.show(words.get("list") === "said" ? "said" : "incidents");
  }

  private show(view: View): void {
    this.list.element.hidden = view !== "incidents";
    this.claims.shown = view === "said";
    for (const [name, button] of Object.entries(this.buttons)) button.setAttribute("aria-pressed", String(name === view));
  }
}
