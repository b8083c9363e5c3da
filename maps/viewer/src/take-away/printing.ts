/**
 * The page on paper. A live map would be cut where the screen ends: it is drawn once more for the
 * print, and the legend and the notes stand under it.
 */

import "./print.css";
import { isReadable } from "../canvas/readable.ts";
import { el, PRINT } from "../page/incidents-dom.ts";
import { settings } from "../page/settings.ts";
import { mapCanvas, type Told } from "./picture.ts";

/** Height of a printed map, of its width: a window's map may be a strip over its charts, and a phone's a column. */
const [LEAST_HIGH, MOST_HIGH] = [0.62, 0.8];
const LATEST = 5000; // milliseconds; what is not drawn by then is printed as it is

export class Printing {
  private sheet: HTMLElement | null = null;

  constructor(
    private readonly map: L.Map,
    private readonly told: () => Told,
  ) {
    addEventListener("beforeprint", this.before);
    addEventListener("afterprint", this.after);
  }

  remove(): void {
    removeEventListener("beforeprint", this.before);
    removeEventListener("afterprint", this.after);
    this.after();
  }

  /** Print in light colours, whatever the screen has. */
  async print(): Promise<void> {
    const dark = settings.isDark;
    if (dark) {
      settings.darken(false);
      await this.drawnAnew();
    }
    window.print();
    if (dark) settings.darken(true);
  }

  private async drawnAnew(): Promise<void> {
    const { dataset } = this.map.getContainer();
    const end = performance.now() + LATEST;
    do await nextFrame();
    while (dataset.bmIncidents !== "ready" && performance.now() < end);
    await nextFrame(); // what waits for a frame is drawn in it
  }

  private readonly before = (): void => {
    this.after();
    const { title, lines, notes } = this.told();
    const drawn = this.drawn(title);
    const legend = legendCopy(this.map.getContainer());
    const list = el("ul", { class: "bm-printed-notes" }, ...notes.map((note) => el("li", { dir: "auto" }, note)));
    this.sheet = el(
      "div",
      { class: "bm-printed" },
      ...lines.map((line) => el("p", { class: "bm-printed-line" }, line)),
      drawn,
      legend,
      list,
    );
    this.map.getContainer().before(this.sheet);
    tellLists(true);
  };

  /** A picture, since browsers print a canvas at the screen's size; the canvas where pages may read none. */
  private drawn(title: string): HTMLElement {
    const canvas = this.picture();
    if (isReadable()) return el("img", { class: "bm-printed-map", alt: title, src: canvas.toDataURL() });
    canvas.className = "bm-printed-map";
    // older ones of these browsers do not know `canvas.role`
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", title);
    return canvas;
  }

  /** The map, as high and as wide as paper has room for it. */
  private picture(): HTMLCanvasElement {
    const { map } = this;
    const { x: width, y: height } = map.getSize();
    const [wide, high] = [Math.max(width, height / MOST_HIGH), Math.max(height, width * LEAST_HIGH)].map(Math.round);
    if (height === 0 || (wide === width && high === height)) return mapCanvas(map);
    const { style } = map.getContainer();
    const [before, center, zoom] = [[style.width, style.height] as const, map.getCenter(), map.getZoom()];
    const stand = (across: string, down: string): void => {
      [style.width, style.height] = [across, down];
      map.invalidateSize({ pan: false });
      map.setView(center, zoom, { animate: false });
    };
    const { zoomSnap } = map.options;
    map.options.zoomSnap = 0; // the view may be between two steps, and stays there
    stand(`${String(wide)}px`, `${String(high)}px`);
    const drawn = mapCanvas(map);
    stand(...before);
    if (zoomSnap !== undefined) map.options.zoomSnap = zoomSnap;
    return drawn;
  }

  private readonly after = (): void => {
    if (this.sheet === null) return;
    this.sheet.remove();
    this.sheet = null;
    tellLists(false);
  };
}

function tellLists(printing: boolean): void {
  for (const list of document.querySelectorAll(".bm-list")) list.dispatchEvent(new CustomEvent(PRINT, { detail: printing }));
}

function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      resolve();
    });
  });
}

/** The legends, open: of symbols, and of what the ground is shaded by. */
function legendCopy(container: HTMLElement): HTMLElement {
  const made = el("div", { class: "bm-printed-legend" });
  const symbols = container.querySelector(".bm-legend:not(.bm-shading)");
  for (const part of symbols?.querySelectorAll(":scope > div") ?? []) made.append(part.cloneNode(true));
  // a copied canvas is empty, and is drawn anew
  const from = symbols?.querySelectorAll("canvas");
  made.querySelectorAll("canvas").forEach((canvas, i) => {
    const original = from?.[i];
    if (original !== undefined) canvas.getContext("2d")?.drawImage(original, 0, 0);
  });
  const shading = container.querySelector(".bm-shading");
  const [classes, notes] = [".bm-shading-classes", ".bm-shading-notes"].map((part) => shading?.querySelector(part));
  if (shading && classes && notes) {
    const title = shading.querySelector("summary")?.textContent ?? "";
    made.append(el("div", { class: "bm-printed-shading" }, el("h2", {}, title), classes.cloneNode(true) as HTMLElement), notes.cloneNode(true));
  }
  return made;
}
