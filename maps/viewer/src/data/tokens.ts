/** The words of a chunk of incidents, each once, and the order in which they stand: see `maps/tokens.py`. */

import { letGo, PayloadError, unshuffle } from "./payload.ts";

/** What ends an incident; a blank or one of the marks before it ends each word. */
export const INCIDENT = "\x1d";
/** Whether a character is a blank or one of those marks. */
export function endsWord(code: number): boolean {
  return code === 0x20 || (code >= 0x1d && code <= 0x1f);
}

const HEAD = 8; // bytes: how many words stand in order, and the width of their numbers
const DECODER = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function decode(bytes: Uint8Array<ArrayBuffer>): string {
  return DECODER.decode(bytes);
}

export class Tokens {
  /**
   * @param bytes words one after the other in UTF-8, each with what ends it
   * @param order numbers of the words that follow one another in the text
   */
  constructor(
    readonly bytes: Uint8Array<ArrayBuffer>,
    readonly order: Uint16Array | Uint32Array,
  ) {}

  /** Take apart what a block holds. */
  static read(bytes: Uint8Array<ArrayBuffer>): Tokens {
    const [count = 0, width = 0] = new Uint32Array(bytes.slice(0, HEAD).buffer);
    if (width !== 2 && width !== 4) throw new PayloadError(`numbers of ${String(width)} bytes are no order of words`);
    const end = HEAD + count * width;
    const order = unshuffle(bytes.subarray(HEAD, end), width === 2 ? "u16" : "u32");
    return new Tokens(bytes.subarray(end), order);
  }

  /** The words in one text. */
  get words(): string {
    return decode(this.bytes);
  }

  /** Give the memory back; nothing may be asked for then. */
  letGo(): void {
    letGo(this.bytes);
    letGo(this.order);
  }

  /** The words, each with what ends it. */
  list(): string[] {
    return this.words.match(/[^ \x1d-\x1f]*[ \x1d-\x1f]/g) ?? [];
  }

  /** The text of each incident that is wanted, by its number in the chunk; "" of the others. */
  texts(isWanted: (at: number) => boolean = () => true): string[] {
    const words = this.list();
    const ends = words.map((word) => word.endsWith(INCIDENT));
    const texts: string[] = [];
    let [text, wanted] = ["", isWanted(0)];
    for (const number of this.order) {
      if (wanted) text += words[number]!;
      if (!ends[number]) continue;
      texts.push(text.slice(0, -1));
      text = "";
      wanted = isWanted(texts.length);
    }
    return texts;
  }
}
