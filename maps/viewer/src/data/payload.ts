// Reads the blocks that maps/payload.py writes: base64 of gzip, arrays byte-shuffled. A block KEY@ps holds
// in Pashto what KEY holds; a list of names has an empty text where Pashto has none.
import { CODES, language } from "../language/languages.ts";

export type NumericType = "i32" | "u32" | "u16" | "u8" | "f32";
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

interface ArrayOf {
  i32: Int32Array;
  u32: Uint32Array;
  u16: Uint16Array;
  u8: Uint8Array;
  f32: Float32Array;
}

const WIDTHS: Record<NumericType, number> = { i32: 4, u32: 4, u16: 2, u8: 1, f32: 4 };

/** Thrown when a block is missing or is not what its reader expects. */
export class PayloadError extends Error {}

export interface Block {
  readonly key: string;
  readonly type: string;
  readonly rows: number;
  readonly text: string;
}

type Base64Reader = { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> };

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const native = (Uint8Array as unknown as Base64Reader).fromBase64;
  if (native) return native.call(Uint8Array, text);
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

export async function gunzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  // a Blob would take every block through another process, and a Response would hold each piece until it is looked for
  const { readable, writable } = new DecompressionStream("gzip");
  const writer = writable.getWriter();
  const written = Promise.all([writer.write(bytes), writer.close()]);
  const [pieces] = await Promise.all([piecesOf(readable.getReader()), written]);
  letGo(bytes);
  return joined(pieces);
}

async function piecesOf(reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>): Promise<Uint8Array<ArrayBuffer>[]> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (let read = await reader.read(); read.value !== undefined; read = await reader.read()) pieces.push(read.value);
  return pieces;
}

/** Put pieces together; they are let go. */
function joined(pieces: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
    letGo(piece);
  }
  return whole;
}

/** Give memory back at once; a browser may wait long until it looks for what nobody uses. */
export function letGo({ buffer }: ArrayBufferView): void {
  (buffer as { transfer?: (length: number) => ArrayBuffer }).transfer?.(0);
}

/** Puts back together values whose first bytes, second bytes ... stand in separate runs; the runs may be let go then. */
export function unshuffle<T extends NumericType>(bytes: Uint8Array<ArrayBuffer>, type: T): ArrayOf[T] {
  const width = WIDTHS[type];
  if (bytes.length % width !== 0) throw new PayloadError(`${bytes.length} bytes are no ${type} array`);
  const rows = bytes.length / width;
  // Typed arrays have the machine's byte order; every machine a browser runs on is little-endian.
  let { buffer } = bytes;
  if (width === 4) {
    const joined = new Uint32Array(rows);
    const [second, third, fourth] = [rows, 2 * rows, 3 * rows];
    for (let row = 0; row < rows; row++) {
      joined[row] = bytes[row]! | (bytes[second + row]! << 8) | (bytes[third + row]! << 16) | (bytes[fourth + row]! << 24);
    }
    ({ buffer } = joined);
  } else if (width === 2) {
    const joined = new Uint16Array(rows);
    for (let row = 0; row < rows; row++) joined[row] = bytes[row]! | (bytes[rows + row]! << 8);
    ({ buffer } = joined);
  }
  const views: { [K in NumericType]: () => ArrayOf[K] } = {
    i32: () => new Int32Array(buffer),
    u32: () => new Uint32Array(buffer),
    u16: () => new Uint16Array(buffer),
    u8: () => new Uint8Array(buffer),
    f32: () => new Float32Array(buffer),
  };
  return views[type]();
}

/** The blocks of a page, each decoded once, when first asked for. */
export class Payload {
  private readonly decoded = new Map<string, Promise<unknown>>();

  /** @param arrives resolved when a block is there, or will not come */
  constructor(
    private readonly find: (key: string) => Block | null,
    private readonly arrives: (key: string) => Promise<void> = () => Promise.resolve(),
  ) {}

  /** Whether there is a block; those that stand behind the page's script may still come. */
  has(key: string): boolean {
    return this.find(key) !== null;
  }

  /** Whether there is a block, told once it is there or will not come. */
  async comes(key: string): Promise<boolean> {
    if (!this.has(key)) await this.arrives(key);
    return this.has(key);
  }

  array<T extends NumericType>(key: string, type: T): Promise<ArrayOf[T]> {
    return this.kept(key, () => this.arrayOnce(key, type));
  }

  /** An array that its reader may change: it is not kept. */
  async arrayOnce<T extends NumericType>(key: string, type: T): Promise<ArrayOf[T]> {
    const { bytes, rows } = await this.bytes(key, type);
    const values = unshuffle(bytes, type);
    if (values.buffer !== bytes.buffer) letGo(bytes);
    if (values.length !== rows) throw new PayloadError(`${key}: ${values.length} values, ${rows} promised`);
    return values;
  }

  json<T = Json>(key: string): Promise<T> {
    return this.kept(key, async () => this.parse<T>((await this.bytes(key, "json")).bytes));
  }

  /** What a block holds in the page's language, as far as there is that. */
  inLanguage<T = Json>(key: string): Promise<T> {
    const local = `${key}@${language().code}`;
    return this.has(local) ? this.json<T>(local) : this.json<T>(key);
  }

  /** Names of one thing each in the page's language, those of the block itself where it has none. */
  async names(key: string): Promise<string[]> {
    const local = `${key}@${language().code}`;
    const names = await this.texts(key);
    if (!this.has(local)) return names;
    const own = await this.texts(local);
    return names.map((name, i) => own[i] || name);
  }

  /** Every name of each thing, in all languages that the page has and in other spellings, one after the other. */
  async everyName(key: string): Promise<string[]> {
    const keys = [...CODES.map((code) => `${key}@${code}`), `${key}/names`].filter((one) => this.has(one));
    const [names = [], ...others] = await Promise.all([key, ...keys].map((one) => this.texts(one)));
    return names.map((name, i) => [name, ...others.map((own) => own[i] ?? "")].filter(Boolean).join("\n"));
  }

  /** A value that is not kept: for those who read everything once. */
  async once<T = Json>(key: string): Promise<T> {
    return this.parse<T>((await this.bytes(key, "json")).bytes);
  }

  /** Bytes that their reader takes apart and keeps. */
  async packed(key: string, type: string): Promise<Uint8Array<ArrayBuffer>> {
    return (await this.bytes(key, type)).bytes;
  }

  texts(key: string): Promise<string[]> {
    return this.kept(key, async () => {
      const { bytes, rows } = await this.bytes(key, "text");
      const values = this.parse<string[]>(bytes);
      if (values.length !== rows) throw new PayloadError(`${key}: ${values.length} texts, ${rows} promised`);
      return values;
    });
  }

  private kept<T>(key: string, read: () => Promise<T>): Promise<T> {
    let value = this.decoded.get(key) as Promise<T> | undefined;
    if (!value) this.decoded.set(key, (value = read()));
    return value;
  }

  private parse<T>(bytes: Uint8Array): T {
    return JSON.parse(this.decode(bytes)) as T;
  }

  private decode(bytes: Uint8Array): string {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  }

  private async bytes(key: string, type: string) {
    let block = this.find(key);
    if (!block) {
      await this.arrives(key);
      block = this.find(key);
    }
    if (!block) throw new PayloadError(`no block ${key}`);
    if (block.type !== type) throw new PayloadError(`${key} is ${block.type}, not ${type}`);
    return { bytes: await gunzip(fromBase64(block.text.trim())), rows: block.rows };
  }
}

/** The payload of a document, read from its `script[data-bm]` elements; some may be still to come. */
export function payloadOf(root: Document): Payload {
  const blocks = new Map<string, Block>();
  const isWhole = (): boolean => root.readyState !== "loading";
  const look = (): void => {
    for (const element of root.querySelectorAll<HTMLScriptElement>("script[data-bm]")) {
      const { bm: key = "", type = "", rows = "" } = element.dataset;
      // the text of the last element may be read in part only
      if (blocks.has(key) || (element.nextSibling === null && !isWhole())) continue;
      // The text stays in the element until it is asked for.
      blocks.set(key, { key, type, rows: Number(rows), get text() { return element.textContent ?? ""; } });
    }
  };
  look();
  return new Payload((key) => blocks.get(key) ?? null, arrivals(root, look, (key) => blocks.has(key) || isWhole()));
}

/** Waits for blocks that are still being read: each is told as soon as it is there, not when all are. */
function arrivals(root: Document, look: () => void, isSettled: (key: string) => boolean): (key: string) => Promise<void> {
  const waiting = new Map<() => void, string>();
  const arrived = (): void => {
    look();
    for (const [tell, key] of waiting) {
      if (!isSettled(key)) continue;
      waiting.delete(tell);
      tell();
    }
    if (waiting.size === 0) observer.disconnect();
  };
  const observer = new MutationObserver(arrived);
  root.addEventListener("DOMContentLoaded", arrived, { once: true });
  return (key) =>
    new Promise((resolve) => {
      if (waiting.size === 0) observer.observe(root.body, { childList: true });
      waiting.set(resolve, key);
      arrived();
    });
}
