/** What the reader has filtered, as the part of the page's address after `#`. */

import { FACETS, type Choices } from "./filters.ts";

export interface State {
  readonly choices: Choices;
  readonly query: string;
}

/** The words that stand in a link for each facet's codes. */
export type Vocabulary = Readonly<Record<(typeof FACETS)[number], readonly string[]>>;

export function writeLink({ choices, query }: State, words: Vocabulary): string {
  const link = new URLSearchParams();
  if (query.trim() !== "") link.set("q", query.trim());
  for (const facet of FACETS) {
    for (const code of [...choices[facet]].sort((a, b) => a - b)) {
      const word = words[facet][code];
      if (word !== undefined) link.append(facet, word);
    }
  }
  return link.toString();
}

/** Reads a link; what this page does not know is left out. */
export function readLink(text: string, words: Vocabulary): State {
  const link = new URLSearchParams(text.replace(/^#/, ""));
  const chosen = FACETS.map((facet): [string, Set<number>] => {
    const codes = link.getAll(facet).map((word) => words[facet].indexOf(word));
    return [facet, new Set(codes.filter((code) => code >= 0))];
  });
  return { choices: Object.fromEntries(chosen) as unknown as Choices, query: link.get("q") ?? "" };
}
