/** The words of the page's own elements (`maps/words.py` writes them), in the current language. */

import { language, MESSAGES } from "../language/language.ts";
import { fill, type Message } from "../language/strings.ts";

type Part = string | number | Readonly<Record<string, string>>;

/** A text of the files of languages by its place there, such as `page.layers.rivers`. */
export function wordsAt(path: string, parts: Readonly<Record<string, Part>> = {}): string {
  const { code } = language();
  const found = find(MESSAGES[code], path) ?? find(MESSAGES.en, path);
  if (found === undefined) return "";
  const values = Object.entries(parts).map(([name, part]): [string, string | number] => [
    name,
    typeof part === "object" ? inLanguage(part) : part,
  ]);
  return fill(found, Object.fromEntries(values));
}

/** Of one thing in several languages, the page's; English where it has none. */
export function inLanguage(words: Readonly<Record<string, string>>): string {
  return words[language().code] ?? words["en"] ?? "";
}

function find(messages: object, path: string): Message | undefined {
  let at: unknown = messages;
  for (const name of path.split(".")) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, name)) return undefined;
    at = (at as Record<string, unknown>)[name];
  }
  return at as Message | undefined;
}

/** Write the words of all elements of a part of the page that name theirs. */
export function retell(root: ParentNode): void {
  for (const element of root.querySelectorAll<HTMLElement>("[data-t], [data-t-label], [data-words]")) {
    const { t, tLabel, words, parts } = element.dataset;
    const values = parts === undefined ? {} : (JSON.parse(parts) as Record<string, Part>);
    if (words !== undefined) write(element, inLanguage(JSON.parse(words) as Record<string, string>));
    if (t !== undefined) write(element, wordsAt(t, values));
    if (tLabel !== undefined) element.setAttribute("aria-label", wordsAt(tLabel, values));
  }
}

function write(element: HTMLElement, text: string): void {
  // an observer of the page must not hear of what stays as it is
  if (element.textContent !== text) element.textContent = text;
}
