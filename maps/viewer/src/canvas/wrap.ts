/** Text in lines that are no longer than there is room. */

/** Width of a text in pixels. */
export type Measure = (text: string) => number;

/** Break between words; a word that is longer than a line is broken where it must. */
export function wrap(text: string, width: number, measure: Measure): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter((part) => part !== "")) {
    for (const part of broken(word, width, measure)) {
      const longer = line === "" ? part : `${line} ${part}`;
      if (line !== "" && measure(longer) > width) {
        lines.push(line);
        line = part;
      } else line = longer;
    }
  }
  if (line !== "") lines.push(line);
  return lines;
}

function broken(word: string, width: number, measure: Measure): string[] {
  if (measure(word) <= width) return [word];
  const parts: string[] = [];
  let part = "";
  for (const letter of word) {
    if (part !== "" && measure(part + letter) > width) {
      parts.push(part);
      part = "";
    }
    part += letter;
  }
  return [...parts, part];
}
