/** The sheet of a phone follows the finger: by its grip always, by all of it while it is down. */

import { restOf, STANDS, type Stand } from "./sheet.ts";

const TAP = 6; // CSS pixels that a finger may move and still tap
const RECENT = 100; // milliseconds that tell how fast it went when it was let go

/** Pulling a panel by its grip; the grip's own click is the caller's. */
export function dragSheet(panel: HTMLElement, grip: HTMLElement, stand: () => Stand, rest: (stand: Stand) => void): void {
  let hold: { pointer: number; from: number; height: number; moved: boolean } | null = null;
  let path: { at: number; y: number }[] = [];

  const canPull = (event: PointerEvent): boolean =>
    event.button === 0 && hold === null && getComputedStyle(grip).display !== "none" &&
    (grip.contains(event.target as Node) || (stand() === "down" && event.pointerType !== "mouse"));

  panel.addEventListener("pointerdown", (event) => {
    path = [];
    if (!canPull(event)) return;
    hold = { pointer: event.pointerId, from: event.clientY, height: panel.getBoundingClientRect().height, moved: false };
  });
  panel.addEventListener("pointermove", (event) => {
    if (hold?.pointer !== event.pointerId) return;
    if (!hold.moved && Math.abs(event.clientY - hold.from) < TAP) return;
    if (!hold.moved) panel.setPointerCapture(event.pointerId);
    hold.moved = true;
    path.push({ at: event.timeStamp, y: event.clientY });
    panel.style.transition = "none";
    panel.style.height = `${String(hold.height + hold.from - event.clientY)}px`;
  });
  const end = (event: PointerEvent): void => {
    if (hold?.pointer !== event.pointerId) return;
    const { moved } = hold;
    hold = null;
    if (!moved) return;
    const { height } = panel.getBoundingClientRect();
    panel.style.height = "";
    const heights = STANDS.map((one) => {
      rest(one);
      return panel.getBoundingClientRect().height;
    });
    rest(restOf(height, speedOf(path.filter(({ at }) => event.timeStamp - at < RECENT)), heights));
    // from where the finger left it to where it rests
    panel.style.height = `${String(height)}px`;
    panel.getBoundingClientRect();
    panel.style.transition = "";
    panel.style.height = "";
  };
  panel.addEventListener("pointerup", end);
  panel.addEventListener("pointercancel", end);
  // what the mouse was let go on was not clicked
  panel.addEventListener("click", (event) => {
    const pulled = path.length > 0;
    path = [];
    if (!pulled) return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
}

/** CSS pixels a millisecond upwards. */
export function speedOf(path: readonly { readonly at: number; readonly y: number }[]): number {
  const [first, last] = [path[0], path.at(-1)];
  return first === undefined || last === undefined || last.at === first.at ? 0 : (first.y - last.y) / (last.at - first.at);
}
