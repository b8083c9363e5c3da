// Web Mercator, Leaflet's own (EPSG:3857), as plain numbers: 1 is the width of the world.

/** Coordinates in the payload are whole numbers of this part of a degree. */
export const PER_DEGREE = 100_000;
const LIMIT = 85.0511287798;

export function worldX(longitude: number): number {
  return longitude / 360 + 0.5;
}

export function worldY(latitude: number): number {
  const bounded = Math.max(-LIMIT, Math.min(LIMIT, latitude));
  const sin = Math.sin((bounded * Math.PI) / 180);
  return 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
}

export function longitudeOf(x: number): number {
  return (x - 0.5) * 360;
}

export function latitudeOf(y: number): number {
  return (Math.atan(Math.sinh((0.5 - y) * 2 * Math.PI)) * 180) / Math.PI;
}

/** Pairs of longitude and latitude from the payload, in turn, as world coordinates. */
export function worldOf(xy: Int32Array): Float64Array {
  const world = new Float64Array(xy.length);
  for (let i = 0; i < xy.length; i += 2) {
    world[i] = worldX(xy[i]! / PER_DEGREE);
    world[i + 1] = worldY(xy[i + 1]! / PER_DEGREE);
  }
  return world;
}

/** Where the world stands on a canvas: `x * scale - left` is a CSS pixel. */
export interface View {
  readonly scale: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly zoom: number;
}

/** What tells a view from all others. */
export function keyOf(view: View): string {
  return [view.scale, view.left, view.top, view.width, view.height].join(" ");
}
