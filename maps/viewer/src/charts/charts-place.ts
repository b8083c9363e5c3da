/** Where the charts stand: under the map, and on a phone in the sheet. */

const PHONE = "(max-width: 640px)";

export function standCharts(root: HTMLElement): void {
  const phone = matchMedia(PHONE);
  const home = root.parentElement;
  const next = root.nextSibling;
  const stand = (): void => {
    const card = document.getElementById("bm-card");
    if (phone.matches) card?.before(root);
    else home?.insertBefore(root, next);
  };
  phone.addEventListener("change", stand);
  stand();
}
