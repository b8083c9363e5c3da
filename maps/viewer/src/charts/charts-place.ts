/** Where the charts stand: under the map, and in the panel where that would leave the map too little. */

/** A phone, and a low window: one on its side, or one that is enlarged. As charts.css says. */
const CRAMPED = "(max-width: 640px), (max-height: 559px)";

export function standCharts(root: HTMLElement): void {
  const cramped = matchMedia(CRAMPED);
  const home = root.parentElement;
  const next = root.nextSibling;
  const stand = (): void => {
    const card = document.getElementById("bm-card");
    if (cramped.matches) card?.before(root);
    else home?.insertBefore(root, next);
  };
  cramped.addEventListener("change", stand);
  stand();
}
