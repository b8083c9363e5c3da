// The viewer: folium's script calls the functions of this one global.
import "./style.css";
import "./basemap.ts";
import { frame } from "./frame.ts";
import "./incidents.ts";
import { makeLayer } from "./registry.ts";
import { settings } from "./settings.ts";
import { installShims } from "./shims.ts";
import "./modes.css";

const viewer = { layer: makeLayer, frame };

declare global {
  interface Window {
    bordermap: typeof viewer;
  }
}

settings.start();
installShims();
window.bordermap = viewer;
