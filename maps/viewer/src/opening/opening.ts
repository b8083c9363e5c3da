/**
 * Draws the incidents of the first view as soon as they are read, before the data of the page and its viewer are.
 *
 * A link that asks for anything else is left to the viewer.
 */

import { screenRatio } from "../canvas/screen.ts";
import { inkFor } from "../incidents/incidents-draw.ts";
import { setLanguage } from "../language/languages.ts";
import { firstView } from "../page/first-view.ts";
import { homeOf } from "../page/look.ts";
import { OPENING, writeSeen } from "./seen.ts";
import { drawTold, readTold } from "./told.ts";

function open(container: HTMLElement): void {
  const told = readTold(document);
  const { clientWidth: width, clientHeight: height } = container;
  const view = firstView(told.bounds, width, height);
  const at = told.zooms[String(view.zoom)];
  if (at === undefined) return;
  const canvas = document.createElement("canvas");
  const ratio = screenRatio();
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  canvas.style.width = `${String(width)}px`;
  canvas.style.height = `${String(height)}px`;
  canvas.className = OPENING;
  canvas.dataset["bmView"] = writeSeen(view);
  canvas.setAttribute("aria-hidden", "true");
  const context = canvas.getContext("2d")!;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  drawTold(context, view, told, at);
  container.append(canvas);
  container.dataset["bmIncidents"] = "drawn";
}

const root = document.documentElement;
const map = document.querySelector<HTMLElement>(".folium-map");
if (map !== null && !location.hash.includes("=")) {
  setLanguage(homeOf(root) ?? "en");
  inkFor(root.dataset["bmMode"] === "dark");
  open(map);
}
