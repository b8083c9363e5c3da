/** Stands in the head, before anything can be seen: nothing may flash in another language's order or in other colours. */

import { dress, homeOf, lookOf } from "../page/look.ts";

const root = document.documentElement;
const home = homeOf(root);
if (home !== null) {
  const { code, mode } = lookOf(location.hash);
  dress(root, code ?? home, (mode ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark");
}
