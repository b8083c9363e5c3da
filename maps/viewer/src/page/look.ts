/** How the page looks: its language and its colours, as the link or the system says. */

import { isCode, LANGUAGES, type Code } from "../language/languages.ts";

export type Mode = "light" | "dark";

/** What the part of a link after `#` says; null where it says nothing. */
export function lookOf(hash: string): { readonly code: Code | null; readonly mode: Mode | null } {
  const link = new URLSearchParams(hash.slice(1));
  const [code, mode] = [link.get("lang"), link.get("mode")];
  return { code: isCode(code) ? code : null, mode: mode === "dark" || mode === "light" ? mode : null };
}

/** The language that our page was built in; null on somebody else's. */
export function homeOf(root: HTMLElement): Code | null {
  const code = root.dataset["bmLanguage"];
  return isCode(code) ? code : null;
}

/** Tell the style sheet. */
export function dress(root: HTMLElement, code: Code, isDark: boolean): void {
  root.lang = LANGUAGES[code].tag;
  root.dir = LANGUAGES[code].dir;
  root.dataset["bmMode"] = isDark ? "dark" : "light";
}
