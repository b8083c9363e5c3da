// The panel beside the map; on a phone it is a sheet that a button pulls up.

const OPEN = "bm-open";
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
  setOpen(true);
  return true;
}

/** Lets the sheet down; what the card shows then is its owner's. */
export function hideCard(): void {
  close = undefined;
  setOpen(false);
}

/** Makes the button and the escape key work; called once, when the page is there. */
export function setUpPanel(): void {
  const grip = document.getElementById("bm-grip");
  grip?.addEventListener("click", () => setOpen(grip.getAttribute("aria-expanded") !== "true"));
  const link = document.querySelector<HTMLElement>(".bm-about-link");
  const about = document.getElementById("bm-about");
  link?.addEventListener("click", (event) => {
    event.preventDefault();
    setOpen(true);
    if (!(about instanceof HTMLDetailsElement)) return;
    about.open = true;
    // the sheet alone, not what it stands in
    document.getElementById("bm-sheet")?.scrollTo({ top: about.offsetTop });
    about.querySelector("summary")?.focus({ preventScroll: true });
  });
  document.getElementById("bm-panel")?.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    if (about instanceof HTMLDetailsElement && about.open && about.contains(event.target as Node)) {
      about.open = false;
      document.getElementById("bm-sheet")?.scrollTo({ top: 0 });
      setOpen(false);
      link?.focus();
      return;
    }
    const then = close;
    hideCard();
    then?.();
    grip?.focus();
  });
}

function setOpen(open: boolean): void {
  document.getElementById("bm-panel")?.classList.toggle(OPEN, open);
  document.getElementById("bm-grip")?.setAttribute("aria-expanded", String(open));
}
