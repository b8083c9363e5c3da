/**
 * Drawings that are kept: who goes back, or filters by what does not show in them, need not wait for them again.
 *
 * A sheet costs more than the drawing on it, so one is made of what is asked for a second time, and at rest of
 * what will be asked for next.
 */

const KEPT = 6; // as many as are made ahead, and as many again
const REMEMBERED = 8; // names of what was drawn once
const MOST_AHEAD = 2_500_000; // pixels of a sheet that is made before it is asked for
const BAND = 128; // CSS pixels, a whole number of them on all usual screens
/** CSS pixels that a band is drawn beyond its edges: a canvas smooths shapes otherwise where it cuts them. */
const OVER = 4;
const NEAR = 1e-6; // pixels

/** What a drawing covers, in whole CSS pixels of the world. */
export interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A part of a sheet, over its whole width, and how many pixels of the image lie above it. */
interface Band {
  readonly image: CanvasImageSource;
  readonly place: Place;
  readonly above: number;
}

interface Sheet {
  readonly name: string;
  readonly place: Place;
  readonly bands: readonly Band[];
}

type Draw = (context: CanvasRenderingContext2D, place: Place) => void;

export class Sheets {
  /** The latest last. */
  private readonly made: Sheet[] = [];
  private readonly asked = new Set<string>();

  /**
   * Put a drawing on a canvas.
   *
   * @param name tells all that the drawing depends on but its place
   * @param draw in CSS pixels; nothing else may stand on the canvas yet
   */
  put(context: CanvasRenderingContext2D, place: Place, name: string, draw: Draw): void {
    const { a: ratio, e: x, f: y } = context.getTransform();
    // a map that has no room yet, or is not printed
    if (Math.min(place.width, place.height) * ratio < 1) return;
    const key = `${name} ${String(ratio)}`;
    let sheet = this.find(key, place, ratio, [x, y]);
    const asked = [key, place.left, place.top, place.width, place.height].join(" ");
    if (sheet === undefined && !this.asked.has(asked)) {
      this.asked.add(asked);
      for (const oldest of this.asked) if (this.asked.size > REMEMBERED) this.asked.delete(oldest);
      draw(context, place);
      return;
    }
    if (sheet === undefined) {
      const image = document.createElement("canvas");
      image.width = Math.round(place.width * ratio);
      image.height = Math.round(place.height * ratio);
      const pen = image.getContext("2d")!;
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      draw(pen, place);
      sheet = { name: key, place, bands: [{ image, place, above: 0 }] };
    }
    this.keep(sheet);
    for (const { image, place: own, above } of sheet.bands) {
      if (!meet(own, place)) continue;
      const { left, top, width, height } = own;
      const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
      // as large as its pixels: another size would blur them
      context.drawImage(image, 0, above, wide, high, left - place.left, top - place.top, wide / ratio, high / ratio);
    }
  }

  /**
   * Make a drawing before it is asked for, a band a step.
   *
   * @param wanted what will be asked for
   * @param air pixels around it that may be asked for as well, if there is room for so much
   * @param ratio pixels of the canvas a CSS pixel
   * @param draw a part, on a canvas of its size
   */
  *ahead(wanted: Place, [airX, airY]: readonly [number, number], ratio: number, name: string, draw: Draw): Generator<void> {
    const key = `${name} ${String(ratio)}`;
    if (typeof OffscreenCanvas === "undefined" || this.find(key, wanted, ratio) !== undefined) return;
    const place = [1, 0.5, 0].map((part) => around(wanted, airX * part, airY * part)).find(({ width, height }) => {
      const pixels = width * height * ratio * ratio;
      return pixels >= 1 && pixels <= MOST_AHEAD;
    });
    if (place === undefined) return;
    const { left, width } = place;
    const step = Number.isInteger(OVER * ratio) ? BAND : place.height;
    const bands: Band[] = [];
    for (let top = 0; top < place.height; top += step) {
      const part = { left, top: place.top + top, width, height: Math.min(step, place.height - top) };
      const drawn = around(part, 0, OVER);
      const canvas = new OffscreenCanvas(Math.round(width * ratio), Math.round(drawn.height * ratio));
      // it differs in what is not used here
      const pen = canvas.getContext("2d") as unknown as CanvasRenderingContext2D;
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      draw(pen, drawn);
      // a picture, unlike a canvas, is drawn when it is made
      bands.push({ image: canvas.transferToImageBitmap(), place: part, above: OVER * ratio });
      yield;
    }
    this.keep({ name: key, place, bands });
  }

  /**
   * A sheet that is of a place, or holds it and has its pixels where the canvas has them.
   *
   * @param corner pixels of the canvas where the place begins
   */
  private find(name: string, { left, top, width, height }: Place, ratio: number, corner: readonly [number, number] = [0, 0]): Sheet | undefined {
    return this.made.findLast(({ name: own, place }) => {
      if (own !== name) return false;
      const [x, y] = [left - place.left, top - place.top];
      if (x === 0 && y === 0 && width === place.width && height === place.height) return true;
      const within = x >= 0 && y >= 0 && x + width <= place.width && y + height <= place.height;
      return within && isWhole(corner[0] - x * ratio) && isWhole(corner[1] - y * ratio);
    });
  }

  private keep(sheet: Sheet): void {
    const at = this.made.indexOf(sheet);
    if (at >= 0) this.made.splice(at, 1);
    this.made.push(sheet);
    // a browser may wait long until it looks for pictures that nobody uses
    if (this.made.length > KEPT) this.made.shift()!.bands.forEach(({ image }) => { if (image instanceof ImageBitmap) image.close(); });
  }
}

function isWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) < NEAR;
}

function around({ left, top, width, height }: Place, airX: number, airY: number): Place {
  const [x, y] = [Math.round(airX), Math.round(airY)];
  return { left: left - x, top: top - y, width: width + 2 * x, height: height + 2 * y };
}

function meet(one: Place, other: Place): boolean {
  const across = one.left < other.left + other.width && one.left + one.width > other.left;
  return across && one.top < other.top + other.height && one.top + one.height > other.top;
}
