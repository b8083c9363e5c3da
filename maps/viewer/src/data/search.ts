/**
 * Search in all words of all incidents: what differs is read and folded once, then found again at once.
 *
 * A word of a query has no blank, so it lies within a word of a text: those that hold it are found among
 * the few that a chunk has, then the order of its words is gone through for them.
 */

import { endsWord, INCIDENT, type Tokens } from "./tokens.ts";

/** What rows say by a code: all words of each code, and the code of each row. */
export interface Coded {
  readonly words: readonly string[];
  readonly codes: ArrayLike<number>;
}

export interface Words {
  readonly chunks: number;
  /** Incidents a chunk; the last may have fewer. */
  readonly chunkSize: number;
  /** Names of places and types, in all languages: each is folded once. */
  coded(): Promise<readonly Coded[]>;
  /** Number of the incident of each row. */
  readonly incidentOfRow: ArrayLike<number>;
  /** All words of the incidents of a chunk. */
  wordsOf(chunk: number): Promise<Tokens>;
}

const INCIDENT_CODE = INCIDENT.charCodeAt(0);
/** Bytes of words that are kept; what is beyond is read again for each new word. */
const KEPT = 160_000_000;
/** Words whose incidents are remembered. */
const ANSWERS = 16;
/** Chunks that are read at a time. */
const AT_ONCE = 4;

const ARABIC: Readonly<Record<string, string>> = { "ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه", "ہ": "ه" };

/** Text as it is compared: without case, marks, and the Arabic forms of Persian letters. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  // most texts are plain Latin letters, and the rest takes ten times as long
  if (isPlain(lower)) return lower;
  // a run of other letters with what is between them on a line
  return lower.replace(/[^\0-\x7f](?:[^\n\x1d-\x1f]*[^\0-\x7f])?/g, foldRun);
}

function isPlain(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text);
}

function foldRun(run: string): string {
  return run
    .normalize("NFKD")
    .replace(/[\p{M}\u200c\u0640]/gu, "")
    .replace(/[يىكةۀہ]/g, (letter) => ARABIC[letter] ?? letter)
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0));
}

/** The words of a chunk as they are compared. */
interface Folded {
  readonly text: string;
  /** Where each word ends. */
  readonly ends: Uint32Array;
  /** 1 for words that end an incident. */
  readonly last: Uint8Array;
  readonly order: Uint16Array | Uint32Array;
}

export class Search {
  private readonly chunks = new Map<number, Promise<Folded>>();
  private kept = 0;
  private whole = 0;
  private coded: Promise<Coded[]> | undefined;
  /** The incidents that have a word, the latest words last. */
  private readonly answers = new Map<string, Uint8Array>();

  constructor(
    private readonly words: Words,
    private readonly incidents: number,
    private readonly limit = KEPT,
  ) {}

  /** Marks the incidents that have all words of a query; null where the query has none. */
  async find(query: string): Promise<Uint8Array | null> {
    const wanted = wordsOf(query);
    if (wanted.size === 0) return null;
    return inAll(await this.findWords([...wanted]));
  }

  /** Whether nothing must be read for a query, so that it takes no longer than a key. */
  isReady(query: string): boolean {
    return this.whole === this.words.chunks || [...wordsOf(query)].every((word) => this.answers.has(word));
  }

  /** Read what a search will ask for, as far as it is kept. */
  async prepare(): Promise<void> {
    await Promise.all([this.readCoded(), this.eachChunk(() => this.kept < this.limit, () => undefined)]);
  }

  /** All words that are not known yet are looked for in one pass. */
  private async findWords(wanted: readonly string[]): Promise<Uint8Array[]> {
    const asked = wanted
      .filter((word) => !this.answers.has(word))
      .map((word) => ({ word, within: this.narrowest(word), marks: new Uint8Array(this.incidents) }));
    const known = new Map(wanted.map((word) => [word, this.answers.get(word)]));
    if (asked.length > 0) {
      const coded = await this.readCoded();
      for (const { word, marks } of asked) {
        for (const one of coded) markCoded(one, word, marks, this.words.incidentOfRow);
      }
      const may = (first: number, end: number): boolean =>
        asked.some(({ within }) => within === undefined || within.subarray(first, end).includes(1));
      await this.eachChunk(may, (chunk, first) => {
        for (const { word, marks } of asked) mark(chunk, word, marks, first);
      });
    }
    for (const { word, marks } of asked) known.set(word, marks);
    for (const [word, marks] of known) this.remember(word, marks!);
    return wanted.map((word) => known.get(word)!);
  }

  private remember(word: string, marks: Uint8Array): void {
    this.answers.delete(word);
    this.answers.set(word, marks);
    for (const oldest of this.answers.keys()) {
      if (this.answers.size <= ANSWERS) break;
      this.answers.delete(oldest);
    }
  }

  /** The incidents of the longest known word that is part of another: only they can have that. */
  private narrowest(word: string): Uint8Array | undefined {
    let best = "";
    for (const known of this.answers.keys()) if (known.length > best.length && word.includes(known)) best = known;
    return this.answers.get(best);
  }

  /** Go through the chunks of which an incident may be wanted, a few at a time. */
  private async eachChunk(
    may: (first: number, end: number) => boolean,
    visit: (chunk: Folded, first: number) => void,
  ): Promise<void> {
    const { chunks, chunkSize } = this.words;
    let next = 0;
    const walk = async (): Promise<void> => {
      while (next < chunks) {
        const number = next++;
        const first = number * chunkSize;
        if (may(first, first + chunkSize)) visit(await this.read(number), first);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, walk));
  }

  /** Let words go: answers are kept, words are read again if need be. */
  letGo(): void {
    this.chunks.clear();
    this.kept = this.whole = 0;
  }

  private readCoded(): Promise<Coded[]> {
    return (this.coded ??= this.words
      .coded()
      .then((coded) => coded.map(({ words, codes }) => ({ words: words.map(fold), codes }))));
  }

  /** Read and fold a chunk, and keep it while there is room. */
  private read(number: number): Promise<Folded> {
    let chunk = this.chunks.get(number);
    if (chunk === undefined) {
      chunk = this.words.wordsOf(number).then((tokens) => {
        const folded = foldAll(tokens);
        const bytes = 2 * folded.text.length + 5 * folded.last.length + tokens.order.byteLength;
        if (this.chunks.get(number) !== chunk) return folded; // let go meanwhile
        if (this.kept + bytes > this.limit) this.chunks.delete(number);
        else {
          this.kept += bytes;
          this.whole++;
        }
        return folded;
      });
      this.chunks.set(number, chunk);
    }
    return chunk;
  }
}

/** What is marked in all; what stands behind the end of the first is left out. */
export function inAll([first = new Uint8Array(), ...others]: readonly Uint8Array[]): Uint8Array {
  const marks = first.slice();
  for (const other of others) {
    for (let i = 0; i < marks.length; i++) marks[i] = other[i] === 1 ? marks[i]! : 0;
  }
  return marks;
}

/** The words of a query, folded, each once. */
function wordsOf(query: string): Set<string> {
  return new Set(fold(query).split(/\s+/).filter((word) => word !== ""));
}

/** Fold the words of a chunk; no word becomes a text of its own but those that are not plain. */
function foldAll({ words, order }: Tokens): Folded {
  let count = 0;
  for (let i = 0; i < words.length; i++) if (endsWord(words.charCodeAt(i))) count++;
  const ends = new Uint32Array(count);
  const last = new Uint8Array(count);
  let text = "";
  let number = 0;
  let start = 0; // of the word
  let done = 0; // how much is in the text
  let longer = 0; // what is not plain may become longer or shorter
  let plain = true;
  for (let i = 0; i < words.length; i++) {
    const code = words.charCodeAt(i);
    if (code > 0x7f) plain = false;
    if (!endsWord(code)) continue;
    const next = i + 1;
    if (!plain) {
      const folded = fold(words.slice(start, next));
      text += words.slice(done, start).toLowerCase() + folded;
      longer += folded.length - (next - start);
      done = next;
      plain = true;
    }
    ends[number] = next + longer;
    last[number++] = code === INCIDENT_CODE ? 1 : 0;
    start = next;
  }
  return { text: text + words.slice(done, start).toLowerCase(), ends, last, order };
}

function markCoded({ words, codes }: Coded, word: string, found: Uint8Array, incidents: ArrayLike<number>): void {
  const has = Uint8Array.from(words, (text) => (text.includes(word) ? 1 : 0));
  if (!has.includes(1)) return;
  for (let row = 0; row < codes.length; row++) {
    if (has[codes[row] as number] === 1) found[incidents[row] as number] = 1;
  }
}

function mark({ text, ends, last, order }: Folded, word: string, found: Uint8Array, first: number): void {
  let at = text.indexOf(word);
  if (at < 0) return;
  const HAS = 2; // beside the 1 of what ends an incident
  const kinds = last.slice();
  for (let number = 0; at >= 0; at = text.indexOf(word, ends[number])) {
    while (ends[number]! <= at) number++;
    kinds[number]! |= HAS;
  }
  let incident = first;
  for (let i = 0; i < order.length; i++) {
    const kind = kinds[order[i]!]!;
    if (kind === 0) continue;
    if (kind >= HAS) found[incident] = 1;
    if ((kind & 1) === 1) incident++;
  }
}
