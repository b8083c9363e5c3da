// The panel beside the map; on a phone it is a sheet that is pulled up.

import { dragSheet } from "./sheet-drag.ts";
import { nextStand, standBeside, type Stand } from "./sheet.ts";

const OPEN = "bm-open";
const TALL = "bm-tall";
const CROSS = 22; // CSS pixels below the middle of the map that its cross takes, with air
let stand: Stand = "down";
/** How the sheet stood when a card was opened: so it stands again without it. */
let before: Stand | null = null;
/** How far it was read when it was let down: there it goes on. */
let read = 0;
let close: (() => void) | undefined;

/**
 * Shows a card in the panel and pulls the sheet up; false where the page has no panel (somebody
 * else's map). `onClose` is called when the reader sends the sheet away with the escape key.
 */
export function showCard(content: Node, onClose?: () => void): boolean {
  const card = document.getElementById("bm-card");
  if (!card) return false;
  card.replaceChildren(content);
  document.getElementById("bm-sheet")?.scrollTo({ top: 0 });
  close = onClose;
  before ??= stand;
  setStand("half"); // its place is seen on the map beside it
  return true;
}

/** Has the sheet stand as it did before a card was shown; what the card shows then is its owner's. */
export function hideCard(): void {
  close = undefined;
  if (before !== null) setStand(before);
  before = null;
}

/** Pulls the sheet up all the way, for reading. */
export function raiseSheet(): void {
  setStand("tall");
}

/** Lets a sheet that hides the map down so far that it is seen. */
export function showMap(): void {
  if (stand === "tall") setStand("half");
}

/** Makes the grip, what the sheet holds and the escape key work; called once, when the page is there. */
export function setUpPanel(): void {
  const grip = document.getElementById("bm-grip");
  const panel = document.getElementById("bm-panel");
  const sheet = document.getElementById("bm-sheet");
  if (panel === null || grip === null || sheet === null) return;
  grip.addEventListener("click", () => setStand(stand === "down" ? "half" : "down"));
  grip.addEventListener("keydown", (event) => {
    // who goes on by keys comes to what the sheet begins with, which is not there while it is down
    if (event.key === "Tab" && !event.shiftKey && stand === "down") setStand("half");
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    setStand(nextStand(stand, event.key === "ArrowUp" ? 1 : -1));
  });
  dragSheet(panel, grip, () => stand, setStand);
  sheet.addEventListener("focusin", ({ target }) => {
    // who types sees what is found over the keyboard of a phone; who goes on by keys sees where
    if ((target as Element).matches("input[type=search]")) setStand("tall");
    else if (stand === "down" && (target as Element).matches(":focus-visible")) setStand("half");
  });
  document.addEventListener("focusin", ({ target }) => {
    if (!isSheet() || !(target instanceof Element) || panel.contains(target) || !target.matches(":focus-visible")) return;
    // of the map its middle, where its cross stands
    const { top, bottom } = target.getBoundingClientRect();
    setStand(standBeside(stand, Math.min(bottom, (top + bottom) / 2 + CROSS), innerHeight));
  });
  const link = document.querySelector<HTMLElement>(".bm-about-link");
  const about = document.getElementById("bm-about");
  link?.addEventListener("click", (event) => {
    event.preventDefault();
    setStand("tall");
    if (!(about instanceof HTMLDetailsElement)) return;
    about.open = true;
    // the sheet alone, not what it stands in
    sheet.scrollTo({ top: about.offsetTop });
    about.querySelector("summary")?.focus({ preventScroll: true });
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    if (about instanceof HTMLDetailsElement && about.open && about.contains(event.target as Node)) {
      about.open = false;
      sheet.scrollTo({ top: 0 });
      setStand("down");
      link?.focus();
      return;
    }
    const then = close;
    hideCard();
    then?.();
    setStand("down");
    grip.focus();
  });
}

function setStand(to: Stand): void {
  const sheet = document.getElementById("bm-sheet");
  const [wasDown, isDown] = [stand === "down", to === "down"];
  stand = to;
  if (isDown && !wasDown) read = sheet?.scrollTop ?? 0;
  const panel = document.getElementById("bm-panel");
  panel?.classList.toggle(OPEN, to !== "down");
  panel?.classList.toggle(TALL, to === "tall");
  document.getElementById("bm-grip")?.setAttribute("aria-expanded", String(to !== "down"));
  // down it shows what there is, from its beginning; a panel beside the map is never down
  if (wasDown !== isDown && sheet !== null && isSheet()) sheet.scrollTop = isDown ? 0 : read;
}

/** Whether the panel is a sheet over the map, with its grip. */
function isSheet(): boolean {
  const grip = document.getElementById("bm-grip");
  return grip !== null && getComputedStyle(grip).display !== "none";
}
