/** Copying text, also where a browser keeps the clipboard from pages of files and of frames. */

import { TEXTS } from "../language/strings.ts";
import { el } from "./incidents-dom.ts";

/** Copy; false where the browser does not let us. */
async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedByCommand(text);
  }
}

function copiedByCommand(text: string): boolean {
  const before = document.activeElement;
  const field = el("textarea", { readonly: "", "aria-hidden": "true", tabindex: "-1", class: "bm-said" });
  field.value = text;
  document.body.append(field);
  field.select();
  let done = false;
  try {
    // the only way that is left to a page whose clipboard is kept from it
    done = document.execCommand("copy");
  } catch {
    done = false;
  }
  field.remove();
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  return done;
}

/**
 * Copy and say so; where that fails the text is shown, selected, to be copied by hand.
 *
 * @param place where the word or the text is shown
 * @param hint what to say beside it
 */
export async function copy(text: string, place: HTMLElement, hint = ""): Promise<void> {
  place.replaceChildren();
  const note = hint === "" ? null : el("span", { class: "bm-copy-hint" }, hint);
  if (await copied(text)) {
    place.replaceChildren(el("span", {}, TEXTS.copied), note ?? "");
    return;
  }
  const field = el("textarea", { readonly: "", rows: "3", "aria-label": TEXTS.copyByHand, dir: "ltr" });
  field.value = text;
  place.replaceChildren(el("span", {}, TEXTS.copyByHand), field, note ?? "");
  field.focus();
  field.select();
}
