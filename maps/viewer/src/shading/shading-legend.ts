/** What is shaded, by what, in which classes, and what is not in it; and the same as a list. */

import { number } from "../language/language.ts";
import { TEXTS } from "../language/strings.ts";
import { el } from "../page/incidents-dom.ts";
import { classNames, type Classes } from "./classes.ts";

export interface Measure {
  readonly key: string;
  readonly name: string;
}

/** All that the legend tells; texts of data go in as text. */
export interface Told {
  readonly title: string;
  /** By what units are shaded, the chosen one first asked for by its key; none to choose among. */
  readonly measures: readonly Measure[];
  readonly chosen: string;
  readonly classes: Classes;
  readonly colours: readonly string[];
  readonly whole: boolean;
  /** Colour of nought and word for what has nothing to shade by; null where there is no such thing. */
  readonly zero: string | null;
  readonly nothing: string | null;
  readonly notes: readonly string[];
}

/** A row of the list: a unit's name, its value as it is told, and its incidents. */
export interface Row {
  readonly name: string;
  readonly value: string;
  readonly incidents: number;
}

export interface Listed {
  readonly unit: string;
  readonly value: string | null;
  readonly rows: readonly Row[];
}

const LIST_REST = 200; // milliseconds until the list follows the map

export class ShadingLegend {
  readonly element: HTMLDetailsElement;
  private readonly title = el("summary");
  private readonly menu = el("select");
  private readonly choice = el("label", { class: "bm-shading-what" });
  private readonly scale = el("ul", { class: "bm-shading-classes" });
  private readonly notes = el("div", { class: "bm-shading-notes" });
  private readonly table = el("table", { class: "bm-table" });
  private readonly list = el("details", { class: "bm-shading-list" });
  private shown = "";
  private offered = "";
  private listed: (() => Listed) | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param choose called with the key of what the reader wants to see */
  constructor(open: boolean, choose: (key: string) => void) {
    this.choice.append(el("span", { class: "bm-said" }, TEXTS.shadeWhat), this.menu);
    this.menu.addEventListener("change", () => {
      choose(this.menu.value);
    });
    this.list.append(el("summary", {}, TEXTS.asList), this.table);
    this.list.addEventListener("toggle", this.write);
    this.element = el(
      "details",
      { class: "bm-legend bm-shading" },
      this.title,
      this.choice,
      this.scale,
      this.notes,
      this.list,
    );
    this.element.open = open;
  }

  /** @param listed makes the list, when it is looked at; null where there is none */
  tell(told: Told, listed: (() => Listed) | null): void {
    this.listed = listed;
    this.list.hidden = listed === null;
    clearTimeout(this.timer);
    if (this.list.open) this.timer = setTimeout(this.write, LIST_REST);
    const key = JSON.stringify(told);
    if (key === this.shown) return;
    this.shown = key;
    const now = told.measures.find(({ key: of }) => of === told.chosen);
    this.title.replaceChildren(
      told.title,
      now === undefined ? "" : el("span", { class: "bm-shading-now" }, `: ${now.name}`),
    );
    this.offer(told);
    const names = classNames(told.classes, told.whole);
    const entries = names.map((name, i) => entry(told.colours[i]!, name));
    if (told.zero !== null) entries.unshift(entry(told.zero, number(0)));
    if (told.nothing !== null) entries.push(entry("", told.nothing));
    this.scale.replaceChildren(...entries);
    this.notes.replaceChildren(...told.notes.map((note) => el("p", {}, note)));
  }

  remove(): void {
    clearTimeout(this.timer);
  }

  private offer({ measures, chosen }: Told): void {
    this.choice.hidden = measures.length === 0;
    const offered = JSON.stringify(measures);
    if (offered !== this.offered) {
      this.menu.replaceChildren(...measures.map(({ key, name }) => new Option(name, key)));
      this.offered = offered;
    }
    this.menu.value = chosen;
  }

  private readonly write = (): void => {
    const made = this.list.open ? this.listed?.() : undefined;
    if (made === undefined) return;
    const head = [made.unit, ...(made.value === null ? [] : [made.value]), TEXTS.incidents];
    const rows = made.rows.map(({ name, value, incidents }) =>
      el(
        "tr",
        {},
        el("th", { scope: "row", dir: "auto" }, name),
        made.value === null ? null : el("td", {}, value),
        el("td", {}, number(incidents)),
      ),
    );
    this.table.replaceChildren(
      el("thead", {}, el("tr", {}, ...head.map((text) => el("th", { scope: "col" }, text)))),
      el("tbody", {}, ...rows),
    );
  };
}

function entry(colour: string, text: string): HTMLElement {
  const mark = el("span", { class: "bm-swatch", "aria-hidden": "true" });
  mark.style.background = colour;
  return el("li", {}, mark, el("span", {}, text));
}
