/** Work for when the page has nothing else to do: a browser gives each piece a turn in which nobody waits for it. */

/**
 * Do one piece after the other, each in an idle turn of its own.
 *
 * A browser that tells of no idle time does none of it: nothing may depend on it.
 *
 * @param isWanted asked before each piece; no more are done once it is not so
 */
export function whenIdle(pieces: Iterable<() => void>, isWanted: () => boolean = () => true): void {
  if (typeof requestIdleCallback !== "function") return;
  const waiting = pieces[Symbol.iterator]();
  const next = (): void => {
    if (!isWanted()) return;
    const { done, value } = waiting.next();
    if (done === true) return;
    value();
    requestIdleCallback(next);
  };
  requestIdleCallback(next);
}
