/** What readers have unfolded: it stays so under other filters, and when the page is made anew in another language. */

export class Folds {
  private readonly set = new Map<string, boolean>();
  /** How many of a long list they asked for. */
  readonly most = new Map<string, number>();

  /** Have a fold stand as its reader left it, and remember what becomes of it; `open` where nobody has touched it. */
  keep(fold: HTMLDetailsElement, key: string, open = false): void {
    fold.open = this.set.get(key) ?? open;
    fold.addEventListener("toggle", () => {
      // what opens of itself is nobody's choice
      if (this.set.has(key) || fold.open !== open) this.set.set(key, fold.open);
    });
  }
}
