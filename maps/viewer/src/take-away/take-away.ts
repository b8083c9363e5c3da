/** The menu to take away what is shown: files, picture, print, link, and code to embed the page. */

import "./take-away.css";
import "./citation.css";
import "../panel/bias.css";
import { isReadable } from "../canvas/readable.ts";
import { noteOf, noticeOfPage, titleOfPage, type Facts } from "../data/facts.ts";
import type { IncidentData } from "../data/incidents-data.ts";
import { number } from "../data/incidents-text.ts";
import type { Payload } from "../data/payload.ts";
import type { Filtering } from "../filters/filtering.ts";
import { language } from "../language/language.ts";
import { TEXTS } from "../language/strings.ts";
import { copy } from "../page/clipboard.ts";
import { el } from "../page/incidents-dom.ts";
import { asOf } from "./citation.ts";
import { claimsOf, csvOf, geojsonOf, nameOf, save, type Source } from "./download.ts";
import { embedCode } from "./embed.ts";
import { picture, pngOf, type Told } from "./picture.ts";
import { Printing } from "./printing.ts";

/** What makes each file of data, what the file is called after, and its ending. */
const FILES = {
  geojson: [geojsonOf, "incidents", "geojson"],
  csv: [csvOf, "incidents", "csv"],
  claims: [claimsOf, "claims", "csv"],
} as const;

/** Stands where the address of an embedded page belongs, if the page is only a file yet. */
const ADDRESS = "https://example.org/index.html";

export class TakeAway {
  private readonly element: HTMLElement;
  private readonly button = el("button", {
    type: "button", class: "bm-share-button", "aria-expanded": "false", "aria-controls": "bm-share-panel",
  });
  private readonly panel = el("div", {
    class: "bm-share-panel", id: "bm-share-panel", role: "group", "aria-labelledby": "bm-share-title", hidden: "",
  });
  private readonly count = el("p", { class: "bm-note" });
  private readonly said = el("p", { class: "bm-copied", role: "status" });
  private readonly printing: Printing;
  private incidents = 0;
  private inCells = 0;
  private busy = false;

  /** @param head what the button stands in */
  constructor(
    head: Element,
    private readonly map: L.Map,
    private readonly data: IncidentData,
    private readonly payload: Payload,
    private readonly filtering: Filtering,
    private readonly facts: Facts,
  ) {
    this.printing = new Printing(map, () => this.told());
    const icon = el("span", { class: "bm-share-icon", "aria-hidden": "true" });
    this.button.append(TEXTS.shareMenu, icon);
    const action = (name: string, does: () => unknown): HTMLElement => {
      const made = el("button", { type: "button", class: "bm-share-item" }, name);
      made.addEventListener("click", () => void this.run(does));
      return el("li", {}, made);
    };
    this.panel.append(
      el("h2", { id: "bm-share-title" }, TEXTS.takeTitle),
      this.count,
      el(
        "ul",
        {},
        action(TEXTS.takeGeojson, () => this.file("geojson")),
        action(TEXTS.takeCsv, () => this.file("csv")),
        action(TEXTS.takeClaims, () => this.file("claims")),
        action(TEXTS.takePicture, () => this.png()),
        action(TEXTS.takePrint, () => this.print()),
        action(TEXTS.takeLink, () => this.copyLink()),
        action(TEXTS.takeEmbed, () => this.copyEmbed()),
      ),
      this.said,
    );
    this.element = el("div", { class: "bm-share" }, this.button, this.panel);
    this.button.addEventListener("click", () => {
      this.open(this.panel.hidden);
    });
    this.element.addEventListener("keydown", this.key);
    // who goes on by keys sees where; what copies has the focus elsewhere for a moment
    this.element.addEventListener("focusout", ({ relatedTarget }) => {
      if (!this.busy && relatedTarget !== null && !this.element.contains(relatedTarget as Node)) this.open(false);
    });
    document.addEventListener("pointerdown", this.outside);
    head.append(this.element);
  }

  /** Tell how many incidents there are to take. */
  update(incidents: number, inCells: number): void {
    this.incidents = incidents;
    this.inCells = inCells;
    if (this.panel.hidden) return;
    const listed = incidents - inCells;
    const { cells } = this.data.meta;
    const table = cells === undefined || cells.table === "" ? [] : [TEXTS.cellsTable(cells.table)];
    const more = cells === undefined ? [] : [`(${TEXTS.cellsNewest}).`, ...table];
    this.count.textContent = [TEXTS.takeCount(listed, number(listed)), ...more].join(" ");
  }

  remove(): void {
    document.removeEventListener("pointerdown", this.outside);
    this.printing.remove();
    this.element.remove();
  }

  private open(open: boolean): void {
    this.panel.hidden = !open;
    this.button.setAttribute("aria-expanded", String(open));
    if (open) this.said.replaceChildren();
    this.update(this.incidents, this.inCells);
  }

  private readonly key = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || this.panel.hidden) return;
    event.stopPropagation();
    this.open(false);
    this.button.focus();
  };

  private readonly outside = (event: Event): void => {
    if (!this.panel.hidden && !this.element.contains(event.target as Node)) this.open(false);
  };

  /** One thing at a time: what is asked for meanwhile is not done twice. */
  private async run(does: () => unknown): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      await does();
    } catch (error) {
      this.said.textContent = TEXTS.takeFailed;
      throw error;
    } finally {
      this.busy = false;
    }
  }

  private async file(kind: keyof typeof FILES): Promise<void> {
    const [make, what, ending] = FILES[kind];
    const { data, payload, filtering } = this;
    const source: Source = { data, payload, filters: filtering.linkWords };
    const progress = (done: number, all: number): void => {
      this.said.textContent = TEXTS.takeProgress(number(done), number(all));
    };
    this.hand(await make(source, progress), ending, what);
  }

  private async png(): Promise<void> {
    if (!isReadable()) {
      this.said.textContent = TEXTS.pictureGuarded;
      return;
    }
    this.hand(await pngOf(picture(this.map, this.told())), "png");
  }

  private hand(blob: Blob, ending: string, what = "incidents"): void {
    const name = nameOf(this.facts, ending, what);
    save(blob, name);
    this.said.textContent = TEXTS.takeDone(name);
  }

  private async print(): Promise<void> {
    this.open(false);
    this.button.focus();
    await this.printing.print();
  }

  private async copyLink(): Promise<void> {
    this.filtering.settle();
    const local = !location.protocol.startsWith("http");
    await copy(location.href, this.said, local ? TEXTS.localLink : "");
  }

  private async copyEmbed(): Promise<void> {
    this.filtering.settle();
    const local = !location.protocol.startsWith("http");
    // the address of a file tells of this computer: it is not given away
    const address = local ? ADDRESS + location.hash : location.href;
    await copy(embedCode(address, titleOfPage()), this.said, local ? TEXTS.embedHint(ADDRESS) : "");
  }

  /** What stands beside the map on pictures and prints. */
  private told(): Told {
    const { data, facts, filtering, incidents } = this;
    const all = data.total;
    const count = incidents === all ? TEXTS.count(all, number(all)) : TEXTS.countOf(number(incidents), number(all));
    const filters = filtering.described().join(language().joint);
    return {
      title: titleOfPage(),
      lines: [[count, TEXTS.asOf(asOf(facts))].join(language().joint), filters].filter((line) => line !== ""),
      notes: [noticeOfPage(), noteOf(facts), ...facts.attributions.slice(0, 1), facts.attributions.slice(1).join(" · ")].filter(Boolean),
      rightToLeft: language().dir === "rtl",
    };
  }
}
