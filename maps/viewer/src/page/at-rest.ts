/** Work that can wait: done while the page rests, a little at a time, so that no input waits for it. */

const AT_ONCE = 8; // milliseconds; a step that has begun is ended
const SOON = 50; // milliseconds between two times where a browser does not tell when it rests

/** @param left milliseconds that the page will rest */
type Turn = (left: () => number) => void;
type Wait = (turn: Turn) => () => void;

/** Call back when there is nothing else to do; the returned function ends that. */
function whenIdle(turn: Turn): () => void {
  if (typeof requestIdleCallback === "undefined") return after(SOON, () => { turn(() => AT_ONCE); });
  const idle = requestIdleCallback((deadline) => { turn(() => deadline.timeRemaining()); });
  return () => { cancelIdleCallback(idle); };
}

function after(wait: number, then: () => void): () => void {
  const timer = setTimeout(then, wait);
  return () => { clearTimeout(timer); };
}

/**
 * Take the steps of some work at rest.
 *
 * @returns what ends it
 */
export function atRest(
  work: Iterator<unknown>,
  wait: Wait = whenIdle,
  now: () => number = () => performance.now(),
): () => void {
  let end: () => void = () => undefined;
  const turn = (left: () => number): void => {
    const until = now() + Math.min(AT_ONCE, left());
    do if (work.next().done === true) return;
    while (now() < until);
    // what waits goes first; a browser itself would wait longer until it says again that it rests
    end = left() > AT_ONCE ? after(0, () => { turn(left); }) : wait(turn);
  };
  end = wait(turn);
  return () => { end(); };
}
