/** Where something is read: the same element stands there again when its page is made anew, however tall it is then. */

/** CSS pixels; of what stands out less, nothing is read. */
const SEEN = 1;

/** What of a box an element is: which child of which child. */
export type Path = readonly number[];

export interface Spot {
  readonly path: Path;
  /** CSS pixels from the upper edge of what is seen to the element's own; 0 where that is out of sight. */
  readonly below: number;
  /** The share of its height that is out of sight. */
  readonly past: number;
}

/** What measuring needs of an element. */
export interface Box {
  readonly children: ArrayLike<Box>;
  getBoundingClientRect(): { readonly top: number; readonly bottom: number };
}

/** Where an element stands in a box that it is in. */
export function pathTo(box: Element, element: Element): Path {
  const path: number[] = [];
  for (let at: Element | null = element; at !== null && at !== box; at = at.parentElement) {
    path.unshift(Array.prototype.indexOf.call(at.parentElement?.children ?? [], at));
  }
  return path;
}

/** The element of a path, or as much of the way there as a box has. */
export function alongOf<B extends Pick<Box, "children">>(box: B, path: Path): B {
  const next = box.children[path[0] ?? -1] as B | undefined;
  return next === undefined ? box : alongOf(next, path.slice(1));
}

/** The element at the upper edge of a box that scrolls; null where that is at its beginning. */
export function spotIn(box: Box & { readonly scrollTop: number }): Spot | null {
  if (box.scrollTop <= 0) return null;
  const { top } = box.getBoundingClientRect();
  const path: number[] = [];
  let within: Box = box;
  let [below, past] = [0, 0];
  do {
    const all = Array.from(within.children);
    const at = all.findIndex((one) => one.getBoundingClientRect().bottom > top + SEEN);
    const found = all[at];
    if (found === undefined) break;
    path.push(at);
    within = found;
    const edges = found.getBoundingClientRect();
    below = Math.max(0, edges.top - top);
    past = Math.max(0, top - edges.top) / (edges.bottom - edges.top);
  } while (past > 0);
  return { path, below, past };
}

/** Scroll a box to where it was read: as near as what it has now comes to it. */
export function goTo(box: Box & { scrollTop: number }, spot: Spot | null): void {
  if (spot === null) {
    box.scrollTop = 0;
    return;
  }
  const found = alongOf<Box>(box, spot.path);
  if (found === box) return;
  const { top, bottom } = found.getBoundingClientRect();
  box.scrollTop += top + spot.past * (bottom - top) - spot.below - box.getBoundingClientRect().top;
}
