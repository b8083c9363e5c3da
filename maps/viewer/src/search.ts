/** Search in all words of all incidents: read and folded once, then found again at once. */

export interface Words {
  readonly chunks: number;
  /** All words of each incident of a chunk. */
  wordsOf(chunk: number): Promise<string[]>;
}

const ARABIC: Readonly<Record<string, string>> = { "ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه" };

/** Text as it is compared: without case, marks, and the Arabic forms of Persian letters. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  // most texts are plain Latin letters, and the rest takes ten times as long
  if (/^[\0-\x7f]*$/.test(lower)) return lower;
  return lower
    .normalize("NFKD")
    .replace(/[\p{M}\u200c\u0640]/gu, "")
    .replace(/[يىكةۀ]/g, (letter) => ARABIC[letter] ?? letter);
}

interface Folded {
  readonly text: string;
  /** Where the words of each incident end. */
  readonly ends: readonly number[];
}

export class Search {
  private folded: Promise<Folded[]> | undefined;

  constructor(
    private readonly words: Words,
    private readonly incidents: number,
  ) {}

  /** Marks the incidents that have all words of a query; null where the query has none. */
  async find(query: string): Promise<Uint8Array | null> {
    const wanted = fold(query).split(/\s+/).filter((word) => word !== "");
    if (wanted.length === 0) return null;
    const chunks = await (this.folded ??= this.read());
    let marks: Uint8Array | null = null;
    for (const word of wanted) {
      const found = new Uint8Array(this.incidents);
      let first = 0;
      for (const chunk of chunks) {
        mark(chunk, word, found, first);
        first += chunk.ends.length;
      }
      const before: Uint8Array | null = marks;
      marks = before === null ? found : found.map((value, i) => value & (before[i] as number));
    }
    return marks;
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

function mark({ text, ends }: Folded, word: string, found: Uint8Array, first: number): void {
  let incident = 0;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, ends[incident])) {
    while ((ends[incident] as number) <= at) incident++;
    found[first + incident] = 1;
  }
}
