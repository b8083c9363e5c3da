/** What is shaded, in the page's link. */

export const MODES = ["none", "density", "admin1", "admin2"] as const;
export type Mode = (typeof MODES)[number];
/** What units are shaded by, if not by a side's figures, which are named `metric:side`. */
export const INCIDENTS = "incidents";

/** Words of a link for what is shaded; none where nothing is. */
export function writeShading(mode: Mode, measure: string): string {
  if (mode === "none") return "";
  const of: Record<string, string> = mode === "density" || measure === INCIDENTS ? {} : { of: measure };
  return new URLSearchParams({ shade: mode, ...of }).toString();
}

/** What a link shades; a mode that there is not is none. */
export function readShading(words: URLSearchParams): { mode: Mode; measure: string } {
  const mode = MODES.find((one) => one === words.get("shade")) ?? "none";
  return { mode, measure: words.get("of") ?? INCIDENTS };
}
