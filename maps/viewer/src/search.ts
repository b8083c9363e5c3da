/** Search in all words of all incidents: read and folded once, then found again at once. */

/** What rows say by a code: all words of each code, and the code of each row. */
export interface Coded {
  readonly words: readonly string[];
  readonly codes: ArrayLike<number>;
}

export interface Words {
  readonly chunks: number;
  /** Names of places and types, in all languages: each is folded once. */
  coded(): Promise<readonly Coded[]>;
  /** Number of the incident of each row. */
  readonly incidentOfRow: ArrayLike<number>;
  /** All words of each incident of a chunk. */
  wordsOf(chunk: number): Promise<string[]>;
}

const ARABIC: Readonly<Record<string, string>> = { "ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه", "ہ": "ه" };

/** Text as it is compared: without case, marks, and the Arabic forms of Persian letters. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  // most texts are plain Latin letters, and the rest takes ten times as long
  if (/^[\0-\x7f]*$/.test(lower)) return lower;
  return lower
    .normalize("NFKD")
    .replace(/[\p{M}\u200c\u0640]/gu, "")
    .replace(/[يىكةۀہ]/g, (letter) => ARABIC[letter] ?? letter)
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0));
}

interface Folded {
  readonly text: string;
  /** Where the words of each incident end. */
  readonly ends: readonly number[];
}

export class Search {
  private folded: Promise<Folded[]> | undefined;
  private coded: Promise<Coded[]> | undefined;

  constructor(
    private readonly words: Words,
    private readonly incidents: number,
  ) {}

  /** Marks the incidents that have all words of a query; null where the query has none. */
  async find(query: string): Promise<Uint8Array | null> {
    const wanted = fold(query).split(/\s+/).filter((word) => word !== "");
    if (wanted.length === 0) return null;
    const [chunks, coded] = await Promise.all([(this.folded ??= this.read()), (this.coded ??= this.readCoded())]);
    let marks: Uint8Array | null = null;
    for (const word of wanted) {
      const found = new Uint8Array(this.incidents);
      let first = 0;
      for (const chunk of chunks) {
        mark(chunk, word, found, first);
        first += chunk.ends.length;
      }
      for (const one of coded) markCoded(one, word, found, this.words.incidentOfRow);
      const before: Uint8Array | null = marks;
      marks = before === null ? found : found.map((value, i) => value & (before[i] as number));
    }
    return marks;
  }

  private async readCoded(): Promise<Coded[]> {
    const coded = await this.words.coded();
    return coded.map(({ words, codes }) => ({ words: words.map(fold), codes }));
  }

  private async read(): Promise<Folded[]> {
    const all: Folded[] = [];
    for (let chunk = 0; chunk < this.words.chunks; chunk++) {
      const ends: number[] = [];
      let end = 0;
      const texts = (await this.words.wordsOf(chunk)).map(fold);
      for (const text of texts) ends.push((end += text.length + 1));
      all.push({ text: texts.join("\n"), ends });
    }
    return all;
  }
}

function markCoded({ words, codes }: Coded, word: string, found: Uint8Array, incidents: ArrayLike<number>): void {
  const has = Uint8Array.from(words, (text) => (text.includes(word) ? 1 : 0));
  if (!has.includes(1)) return;
  for (let row = 0; row < codes.length; row++) {
    if (has[codes[row] as number] === 1) found[incidents[row] as number] = 1;
  }
}

function mark({ text, ends }: Folded, word: string, found: Uint8Array, first: number): void {
  let incident = 0;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, ends[incident])) {
    while ((ends[incident] as number) <= at) incident++;
    found[first + incident] = 1;
  }
}
