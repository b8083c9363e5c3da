/** Whoever presses Escape wants what lies over the page away, wherever the focus is (WCAG 2.2, 1.4.13). */

/** Calls `away` at each press; the returned function ends that. */
export function onEscape(away: () => void): () => void {
  const pressed = ({ key }: KeyboardEvent): void => {
    if (key === "Escape") away();
  };
  document.addEventListener("keydown", pressed, true);
  return () => {
    document.removeEventListener("keydown", pressed, true);
  };
}
