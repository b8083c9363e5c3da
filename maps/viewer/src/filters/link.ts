/** The part of the page's address after `#`: each part of the page keeps its own words there. */

import { settings } from "../page/settings.ts";

/** In the order in which they stand in a link. */
const PARTS = ["filters", "charts", "shading", "list", "view", "open"] as const;
type Part = (typeof PARTS)[number];

/** The words of each part but the first. */
const WORDS: readonly (readonly [Part, readonly string[]])[] = [
  ["charts", ["axis", "by", "total"]],
  ["shading", ["shade", "of"]],
  ["list", ["list"]],
  ["view", ["at"]],
  ["open", ["open", "n"]],
];

/** Milliseconds without a change until the address says what a filter or a movement has brought: it costs a frame. */
const REST = 250;

export class Link {
  private readonly parts = new Map<Part, string>();
  private readers: { readonly read: (link: URLSearchParams) => void; readonly stays: boolean }[] = [];
  private readonly quiet: () => void;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Milliseconds that the timer was set for. */
  private rest = 0;
  /** Whether something is put that the address does not say yet. */
  private owed = false;
  /** The part after `#` as it was last read or written. */
  private known = "";

  /** @param own whether the page's address is ours to read and write */
  constructor(private readonly own: boolean) {
    if (own) addEventListener("hashchange", this.read);
    this.keep();
    // later: a link that brings other settings has more to say, and is read first
    this.quiet = own ? settings.onChange(() => {
      this.owe(0);
    }) : () => undefined;
  }

  /** Write what is owed; return what the address says then. */
  settle(): URLSearchParams {
    if (this.owed) this.write();
    return this.said();
  }

  private said(): URLSearchParams {
    return new URLSearchParams(this.own ? location.hash.slice(1) : "");
  }

  /** Hear of every address that the reader, and not this page, has set. */
  onRead(reader: (link: URLSearchParams) => void, stays = false): void {
    this.readers.push({ read: reader, stays });
  }

  /** Forget all who hear of it but those that stay while the panel and the charts are made anew. */
  forget(): void {
    this.readers = this.readers.filter(({ stays }) => stays);
  }

  /** Set a part's words; those of filters and of the view often change again at once. */
  put(part: Part, words: string): void {
    if (!this.own || (this.parts.get(part) ?? "") === words) return;
    this.parts.set(part, words);
    if (part === "filters" || part === "view") this.owe(REST);
    else this.write();
  }

  /** Write when nothing has changed for so long; what is due sooner is not put off. */
  private owe(rest: number): void {
    this.owed = true;
    if (this.timer !== undefined && this.rest < rest) return;
    clearTimeout(this.timer);
    this.rest = rest;
    this.timer = setTimeout(this.write, rest);
  }

  remove(): void {
    if (this.owed) this.write();
    clearTimeout(this.timer);
    removeEventListener("hashchange", this.read);
    this.quiet();
  }

  /** What the address says stays in it until its part of the page says otherwise. */
  private keep(): void {
    this.known = this.own ? location.hash : "";
    const said = this.said();
    for (const [part, names] of WORDS) {
      const words = new URLSearchParams(names.flatMap((name) => said.getAll(name).map((word) => [name, word])));
      this.parts.set(part, words.toString());
    }
  }

  private readonly write = (): void => {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.owed = false;
    // the reader has just set another address, which is about to be read
    if (location.hash !== this.known) return;
    const parts = PARTS.map((part) => this.parts.get(part) ?? "");
    const words = [settings.words, ...parts].filter((text) => text !== "");
    // whole: in a notebook's frame what is relative is taken from the notebook's address
    const here = location.href.replace(/#.*/s, "");
    // replaceState says nothing to hashchange, and leaves no trail of half-typed words
    history.replaceState(null, "", words.length === 0 ? here : `${here}#${words.join("&")}`);
    this.known = location.hash;
  };

  private readonly read = (): void => {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.owed = false;
    this.keep();
    const link = this.said();
    for (const { read } of [...this.readers]) read(link);
  };
}
