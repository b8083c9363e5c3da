// The page around the map: first view, attribution, names for assistive technology, the panel, and
// the words of all that in the page's language.
import { number } from "../language/language.ts";
import { TEXTS } from "../language/strings.ts";
import { takeOver } from "../opening/handover.ts";
import { AIR, FOOT, STEP } from "./first-view.ts";
import { menuKeys } from "./map-menus.ts";
import { retell } from "./page-words.ts";
import { setUpPanel } from "./panel.ts";
import { settings, settingsMenu } from "./settings.ts";

/** CSS pixels of the longest scale bar; a short one must hold its words, and a phone has credits beside it. */
const BAR = 150;
const BAR_OF_PHONE = 120;

/** Sets up a map that fills our page. `bounds` is what the first view shows. */
export function frame(map: L.Map, bounds: L.LatLngBoundsLiteral): void {
  map.attributionControl?.setPrefix(false);
  const scale = new Scale({ imperial: false, maxWidth: map.getSize().x < 640 ? BAR_OF_PHONE : BAR }).addTo(map);
  const container = map.getContainer();
  container.setAttribute("role", "region");
  showAll(map, bounds);
  takeOver(map);
  setUpPanel();
  menuKeys(container);
  const tell = (): void => {
    nameParts(container);
    scale.tell();
    settle();
  };
  tell();
  settings.onChange(tell);
  // the layer control is made anew whenever a layer comes or goes
  new MutationObserver(() => {
    nameGroups(container);
  }).observe(container, { childList: true, subtree: true });
  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(container);
}

/** The page's own words and the menu. */
function settle(): void {
  retell(document);
  const title = document.querySelector(".bm-head h1")?.textContent;
  if (title) document.title = title;
  const menu = settingsMenu({ language: TEXTS.languageMenu, dark: TEXTS.dark });
  const old = document.querySelector(".bm-settings");
  if (old === null) {
    document.querySelector(".bm-about-link")?.before(menu);
    return;
  }
  const at = [...old.children].indexOf(document.activeElement as Element);
  old.replaceWith(menu);
  (menu.children[at] as HTMLElement | undefined)?.focus();
}

function nameParts(container: HTMLElement): void {
  container.setAttribute("aria-label", TEXTS.map);
  for (const [name, text] of [
    ["leaflet-control-zoom-in", TEXTS.zoomMapIn],
    ["leaflet-control-zoom-out", TEXTS.zoomMapOut],
    ["leaflet-control-layers-toggle", TEXTS.layerMenu],
  ] as const) {
    const control = container.querySelector<HTMLElement>(`.${name}`);
    if (control === null) continue;
    control.title = text;
    control.setAttribute("aria-label", text);
  }
  nameGroups(container);
}

/** The first view is finer than a step of zoom, which would waste a fifth of the map. */
function showAll(map: L.Map, bounds: L.LatLngBoundsLiteral): void {
  const { zoomSnap } = map.options;
  map.options.zoomSnap = STEP;
  map.fitBounds(bounds, { paddingTopLeft: [AIR, AIR], paddingBottomRight: [AIR, AIR + FOOT], animate: false });
  if (zoomSnap !== undefined) map.options.zoomSnap = zoomSnap;
}

/** The layer control's words; its boxes for whole groups have no label of their own. */
function nameGroups(container: HTMLElement): void {
  retell(container);
  for (const box of container.querySelectorAll(".leaflet-layerstree-sel-all-checkbox")) {
    box.setAttribute("aria-label", box.parentElement?.textContent ?? "");
  }
  // to fold a group is for who has little room and a mouse: keys go from box to box
  for (const head of container.querySelectorAll<HTMLElement>(".leaflet-layerstree-header[tabindex]")) head.tabIndex = -1;
}

interface ScaleParts {
  _map?: L.Map;
  _mScale: HTMLElement;
  _getRoundNum(value: number): number;
  _updateScale(bar: HTMLElement, text: string, ratio: number): void;
  _update(): void;
}

/** Leaflet's scale with the language's digits and unit. */
class Scale extends L.Control.Scale {
  _updateMetric(most: number): void {
    const parts = this as unknown as ScaleParts;
    const metres = parts._getRoundNum(most);
    const text =
      metres < 1000 ? TEXTS.metres(number(metres)) : TEXTS.kilometresShort(number(metres / 1000));
    parts._updateScale(parts._mScale, "", metres / most);
    // a box of its own: words longer than the bar go on over its end, and not out of the map
    const words = document.createElement("span");
    words.dir = "auto";
    words.textContent = text;
    parts._mScale.append(words);
  }

  tell(): void {
    (this as unknown as ScaleParts)._update();
  }
}
