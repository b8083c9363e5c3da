/**
 * The map for those who use it by keyboard: a cross that stands for the pointer.
 *
 * It stands in the middle while the map moves under it, and goes from mark to mark. What it is on is told as under a
 * pointer, and chosen as by a click: it fires the map's own events, so that every layer answers.
 */

import type { Box } from "../canvas/labels.ts";
import { TEXTS } from "../language/strings.ts";
import { el } from "../page/incidents-dom.ts";

/** What tells of the place under a pointer. */
const TIPS = ".bm-incident-tip:not([hidden]), .bm-tip";

/** Keys that do not mean the map. */
const LEAVING: ReadonlySet<string> = new Set(["Tab", "Shift", "Escape", "Control", "Alt", "Meta"]);

export class Cross {
  private readonly element = el("div", { class: "bm-cross", "aria-hidden": "true", hidden: "" });
  private readonly hint = el("p", { class: "bm-cross-hint", hidden: "" });
  private readonly said = el("p", { class: "bm-cross-said", role: "status" });
  private readonly container: HTMLElement;
  /** CSS pixels from the map's corner; null is the middle. */
  private at: L.Point | null = null;
  /** Whether the reader has last used a pointer: a click gives the focus too. */
  private pointed = false;

  /** @param marks boxes around symbols and counts, in CSS pixels from the map's corner */
  constructor(
    private readonly map: L.Map,
    private readonly marks: () => Box[],
  ) {
    this.container = map.getContainer();
    this.hint.id = `bm-cross-hint-${String(L.stamp(map))}`;
    this.container.append(this.element, this.hint, this.said);
    this.container.setAttribute("aria-describedby", this.hint.id);
    this.hint.textContent = TEXTS.mapKeys;
    this.container.addEventListener("focus", this.come);
    this.container.addEventListener("blur", this.go);
    this.container.addEventListener("pointerdown", this.pointer);
    document.addEventListener("keydown", this.keyed, true);
    this.container.addEventListener("keydown", this.key);
    map.on("moveend", this.moved);
  }

  remove(): void {
    this.go();
    this.container.removeAttribute("aria-describedby");
    this.container.removeEventListener("focus", this.come);
    this.container.removeEventListener("blur", this.go);
    this.container.removeEventListener("pointerdown", this.pointer);
    document.removeEventListener("keydown", this.keyed, true);
    this.container.removeEventListener("keydown", this.key);
    this.map.off("moveend", this.moved);
    for (const part of [this.element, this.hint, this.said]) part.remove();
  }

  private get place(): L.Point {
    return this.at ?? this.map.getSize().divideBy(2);
  }

  private readonly come = (): void => {
    if (this.pointed) return;
    this.element.hidden = this.hint.hidden = false;
    this.hint.textContent = TEXTS.mapKeys;
    this.point();
  };

  private readonly pointer = (): void => {
    this.pointed = true;
    this.go();
  };

  private readonly go = (): void => {
    if (this.element.hidden) return;
    this.element.hidden = this.hint.hidden = true;
    this.map.fire("mouseout");
  };

  private readonly keyed = (): void => {
    this.pointed = false;
  };

  private readonly moved = (): void => {
    this.at = null;
    if (!this.element.hidden) this.point();
  };

  private readonly key = (event: KeyboardEvent): void => {
    if (event.target !== this.container || LEAVING.has(event.key)) return;
    if (this.element.hidden) this.come();
    if (event.key === " ") this.step(event.shiftKey ? -1 : 1);
    else if (event.key === "Enter") this.tell("click", event);
    else return;
    event.preventDefault();
  };

  /** Go to the next mark that is seen, from left to right. */
  private step(by: 1 | -1): void {
    const { x: width, y: height } = this.map.getSize();
    const seen = this.marks()
      .map(({ left, right, top, bottom }) => L.point((left + right) / 2, (top + bottom) / 2))
      .filter(({ x, y }) => x >= 0 && y >= 0 && x < width && y < height);
    const next = nextOf(seen, this.place, by);
    if (next === null) return;
    this.at = next;
    this.point();
  }

  private point(): void {
    const { x, y } = this.place;
    this.element.style.transform = `translate(${String(x)}px, ${String(y)}px)`;
    this.tell("mousemove", new KeyboardEvent("keydown"));
    // layers answer in the next frame
    requestAnimationFrame(() => {
      requestAnimationFrame(() => {
        const all = [...this.container.querySelectorAll<HTMLElement>(TIPS)];
        const tips = all.filter((tip) => tip.getClientRects().length > 0);
        this.said.textContent = tips.map((tip) => tip.innerText).join("\n");
      });
    });
  }

  private tell(type: "click" | "mousemove", originalEvent: KeyboardEvent): void {
    const containerPoint = this.place;
    const latlng = this.map.containerPointToLatLng(containerPoint);
    const layerPoint = this.map.containerPointToLayerPoint(containerPoint);
    this.map.fire(type, { latlng, containerPoint, layerPoint, originalEvent });
  }
}

/** The next place after one, from left to right, then from top to bottom; the first after the last. */
export function nextOf<P extends { readonly x: number; readonly y: number }>(
  places: readonly P[],
  at: { readonly x: number; readonly y: number },
  by: 1 | -1,
): P | null {
  const before = (a: typeof at, b: typeof at): number => a.x - b.x || a.y - b.y;
  const ordered = [...places].sort((a, b) => by * before(a, b));
  return ordered.find((one) => by * before(one, at) > 0) ?? ordered[0] ?? null;
}
