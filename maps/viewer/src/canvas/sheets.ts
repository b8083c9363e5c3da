/**
 * Drawings that are kept: who goes back, or filters by what does not show in them, need not wait for them again.
 *
 * A sheet costs more than the drawing on it, so one is made of what is asked for a second time.
 */

const KEPT = 3;
const REMEMBERED = 8; // names of what was drawn once

export class Sheets {
  private readonly made = new Map<string, HTMLCanvasElement>();
  private readonly asked = new Set<string>();

  /**
   * Put a drawing on a canvas.
   *
   * @param name tells all that the drawing depends on
   * @param draw in CSS pixels; nothing else may stand on the canvas yet
   */
  put(
    context: CanvasRenderingContext2D,
    { width, height }: { readonly width: number; readonly height: number },
    name: string,
    draw: (context: CanvasRenderingContext2D) => void,
  ): void {
    const ratio = context.getTransform().a;
    // a map that has no room yet, or is not printed
    if (Math.min(width, height) * ratio < 1) return;
    const key = `${name} ${String(ratio)}`;
    let sheet = this.made.get(key);
    if (sheet === undefined && !this.asked.has(key)) {
      this.asked.add(key);
      dropOldest(this.asked, REMEMBERED);
      draw(context);
      return;
    }
    if (sheet === undefined) {
      sheet = document.createElement("canvas");
      sheet.width = Math.round(width * ratio);
      sheet.height = Math.round(height * ratio);
      const pen = sheet.getContext("2d")!;
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      draw(pen);
    }
    // the latest last
    this.made.delete(key);
    this.made.set(key, sheet);
    dropOldest(this.made, KEPT);
    context.drawImage(sheet, 0, 0, width, height);
  }
}

function dropOldest(kept: Set<string> | Map<string, unknown>, most: number): void {
  for (const oldest of kept.keys()) {
    if (kept.size <= most) break;
    kept.delete(oldest);
  }
}
