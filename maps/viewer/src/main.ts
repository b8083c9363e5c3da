// The viewer: folium's script calls bordermap.layer(kind) and bordermap.frame(map).
import "./style.css";
import "./incidents.ts";
import { frame } from "./frame.ts";
import { makeLayer } from "./registry.ts";

declare global {
  interface Window {
    bordermap: { layer: typeof makeLayer; frame: typeof frame };
  }
}

window.bordermap = { layer: makeLayer, frame };
