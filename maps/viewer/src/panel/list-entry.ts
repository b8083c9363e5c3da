/** One incident of a list, as a button; the same elements show one incident after the other. */

import { changeSymbol, symbolSvg } from "../canvas/symbols.ts";
import type { IncidentData } from "../data/incidents-data.ts";
import { dateLines, sideName } from "../data/incidents-text.ts";
import { INK } from "../incidents/incidents-draw.ts";
import { TEXTS } from "../language/strings.ts";
import { el, hide, write } from "../page/incidents-dom.ts";

export class ListEntry {
  readonly element: HTMLLIElement;
  readonly button: HTMLButtonElement;
  private readonly what = el("span", { class: "bm-item-what" });
  private readonly day = document.createTextNode("");
  private readonly second = el("span", { class: "bm-second-date" });
  private readonly where = el("span", { class: "bm-item-where", dir: "auto" });
  private readonly who = el("span", { class: "bm-item-who" });
  private readonly mark = el("span", { class: "bm-item-mark" }, TEXTS.disputed);
  private readonly symbol = symbolSvg("circle", INK, INK);
  private symbolShown = "";
  private incident = -1;
  /** The row whose place is named. */
  private row = -1;

  constructor(
    private readonly data: IncidentData,
    open: (incident: number) => void,
  ) {
    const when = el("span", { class: "bm-item-when" }, this.day, this.second);
    const parts = [this.symbol, this.what, this.where, this.mark, el("span", { class: "bm-item-side" }, when, this.who)];
    this.button = el("button", { type: "button", class: "bm-item" }, ...parts);
    this.button.addEventListener("click", () => {
      open(this.incident);
    });
    this.element = el("li", {}, this.button);
  }

  show(incident: number): void {
    const { data } = this;
    const row = data.leadingRow(incident);
    if (incident === this.incident && row === this.row) return;
    this.incident = incident;
    this.row = row;
    const { columns } = data;
    const [when = "", second = ""] = dateLines(columns.day[row] as number, columns.days[row] as number, data.datePrecision(row));
    const name = data.placeName(row);
    const more = (data.firstRow[incident + 1] as number) - (data.firstRow[incident] as number) - 1;
    const place = more > 0 ? TEXTS.andMore(name, more) : name;
    this.draw(data.shape(row), data.colour(data.sideCodes[row] as number));
    write(this.what, data.typeName(row));
    if (this.day.data !== when) this.day.data = when;
    write(this.second, second);
    hide(this.second, second === "");
    write(this.where, place === "" ? TEXTS.unlocated : place);
    write(this.who, sideName(data.sideCode(row), data.meta.names.sides));
    hide(this.mark, !data.disputed(row));
  }

  private draw(shape: string, colour: string): void {
    const key = `${shape} ${colour}`;
    if (key === this.symbolShown) return;
    this.symbolShown = key;
    changeSymbol(this.symbol, shape, colour);
  }
}
