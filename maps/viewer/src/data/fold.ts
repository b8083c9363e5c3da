/** Texts as a search compares them. */

const ARABIC: Readonly<Record<string, string>> = { "ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه", "ہ": "ه" };

/** Text as it is compared: without case, marks, signs that are not seen, and the Arabic forms of Persian letters. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  // most texts are plain Latin letters, and the rest takes ten times as long
  if (isPlain(lower)) return lower;
  // a run of other letters with what is between them on a line
  return lower.replace(/[^\0-\x7f](?:[^\n\x1d-\x1f]*[^\0-\x7f])?/g, foldRun);
}

/** Whether a text has only letters of ASCII. */
export function isPlain(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text);
}

function foldRun(run: string): string {
  return run
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cf}\u0640]/gu, "")
    .replace(/[يىكةۀہ]/g, (letter) => ARABIC[letter] ?? letter)
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0));
}

/**
 * The words of a query, folded. Where it has a joint that is not seen ("سپین‌بولدک"), a text may have a blank, the joint
 * or nothing: each part is a word.
 */
export function wordsOf(query: string): string[] {
  return fold(query.replaceAll("\u200c", " ")).split(/\s+/).filter((word) => word !== "");
}
