/**
 * Which incidents of a chunk have each of its words.
 *
 * A word of a query has no blank, so it lies within a word of a text: those that hold it are found among the few
 * that a chunk has. To keep the order of the words, of which nothing is asked, would take four times as much.
 */

import { fold, isPlain } from "./fold.ts";
import { numbersTo, type Numbers } from "./numbers.ts";
import { decode, endsWord, INCIDENT, type Tokens } from "./tokens.ts";

const INCIDENT_CODE = INCIDENT.charCodeAt(0);
/** Incidents a number where a bit stands for each. */
const BITS = 16;

/** Words as they are compared, one after the other. */
interface Folded {
  readonly text: string;
  /** Characters of each, with what ends it. */
  readonly lengths: Numbers;
  /** 1 for words that end an incident. */
  readonly last: Uint8Array;
}

export class WordIndex {
  /**
   * @param bits of the frequent words, one after the other: a bit for each incident, `width` numbers a word
   * @param counts how many incidents stand there for each other word; none for the frequent ones
   * @param incidents of the others, word by word, ascending, each as often as it has the word
   */
  private constructor(
    private readonly words: Pick<Folded, "text" | "lengths">,
    private readonly width: number,
    private readonly bits: Uint16Array,
    private readonly counts: Numbers,
    private readonly incidents: Numbers,
  ) {}

  /** Take the words of a chunk, which are let go; the most frequent come first. */
  static of(tokens: Tokens): WordIndex {
    const { text, lengths, last } = folded(tokens.bytes);
    const { order } = tokens;
    const words = last.length;
    const all = scratch(0, words).fill(0);
    for (let i = 0; i < order.length; i++) all[order[i]!]!++;
    let chunk = 0; // how many incidents it has
    for (let word = 0; word < words; word++) if (last[word] === 1) chunk += all[word]!;
    const width = Math.ceil(chunk / BITS);
    let frequent = 0;
    while (frequent < words && all[frequent]! >= width) frequent++;
    const bits = new Uint16Array(frequent * width);
    const counts = numbersTo(width, words);
    const next = scratch(1, words);
    let size = 0;
    for (let word = frequent; word < words; word++) {
      next[word] = size;
      size += counts[word] = all[word]!;
    }
    const incidents = numbersTo(chunk, size);
    let incident = 0;
    let number = 0; // of its bit
    let bit = 1;
    for (let i = 0; i < order.length; i++) {
      const word = order[i]!;
      if (word < frequent) bits[word * width + number]! |= bit;
      else incidents[next[word]!++] = incident;
      if (last[word] === 0) continue;
      incident++;
      number = Math.floor(incident / BITS);
      bit = 1 << (incident % BITS);
    }
    tokens.letGo();
    return new WordIndex({ text, lengths }, width, bits, counts, incidents);
  }

  /** How much it takes, bytes. */
  get bytes(): number {
    const { text, lengths } = this.words;
    const parts = [lengths, this.bits, this.counts, this.incidents];
    return parts.reduce((sum, { byteLength }) => sum + byteLength, (isPlain(text) ? 1 : 2) * text.length);
  }

  /**
   * Mark the incidents that have a word.
   *
   * @param word folded, without a blank
   * @param found a number for each incident of all chunks
   * @param first the number of the first incident of this one
   */
  mark(word: string, found: Uint8Array, first: number): void {
    const { text, lengths } = this.words;
    const { counts } = this;
    let number = 0;
    let end = lengths[0] ?? 0; // of that word
    let start = 0; // of its incidents
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, end)) {
      while (end <= at) {
        start += counts[number++]!;
        end += lengths[number]!;
      }
      if (counts[number] === 0) this.markBits(number, found, first);
      else this.markAll(start, start + counts[number]!, found, first);
    }
  }

  private markAll(start: number, end: number, found: Uint8Array, first: number): void {
    const { incidents } = this;
    for (let at = start; at < end; at++) found[first + incidents[at]!] = 1;
  }

  private markBits(word: number, found: Uint8Array, first: number): void {
    const { width, bits } = this;
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
  let words = 0;
  for (let i = 0; i < bytes.length; i++) if (endsWord(bytes[i]!)) words++;
  const ends = scratch(0, words);
  const last = new Uint8Array(words);
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
  return { text: text + decode(bytes.subarray(done, start)), lengths: lengthsOf(ends), last };
}

function lengthsOf(ends: Uint32Array): Numbers {
  let longest = 0;
  for (let word = 0; word < ends.length; word++) longest = Math.max(longest, ends[word]! - (ends[word - 1] ?? 0));
  const lengths = numbersTo(longest, ends.length);
  for (let word = 0; word < ends.length; word++) lengths[word] = ends[word]! - (ends[word - 1] ?? 0);
  return lengths;
}
