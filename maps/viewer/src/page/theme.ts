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

const CHART = ["bar", "vague", "grid", "gate", "axis"] as const;

/** What the charts are drawn with. */
export type ChartTheme = Record<(typeof CHART)[number] | "ink" | "quiet" | "paper" | "font", string>;

export function chartThemeOf(element: Element): ChartTheme {
  const style = getComputedStyle(element);
  const value = (name: string) => style.getPropertyValue(name).trim();
  const own = CHART.map((name) => [name, value(`--bm-chart-${name}`)]);
  const shared = (["ink", "quiet", "paper", "font"] as const).map((name) => [name, value(`--bm-${name}`)]);
  return Object.fromEntries([...own, ...shared]) as ChartTheme;
}
