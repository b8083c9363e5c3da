// The viewer: folium's script calls the functions of this one global.
import "./style.css";
import "./basemap.ts";
import { frame } from "./frame.ts";
import "./incidents.ts";
import { makeLayer } from "./registry.ts";
import { installShims } from "./shims.ts";

const viewer = { layer: makeLayer, frame };

declare global {
  interface Window {
    bordermap: typeof viewer;
  }
}

installShims();
window.bordermap = viewer;
