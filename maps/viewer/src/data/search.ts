/** Search in all words of all incidents: what differs is read and folded once, then found again at once. */

import { fold, wordsOf } from "./fold.ts";
import { bitsOf, marksOf } from "./numbers.ts";
import type { Tokens } from "./tokens.ts";
import { WordIndex } from "./word-index.ts";

/** What rows say by a code: all words of each code, and the code of each row. */
export interface Coded {
  readonly words: readonly string[];
  /** Which of the words a code has, where each has several or none. */
  readonly of?: readonly (readonly number[])[];
  readonly codes: ArrayLike<number>;
  /** Whether only what begins with a word has it. */
  readonly fromStart?: boolean;
  /** Whether it says where a row is: other rows of the incident may be elsewhere. */
  readonly isPlace?: boolean;
}

export interface Words {
  readonly chunks: number;
  /** Incidents a chunk; the last may have fewer. */
  readonly chunkSize: number;
  /** What rows say by codes, in all languages: few words beside the rows. */
  coded(): Promise<readonly Coded[]>;
  /** Number of the incident of each row. */
  readonly incidentOfRow: ArrayLike<number>;
  /** All words of the incidents of a chunk. */
  wordsOf(chunk: number): Promise<Tokens>;
}

/** Bytes of words that are kept; what is beyond is read again for each new word. */
const KEPT = 100_000_000;
/** Words whose incidents are remembered. */
const ANSWERS = 16;
/** Chunks that are read at a time. */
const AT_ONCE = 4;

export class Search {
  private readonly chunks = new Map<number, Promise<WordIndex>>();
  private kept = 0;
  private whole = 0;
  private coded: Promise<Coded[]> | undefined;
  /** The incidents that have a word, a bit each; the latest words last. */
  private readonly answers = new Map<string, Uint8Array>();

  constructor(
    private readonly words: Words,
    private readonly incidents: number,
    private readonly limit = KEPT,
  ) {}

  /** Marks the incidents that have all words of a query; null where the query has none. */
  async find(query: string): Promise<Uint8Array | null> {
    const wanted = new Set(wordsOf(query));
    if (wanted.size === 0) return null;
    return inAll(await this.findWords([...wanted]));
  }

  /** How many words of a query name the place of a row, or what holds it; null where they name none. */
  async naming(query: string): Promise<((row: number) => number) | null> {
    const places = (await this.readCoded()).filter(({ isPlace }) => isPlace);
    const words = [...new Set(wordsOf(query))].map((word) => places.map((one) => ({ has: havingWord(one, word), codes: one.codes })));
    if (!words.flat().some(({ has }) => has.includes(1))) return null;
    return (row) => words.filter((some) => some.some(({ has, codes }) => has[codes[row] as number] === 1)).length;
  }

  /** Whether nothing must be read for a query, so that it takes no longer than a key. */
  isReady(query: string): boolean {
    return this.whole === this.words.chunks || wordsOf(query).every((word) => this.answers.has(word));
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
    const found = new Map(wanted.map((word) => [word, this.known(word)]));
    if (asked.length > 0) {
      const coded = await this.readCoded();
      for (const { word, marks } of asked) {
        for (const one of coded) markCoded(one, word, marks, this.words.incidentOfRow);
      }
      const may = (first: number, end: number): boolean =>
        asked.some(({ within }) => within === undefined || within.subarray(first, end).includes(1));
      await this.eachChunk(may, (chunk, first) => {
        for (const { word, marks } of asked) chunk.mark(word, marks, first);
      });
    }
    for (const { word, marks } of asked) found.set(word, marks);
    for (const [word, marks] of found) this.remember(word, marks!);
    return wanted.map((word) => found.get(word)!);
  }

  /** Marks the incidents that are known to have a word. */
  private known(word: string): Uint8Array | undefined {
    const bits = this.answers.get(word);
    return bits === undefined ? undefined : marksOf(bits, this.incidents);
  }

  private remember(word: string, marks: Uint8Array): void {
    this.answers.delete(word);
    this.answers.set(word, bitsOf(marks));
    for (const oldest of this.answers.keys()) {
      if (this.answers.size <= ANSWERS) break;
      this.answers.delete(oldest);
    }
  }

  /** The incidents of the longest known word that is part of another: only they can have that. */
  private narrowest(word: string): Uint8Array | undefined {
    let best = "";
    for (const known of this.answers.keys()) if (known.length > best.length && word.includes(known)) best = known;
    return this.known(best);
  }

  /** Go through the chunks of which an incident may be wanted, a few at a time. */
  private async eachChunk(
    may: (first: number, end: number) => boolean,
    visit: (chunk: WordIndex, first: number) => void,
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
    return (this.coded ??= this.words.coded().then((coded) => {
      // units are told of provinces and of districts
      const all = new Map<readonly string[], string[]>();
      for (const { words } of coded) if (!all.has(words)) all.set(words, words.map(joined));
      return coded.map((one) => ({ ...one, words: all.get(one.words)! }));
    }));
  }

  /** Read and fold a chunk, and keep it while there is room. */
  private read(number: number): Promise<WordIndex> {
    let chunk = this.chunks.get(number);
    if (chunk === undefined) {
      chunk = this.words.wordsOf(number).then((tokens) => {
        const index = WordIndex.of(tokens);
        if (this.chunks.get(number) !== chunk) return index; // let go meanwhile
        if (this.kept + index.bytes > this.limit) this.chunks.delete(number);
        else {
          this.kept += index.bytes;
          this.whole++;
        }
        return index;
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

/** A name folded, and with its parts joined: "Spinboldak" is Spin Boldak. */
function joined(name: string): string {
  const folded = fold(name);
  return folded.includes(" ") ? `${folded}\n${folded.replaceAll(" ", "")}` : folded;
}

/** Marks the codes whose words have one. */
function havingWord({ words, of, fromStart = false }: Coded, word: string): Uint8Array {
  const said = Uint8Array.from(words, (text) => ((fromStart ? text.startsWith(word) : text.includes(word)) ? 1 : 0));
  return of === undefined || !said.includes(1) ? said : Uint8Array.from(of, (some) => (some.some((one) => said[one] === 1) ? 1 : 0));
}

function markCoded(coded: Coded, word: string, found: Uint8Array, incidents: ArrayLike<number>): void {
  const { codes } = coded;
  const has = havingWord(coded, word);
  if (!has.includes(1)) return;
  for (let row = 0; row < codes.length; row++) {
    if (has[codes[row] as number] === 1) found[incidents[row] as number] = 1;
  }
}
