// What the pointer is on: a crossing's name, or the kilometre and section of the line.
import { worldX, worldY } from "../geometry/projection.ts";
import { language, number } from "../language/language.ts";
import { TEXTS } from "../language/strings.ts";
import { onEscape } from "../page/on-escape.ts";
import type { BaseData, Part } from "./basedata.ts";

const CROSSING_REACH = 9; // CSS pixels
const LINE_REACH = 5;
const LINE_ZOOM = 6;

/** Shows a tooltip while the pointer is on a crossing or the line. */
export function hoverOf(map: L.Map, read: () => BaseData, isShown: (part: Part) => boolean): void {
  const tip = L.tooltip({ className: "bm-tip", direction: "top", offset: [0, -8] });
  const move = (event: L.LeafletMouseEvent) => {
    // one tooltip at a time: what the incidents show under the pointer comes first
    if (map.getContainer().classList.contains("bm-pointing")) return hide();
    const text = textAt(event.latlng, 256 * 2 ** map.getZoom());
    if (text.length === 0) return hide();
    const content = document.createElement("div");
    text.forEach((line, i) => {
      const part = document.createElement(i === 0 ? "strong" : "span");
      part.textContent = line;
      content.append(part);
    });
    tip.setLatLng(event.latlng).setContent(content);
    if (!map.hasLayer(tip)) tip.addTo(map);
  };
  const hide = () => void tip.remove();

  function textAt(at: L.LatLng, scale: number): string[] {
    const data = read();
    const [x, y] = [worldX(at.lng), worldY(at.lat)];
    if (isShown("crossings")) {
      const { world, names, metres, status } = data.crossings;
      const row = names.findIndex(
        (_, i) => Math.hypot(world[2 * i]! - x, world[2 * i + 1]! - y) * scale < CROSSING_REACH,
      );
      if (row >= 0) {
        const own = TEXTS.crossingStatuses[status[row]!] ?? status[row]!;
        return [names[row]!, [own, kilometre(metres[row]!)].filter(Boolean).join(language().joint)];
      }
    }
    if (isShown("line") && map.getZoom() >= LINE_ZOOM) {
      const { metre, distance } = data.ruler.nearest(x, y);
      if (distance * scale < LINE_REACH) {
        const section = data.sections.to.findIndex((end) => metre <= end);
        return [TEXTS.lineAt(data.lineName, kilometre(metre)), data.sections.names[section] ?? ""].filter(Boolean);
      }
    }
    return [];
  }

  // the incidents answer a frame later: what is shown by then goes
  const container = map.getContainer();
  new MutationObserver(() => {
    if (container.classList.contains("bm-pointing")) hide();
  }).observe(container, { attributeFilter: ["class"] });
  map.on("mousemove click", move as L.LeafletEventHandlerFn);
  map.on("mouseout movestart", hide);
  onEscape(hide);
}

function kilometre(metre: number): string {
  return TEXTS.kmMark(number(metre / 1000));
}
