// The map's colours and type are the style sheet's, so that a page can have another palette.

const COLOURS = [
  "land",
  "country",
  "water",
  "river",
  "shore",
  "admin3",
  "admin2",
  "admin1",
  "border",
  "outside",
  "line",
  "halo",
  "label",
  "town",
  "region",
  "name",
] as const;

export type Theme = Record<(typeof COLOURS)[number], string> & { readonly font: string };

export function themeOf(element: Element): Theme {
  const style = getComputedStyle(element);
  const value = (name: string) => style.getPropertyValue(name).trim();
  const colours = Object.fromEntries(COLOURS.map((name) => [name, value(`--bm-map-${name}`)]));
  return { ...colours, font: value("--bm-font") } as Theme;
}
