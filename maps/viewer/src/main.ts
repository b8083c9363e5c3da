// The viewer: folium's script calls the functions of this one global.
import "./style.css";
import "./base/basemap.ts";
import "./incidents.ts";
import "./modes.css";
import "./contrast.css";
import { frame } from "./page/frame.ts";
import { makeLayer } from "./page/registry.ts";
import { settings } from "./page/settings.ts";
import { installShims } from "./shims.ts";

const viewer = { layer: makeLayer, frame };

declare global {
  interface Window {
    bordermap: typeof viewer;
  }
}

settings.start();
installShims();
window.bordermap = viewer;
