// folium's own markers ask for jQuery and Leaflet.awesome-markers. The page carries neither: this
// is the little that folium uses of them, so that a person's markers and popups work on our page.

interface MarkerOptions {
  markerColor?: string;
}

const COLOURS: Record<string, string> = {
  darkred: "#8b1a1a",
  lightred: "#e88080",
  beige: "#d8c39a",
  darkpurple: "#54306b",
  cadetblue: "#4d7f86",
  lightblue: "#7db4d8",
  lightgreen: "#9fca6a",
  lightgray: "#a9a9a9",
};

/** `$(html)` as folium's popups use it, and `$(document).ready(f)`. */
export function query(what: unknown): unknown {
  if (typeof what !== "string") return { ready: (then: () => void) => then() };
  const template = document.createElement("template");
  template.innerHTML = what;
  return [...template.content.children];
}

/** A pin in a marker colour; icon fonts are not carried. */
export function pin(options: MarkerOptions = {}): L.DivIcon {
  const name = options.markerColor ?? "blue";
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 36");
  const path = document.createElementNS(svg.namespaceURI, "path");
  path.setAttribute("d", "M12 1a11 11 0 0 0-11 11c0 8 11 23 11 23s11-15 11-23a11 11 0 0 0-11-11z");
  path.setAttribute("fill", COLOURS[name] ?? (/^[a-z]+$|^#[0-9a-f]{3,8}$/i.test(name) ? name : "blue"));
  path.setAttribute("stroke", "#fff");
  svg.append(path);
  return L.divIcon({
    html: svg as unknown as HTMLElement,
    className: "bm-pin",
    iconSize: [24, 36],
    iconAnchor: [12, 35],
    popupAnchor: [0, -30],
  });
}

/** Stands in for what is missing; a page that has the real ones keeps them. */
export function installShims(): void {
  const page = window as unknown as Record<string, unknown>;
  page["$"] ??= query;
  const leaflet = L as unknown as Record<string, unknown>;
  leaflet["AwesomeMarkers"] ??= { icon: pin };
}
