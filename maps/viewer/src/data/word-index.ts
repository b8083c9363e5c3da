/**
 * Which incidents of a chunk have each of its words.
 *
 * A word of a query has no blank, so it lies within a word of a text: those that hold it are found among the few
 * that a chunk has. To keep the order of the words, of which nothing is asked, would take four times as much.
 */

import { fold, isPlain } from "./fold.ts";
import { decode, endsWord, INCIDENT, type Tokens } from "./tokens.ts";

const INCIDENT_CODE = INCIDENT.charCodeAt(0);
/** Incidents a number where a bit stands for each. */
const BITS = 16;

type Numbers = Uint16Array | Uint32Array;

/** Words as they are compared, one after the other, and where each ends. */
interface Folded {
  readonly text: string;
  readonly ends: Uint32Array;
  /** 1 for words that end an incident. */
  readonly last: Uint8Array;
}

export class WordIndex {
  /**
   * @param bits of the frequent words, one after the other: a bit for each incident, `width` numbers a word
   * @param starts where the incidents of each other word begin, and one more
   * @param incidents of the others, ascending, each as often as it has the word
   */
  private constructor(
    private readonly words: Pick<Folded, "text" | "ends">,
    private readonly width: number,
    private readonly bits: Uint16Array,
    private readonly starts: Uint32Array,
    private readonly incidents: Numbers,
  ) {}

  /** Take the words of a chunk, which are let go; the most frequent come first. */
  static of(tokens: Tokens): WordIndex {
    const { text, ends, last } = folded(tokens.bytes);
    const { order } = tokens;
    const count = last.length;
    const counts = scratch(0, count).fill(0);
    for (let i = 0; i < order.length; i++) counts[order[i]!]!++;
    let all = 0;
    for (let word = 0; word < count; word++) if (last[word] === 1) all += counts[word]!;
    const width = Math.ceil(all / BITS);
    let frequent = 0;
    while (frequent < count && counts[frequent]! >= width) frequent++;
    const bits = new Uint16Array(frequent * width);
    const starts = new Uint32Array(count - frequent + 1);
    for (let word = frequent; word < count; word++) starts[word - frequent + 1] = starts[word - frequent]! + counts[word]!;
    const size = starts[count - frequent]!;
    const incidents = all <= 65_536 ? new Uint16Array(size) : new Uint32Array(size);
    const next = scratch(0, starts.length);
    next.set(starts);
    let incident = 0;
    let number = 0; // of its bit
    let bit = 1;
    for (let i = 0; i < order.length; i++) {
      const word = order[i]!;
      if (word < frequent) bits[word * width + number]! |= bit;
      else incidents[next[word - frequent]!++] = incident;
      if (last[word] === 0) continue;
      incident++;
      number = Math.floor(incident / BITS);
      bit = 1 << (incident % BITS);
    }
    tokens.letGo();
    return new WordIndex({ text, ends }, width, bits, starts, incidents);
  }

  /** How much it takes, bytes. */
  get bytes(): number {
    const { text, ends } = this.words;
    return (isPlain(text) ? 1 : 2) * text.length + ends.byteLength + this.bits.byteLength + this.starts.byteLength + this.incidents.byteLength;
  }

  /**
   * Mark the incidents that have a word.
   *
   * @param word folded, without a blank
   * @param found a number for each incident of all chunks
   * @param first the number of the first incident of this one
   */
  mark(word: string, found: Uint8Array, first: number): void {
    const { text, ends } = this.words;
    let number = 0;
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, ends[number])) {
      while (ends[number]! <= at) number++;
      this.markOne(number, found, first);
    }
  }

  private markOne(word: number, found: Uint8Array, first: number): void {
    const { width, bits, starts, incidents } = this;
    const frequent = bits.length / width;
    if (word >= frequent) {
      const end = starts[word - frequent + 1]!;
      for (let at = starts[word - frequent]!; at < end; at++) found[first + incidents[at]!] = 1;
      return;
    }
    for (let number = 0; number < width; number++) {
      const incident = first + number * BITS;
      for (let left = bits[word * width + number]!, bit = 0; left !== 0; left >>= 1, bit++) {
        if ((left & 1) === 1) found[incident + bit] = 1;
      }
    }
  }
}

const scratches: Uint32Array[] = [];

/** Numbers for the while of a function: memory anew for each chunk would wait long until it is looked for. */
function scratch(which: number, length: number): Uint32Array {
  let own = scratches[which];
  if (own === undefined || own.length < length) scratches[which] = own = new Uint32Array(2 * length);
  return own.subarray(0, length);
}

const [A, Z, SMALL] = [0x41, 0x5a, 0x20];

/** Fold the words of a chunk, in their place as far as they are plain; no others become texts of their own. */
function folded(bytes: Uint8Array<ArrayBuffer>): Folded {
  let count = 0;
  for (let i = 0; i < bytes.length; i++) if (endsWord(bytes[i]!)) count++;
  const ends = new Uint32Array(count);
  const last = new Uint8Array(count);
  let text = "";
  let number = 0;
  let start = 0; // of the word
  let done = 0; // how much is in the text
  let plain = true;
  for (let i = 0; i < bytes.length; i++) {
    const code = bytes[i]!;
    if (code > 0x7f) plain = false;
    else if (code >= A && code <= Z) bytes[i] = code | SMALL;
    else if (endsWord(code)) {
      const next = i + 1;
      if (!plain) {
        text += decode(bytes.subarray(done, start)) + fold(decode(bytes.subarray(start, next)));
        done = next;
        plain = true;
      }
      ends[number] = text.length + next - done;
      last[number++] = code === INCIDENT_CODE ? 1 : 0;
      start = next;
    }
  }
  return { text: text + decode(bytes.subarray(done, start)), ends, last };
}
