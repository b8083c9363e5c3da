/** Rows as CSV: UTF-8 with a mark that spreadsheets look for, quoted text, no cell that one computes. */

import type { Cell } from "./download-rows.ts";

/** Without it a spreadsheet takes Pashto, Dari and Urdu for another encoding. */
export const MARK = "\ufeff";
// A spreadsheet computes a cell that begins so (OWASP, "CSV Injection"), some of them also behind blanks; the
// apostrophe stops it.
const FORMULA = /^([\t\r\n]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20])/;

export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(cellOf).join(",")}\n`;
}

function cellOf(cell: Cell): string {
  if (cell === null) return "";
  return typeof cell === "string" ? quoted(FORMULA.test(cell) ? `'${cell}` : cell) : String(cell);
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
