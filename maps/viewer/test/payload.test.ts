import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { fromBase64, Payload, payloadOf, PayloadError, unshuffle, type Block } from "../src/data/payload.ts";

const HOSTILE = [
  "{{ 6*7 }}",
  "{% raw %}",
  "${alert(1)}",
  "`",
  "</script><script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "<!--",
  "پکتیکا",
  "\u{1f6a8}",
];

function packed(bytes: Uint8Array | string): string {
  return gzipSync(bytes).toString("base64");
}

function payloadWith(...blocks: Partial<Block>[]): Payload {
  const whole = blocks.map((block) => ({ key: "a", type: "json", rows: 1, text: "", ...block }));
  return new Payload((key) => whole.find((block) => block.key === key) ?? null);
}

// Blocks as maps/payload.py wrote them.
const FROM_PYTHON = [
  { type: "i32", text: "H4sIAAAAAAACA/vP9J8BAesbAPHAD/gQAAAA", values: [-1, 2, 2 ** 31 - 1, -(2 ** 31)] },
  { type: "u16", text: "H4sIAAAAAAACA2P4z/AfAHwE3rIEAAAA", values: [0, 65535] },
  { type: "u8", text: "H4sIAAAAAAACA2MGADe+C0sBAAAA", values: [3] },
  { type: "f32", text: "H4sIAAAAAAACA2NgYGA4cMC+HgC+4aQaCAAAAA==", values: [1.5, NaN] },
  { type: "u32", text: "H4sIAAAAAAACAwMAAAAAAAAAAAA=", values: [] },
] as const;

for (const { type, text, values } of FROM_PYTHON) {
  test(`reads ${type} as Python wrote it`, async () => {
    const payload = payloadWith({ type, text, rows: values.length });
    assert.deepEqual([...(await payload.array("a", type))], [...values]);
  });
}

test("hostile texts are read as they are", async () => {
  const text = packed(JSON.stringify(HOSTILE));
  const payload = payloadWith({ type: "text", rows: HOSTILE.length, text }, { key: "b", text });
  assert.deepEqual(await payload.texts("a"), HOSTILE);
  assert.deepEqual(await payload.json("b"), HOSTILE);
});

test("an array that its reader may change is another one each time", async () => {
  const { type, text, values } = FROM_PYTHON[0];
  const payload = payloadWith({ type, text, rows: values.length });
  const own = await payload.arrayOnce("a", type);
  own.fill(0);
  assert.deepEqual([...(await payload.arrayOnce("a", type))], [...values]);
  assert.deepEqual([...(await payload.array("a", type))], [...values]);
  await assert.rejects(payloadWith({ type, text, rows: 1 }).arrayOnce("a", type), PayloadError);
});

test("a block is decoded once", async () => {
  let found = 0;
  const text = packed("[1]");
  const payload = new Payload((key) => {
    found++;
    return { key, type: "json", rows: 1, text };
  });
  assert.equal(await payload.json("a"), await payload.json("a"));
  assert.equal(found, 1);
});

const FAULTS: [string, (payload: Payload) => Promise<unknown>][] = [
  ["is missing", (p) => p.json("none")],
  ["has another type", (p) => p.array("a", "u8")],
  ["has other rows than promised", (p) => p.texts("short")],
  ["is no whole array", (p) => p.array("torn", "u16")],
];
for (const [what, read] of FAULTS) {
  test(`says so when a block ${what}`, async () => {
    const payload = payloadWith(
      { text: packed("1") },
      { key: "short", type: "text", rows: 2, text: packed('["x"]') },
      { key: "torn", type: "u16", rows: 1, text: packed(new Uint8Array(3)) },
    );
    await assert.rejects(read(payload), PayloadError);
  });
}

test("base64 is read with and without the browser's own reader", () => {
  const bytes = new Uint8Array([0, 1, 254, 255]);
  const text = Buffer.from(bytes).toString("base64");
  assert.deepEqual(fromBase64(text), bytes);
  const holder = Uint8Array as unknown as { fromBase64?: unknown };
  const native = holder.fromBase64;
  holder.fromBase64 = (given: string) => new Uint8Array([given.length]);
  try {
    assert.deepEqual(fromBase64(text), new Uint8Array([8]));
  } finally {
    if (native) holder.fromBase64 = native;
    else delete holder.fromBase64;
  }
});

test("runs of bytes are joined again", () => {
  assert.deepEqual([...unshuffle(new Uint8Array([1, 3, 2, 4]), "u16")], [0x0201, 0x0403]);
});

test("a block that is still to come is waited for; one that never comes is an error", async () => {
  const blocks = new Map<string, Block>();
  const late = { key: "late", type: "words", rows: 1, text: gzipSync("told").toString("base64") };
  const payload = new Payload((key) => blocks.get(key) ?? null, () => {
    blocks.set("late", late);
    return Promise.resolve();
  });
  assert.equal(payload.has("late"), false);
  assert.deepEqual(Buffer.from(await payload.packed("late", "words")).toString(), "told");
  await assert.rejects(payload.packed("never", "words"), /no block never/);
});

test("a block that is no gzip is an error", async () => {
  const broken = { key: "a", type: "words", rows: 1, text: Buffer.from("not gzipped").toString("base64") };
  await assert.rejects(new Payload(() => broken).packed("a", "words"));
});

test("blocks of a page are told as soon as they are read whole", async () => {
  let told: () => void = () => undefined;
  let watched = 0;
  class Observer {
    constructor(tell: () => void) {
      told = tell;
    }
    observe(): void {
      watched++;
    }
    disconnect(): void {
      watched--;
    }
  }
  Object.assign(globalThis, { MutationObserver: Observer });
  const element = (bm: string, text: string) =>
    ({ dataset: { bm, type: "words", rows: "1" }, textContent: gzipSync(text).toString("base64"), nextSibling: null as unknown });
  const elements = [element("early", "one")];
  const root = { readyState: "loading", body: {}, querySelectorAll: () => elements, addEventListener: () => undefined };
  elements[0]!.nextSibling = {};
  const payload = payloadOf(root as unknown as Document);
  const words = async (key: string) => Buffer.from(await payload.packed(key, "words")).toString();
  assert.equal(await words("early"), "one");
  assert.equal(watched, 0);
  const [late, never] = [words("late"), assert.rejects(words("never"), /no block never/)];
  assert.equal(watched, 1);
  elements.push(element("late", "two"));
  const whole = elements[1]!.textContent;
  elements[1]!.textContent = whole.slice(0, 8);
  told();
  assert.equal(payload.has("late"), false); // the parser is in the middle of it
  Object.assign(elements[1]!, { textContent: whole, nextSibling: {} });
  told();
  assert.equal(await late, "two");
  assert.equal(watched, 1);
  root.readyState = "interactive";
  told();
  await never;
  assert.equal(watched, 0);
});

test("whether a block comes is told when it is there, or will not come", async () => {
  const there = new Set(["now"]);
  const block = (key: string) => (there.has(key) ? { key, type: "json", rows: 1, text: "" } : null);
  const payload = new Payload(block, (key) => Promise.resolve().then(() => void (key === "late" && there.add(key))));
  assert.deepEqual([payload.has("now"), payload.has("late")], [true, false]);
  assert.deepEqual([await payload.comes("now"), await payload.comes("late"), await payload.comes("never")], [true, true, false]);
});
