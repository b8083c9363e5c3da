/** The part of the page's address after `#`: each part of the page keeps its own words there. */

/** In the order in which they stand in a link. */
const PARTS = ["filters", "charts", "view", "open"] as const;
type Part = (typeof PARTS)[number];

/** Milliseconds between two changes of the address while something moves; browsers forbid more. */
const APART = 250;

export class Link {
  private readonly parts = new Map<Part, string>();
  private readonly readers: ((link: URLSearchParams) => void)[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param own whether the page's address is ours to read and write */
  constructor(private readonly own: boolean) {
    if (own) addEventListener("hashchange", this.read);
  }

  /** What the address says now. */
  get current(): URLSearchParams {
    return new URLSearchParams(this.own ? location.hash.slice(1) : "");
  }

  /** Hear of every address that the reader, and not this page, has set. */
  onRead(reader: (link: URLSearchParams) => void): void {
    this.readers.push(reader);
  }

  /** Set a part's words; `moving`: more changes will follow at once. */
  put(part: Part, words: string, moving = false): void {
    if (!this.own || (this.parts.get(part) ?? "") === words) return;
    this.parts.set(part, words);
    if (moving) this.timer ??= setTimeout(this.write, APART);
    else this.write();
  }

  remove(): void {
    clearTimeout(this.timer);
    removeEventListener("hashchange", this.read);
  }

  private readonly write = (): void => {
    clearTimeout(this.timer);
    this.timer = undefined;
    const words = PARTS.map((part) => this.parts.get(part) ?? "").filter((text) => text !== "");
    const { pathname, search } = location;
    // replaceState says nothing to hashchange, and leaves no trail of half-typed words
    history.replaceState(null, "", words.length === 0 ? pathname + search : `#${words.join("&")}`);
  };

  private readonly read = (): void => {
    clearTimeout(this.timer);
    this.timer = undefined;
    const link = this.current;
    for (const reader of this.readers) reader(link);
  };
}
