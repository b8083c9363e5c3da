/**
 * Whether pages may read what they draw.
 *
 * Tor Browser, Mullvad Browser and Firefox with `privacy.resistFingerprinting` give stripes in place of a canvas,
 * and say nothing. Others change the lowest bits of some pixels, which nobody sees.
 */

/** Red, green, blue and opacity of neighbouring pixels. */
const INKS: readonly (readonly number[])[] = [
  [200, 30, 60, 255],
  [20, 160, 90, 255],
  [40, 70, 220, 255],
  [255, 255, 255, 255],
];
const FAINT = 8; // of 255: noise that a reader does not see

/** Draw what is known and read it; where the reader is asked, this asks. */
export function isReadable(): boolean {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [INKS.length, 1];
  const pen = canvas.getContext("2d");
  if (pen === null) return false;
  INKS.forEach((ink, at) => {
    pen.fillStyle = `rgb(${ink.slice(0, 3).join(" ")})`;
    pen.fillRect(at, 0, 1, 1);
  });
  const { data } = pen.getImageData(0, 0, INKS.length, 1);
  return INKS.flat().every((value, at) => Math.abs((data[at] as number) - value) <= FAINT);
}
