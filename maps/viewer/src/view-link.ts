/** The view of the map and the open card, in the page's link. */

import type { IncidentData } from "./data/incidents-data.ts";
import type { Link } from "./filters/link.ts";
import { settings } from "./page/settings.ts";

export interface SeenView {
  readonly latitude: number;
  readonly longitude: number;
  readonly zoom: number;
}

const AT = /^(-?\d{1,2}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?),(\d{1,2}(?:\.\d+)?)$/;
const SAME = 2; // CSS pixels that rounding may move the map by
const SETTLES = 700; // milliseconds in which the page lays itself out in another language

export function writeView({ latitude, longitude, zoom }: SeenView): string {
  return new URLSearchParams({
    at: [latitude.toFixed(4), longitude.toFixed(4), String(Math.round(zoom * 100) / 100)].join(","),
  }).toString();
}

/** Null for anything that is no place of the world. */
export function readView(text: string | null): SeenView | null {
  const [latitude = NaN, longitude = NaN, zoom = NaN] = (AT.exec(text ?? "") ?? []).slice(1).map(Number);
  const valid = Math.abs(latitude) <= 85 && Math.abs(longitude) <= 180 && zoom >= 0 && zoom <= 20;
  return valid ? { latitude, longitude, zoom } : null;
}

/** Keeps the link to what the reader has moved the map to; the first view needs no words. */
export class ViewLink {
  private home: { center: L.LatLng; zoom: number };
  private isHome = true;
  /** Until when the map moves by itself, on the clock of the page. */
  private settles = -Infinity;
  private readonly quiet: () => void;

  constructor(
    private readonly map: L.Map,
    private readonly link: Link,
  ) {
    this.home = { center: map.getCenter(), zoom: map.getZoom() };
    // another language gives the map another size, and its middle moves: nobody moved it
    this.quiet = settings.onChange(() => {
      this.settles = performance.now() + SETTLES;
    });
    link.onRead(this.read, true);
    this.read(link.settle());
    map.on("moveend", this.moved);
  }

  remove(): void {
    this.map.off("moveend", this.moved);
    this.quiet();
  }

  private readonly read = (link: URLSearchParams): void => {
    const view = readView(link.get("at"));
    if (view === null) this.link.put("view", "");
    else {
      this.map.setView([view.latitude, view.longitude], view.zoom, { animate: false });
      this.moved();
    }
  };

  private readonly moved = (): void => {
    const { map } = this;
    const [zoom, center] = [map.getZoom(), map.getCenter()];
    if (this.isHome && performance.now() < this.settles) this.home = { center, zoom };
    const { home } = this;
    const off = map.project(center, zoom).distanceTo(map.project(home.center, zoom));
    const same = Math.abs(zoom - home.zoom) < 0.01 && off < SAME;
    this.isHome = same;
    this.link.put("view", same ? "" : writeView({ latitude: center.lat, longitude: center.lng, zoom }));
  };
}

/** The words for an open card: the incident's id, and its number, where it is looked for first. */
export function writeOpen(id: string, incident: number): string {
  return new URLSearchParams({ open: id, n: String(incident) }).toString();
}

/** The incident that a link opens; null where the page has none of that id. */
export async function openOf(link: URLSearchParams, data: IncidentData): Promise<number | null> {
  const id = link.get("open");
  if (id === null) return null;
  const hint = Number(link.get("n") ?? "0");
  return data.find(id, Number.isInteger(hint) ? hint : 0);
}
