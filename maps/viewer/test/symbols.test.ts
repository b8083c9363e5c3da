import assert from "node:assert/strict";
import { test } from "node:test";
import { changeSymbol, symbolSvg } from "../src/canvas/symbols.ts";

/** As much of elements as symbols need; nothing is drawn. */
class Drawn {
  readonly own = new Map<string, string>();
  readonly children: Drawn[] = [];
  parent: Drawn | null = null;
  constructor(readonly tagName: string) {}
  get firstElementChild(): Drawn | null {
    return this.children[0] ?? null;
  }
  getAttribute(name: string): string | null {
    return this.own.get(name) ?? null;
  }
  setAttribute(name: string, value: string): void {
    this.own.set(name, value);
  }
  append(child: Drawn): void {
    child.parent = this;
    this.children.push(child);
  }
  replaceWith(other: Drawn): void {
    other.parent = this.parent;
    this.parent!.children[0] = other;
  }
}

test("a symbol that is changed is the same as one made anew", (t) => {
  const holder = globalThis as { document?: unknown };
  holder.document = { createElementNS: (_: string, tag: string) => new Drawn(tag) };
  t.after(() => {
    delete holder.document;
  });
  const svg = symbolSvg("circle", "#111", "#222");
  for (const shape of ["circle", "star", "diamond", "circle", "unknown", "square"]) {
    const before = svg.firstElementChild;
    changeSymbol(svg, shape, `#${shape}`);
    const [own, anew] = [svg, symbolSvg(shape, `#${shape}`, "#222")].map((one) => one.firstElementChild as unknown as Drawn);
    assert.equal(own!.tagName, anew!.tagName);
    assert.deepEqual(new Map([...own!.own].sort()), new Map([...anew!.own].sort()), shape);
    if (shape === "diamond") assert.equal(svg.firstElementChild, before, "its element stays");
  }
});
