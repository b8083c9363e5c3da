/** How sharp the screen is. */

const MAX_RATIO = 2.5; // device pixels a CSS pixel; more cost memory and show nothing

/** Pixels of a canvas a CSS pixel. */
export function screenRatio(): number {
  return Math.min(window.devicePixelRatio || 1, MAX_RATIO);
}

/** Hear of a window that goes to a screen of another sharpness; the returned function ends that. */
export function onScreenRatio(listener: () => void): () => void {
  let same: MediaQueryList;
  const listen = (): void => {
    same = matchMedia(`(resolution: ${String(window.devicePixelRatio)}dppx)`);
    same.addEventListener("change", changed, { once: true });
  };
  const changed = (): void => {
    listen();
    listener();
  };
  listen();
  return () => {
    same.removeEventListener("change", changed);
  };
}
