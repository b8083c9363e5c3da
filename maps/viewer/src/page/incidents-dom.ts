/** Elements without markup: text always goes in as text. */

/** Tells what is of several pages that it is about to be printed (`true`), or was. */
export const PRINT = "bm-print";

declare global {
  interface HTMLElementEventMap {
    [PRINT]: CustomEvent<boolean>;
  }
}

type Child = Node | string | null | undefined;

export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  for (const child of children) if (child !== null && child !== undefined) element.append(child);
  return element;
}

/** Write into an element that holds only a text: the same again is not laid out, and another stays in its node. */
export function write(element: Element, text: string): void {
  const { firstChild } = element;
  if (firstChild?.nodeType !== Node.TEXT_NODE) element.textContent = text;
  else if ((firstChild as Text).data !== text) (firstChild as Text).data = text;
}

/** Show an element or not: a browser would style anew what is told the same again. */
export function hide(element: HTMLElement, hidden: boolean): void {
  if (element.hidden !== hidden) element.hidden = hidden;
}

/** A link if the address is http or https, else null. */
export function safeUrl(address: string): string | null {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
}

/** `text` as a link that opens elsewhere and tells the other site nothing; plain text if unsafe. */
export function link(address: string, text: string, note: string): HTMLElement {
  const href = safeUrl(address);
  if (href === null) return el("span", { dir: "auto" }, text);
  return el(
    "a",
    { href, rel: "noopener noreferrer", target: "_blank", title: note, dir: "auto" },
    text,
    el("span", { "aria-hidden": "true", class: "bm-out" }, " ↗"),
  );
}
