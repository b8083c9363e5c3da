/** Keys of what unfolds on the map: the menu of layers, the legends, the credits. */

const MENU = ".leaflet-control-layers";
const OPEN = "leaflet-control-layers-expanded";

/** Whether the menu of layers is unfolded: a tap beside it closes it, and means nothing else. */
export function menuIsOpen(container: HTMLElement): boolean {
  return container.querySelector(`.${OPEN}`) !== null;
}

/** Says at the button of layers whether its menu is unfolded: Leaflet tells it by a class alone. */
function tellUnfolding(container: HTMLElement): void {
  const menu = container.querySelector(MENU);
  const toggle = menu?.querySelector(`${MENU}-toggle`);
  if (menu == null || toggle == null) return;
  const tell = (): void => {
    toggle.setAttribute("aria-expanded", String(menu.classList.contains(OPEN)));
  };
  tell();
  new MutationObserver(tell).observe(menu, { attributeFilter: ["class"] });
}

/** The menu takes the focus when it opens, and closes when the focus goes; Escape folds what has the focus. */
export function menuKeys(container: HTMLElement): void {
  tellUnfolding(container);
  container.addEventListener("keydown", (event) => {
    const target = event.target as Element;
    const menu = target.closest<HTMLElement>(MENU);
    const folds = target.closest<HTMLDetailsElement>("details[open]");
    if (target.matches(`${MENU}-toggle`) && (event.key === "Enter" || event.key === " ")) {
      (target as HTMLElement).click();
      menu?.querySelector("input")?.focus();
    } else if (event.key === "Escape" && menu?.classList.contains(OPEN) === true) {
      menu.classList.remove(OPEN);
      menu.querySelector<HTMLElement>(`${MENU}-toggle`)?.focus();
    } else if (event.key === "Escape" && folds !== null) {
      folds.open = false;
      folds.querySelector("summary")?.focus();
    } else return;
    event.preventDefault();
  });
  container.addEventListener("focusout", ({ target, relatedTarget }) => {
    const menu = (target as Element).closest(MENU);
    if (relatedTarget !== null && menu?.contains(relatedTarget as Node) === false) menu.classList.remove(OPEN);
  });
}
