/** Who made what our layers draw, in the map's attribution: its licences ask for that on anybody's map. */

import { TEXTS } from "../language/strings.ts";

export class Credits {
  private told = "";

  constructor(private readonly map: L.Map) {}

  /** Say these lines instead of those before, in the language of now. */
  tell(lines: readonly string[]): void {
    this.forget();
    this.told = creditsHtml(lines);
    this.map.attributionControl?.addAttribution(this.told);
  }

  forget(): void {
    if (this.told !== "") this.map.attributionControl?.removeAttribution(this.told);
    this.told = "";
  }
}

/** One line of credit, the others on demand. Leaflet takes HTML, and these lines are data. */
function creditsHtml(lines: readonly string[]): string {
  const [first = "", ...others] = lines;
  const part = (name: string, text: string) => {
    const element = document.createElement(name);
    element.textContent = text;
    return element;
  };
  if (others.length === 0) return part("span", first).outerHTML;
  const details = part("details", "");
  details.className = "bm-credits";
  details.append(part("summary", TEXTS.creditsMore(first, others.length)));
  details.append(...others.map((line) => part("div", line)));
  return details.outerHTML;
}
