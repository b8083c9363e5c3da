/** What a reader sets for the whole page: its language, and dark or light. Both stand in the link. */

import { CODES, isCode, LANGUAGES, language, type Code } from "../language/language.ts";
import { speak } from "../language/strings.ts";
import { dress, homeOf, lookOf, type Mode } from "./look.ts";

class Settings {
  private readonly root = typeof document === "undefined" ? null : document.documentElement;
  private readonly listeners = new Set<() => void>();
  private readonly before: (() => void)[] = [];
  private readonly darkness = typeof matchMedia === "undefined" ? null : matchMedia("(prefers-color-scheme: dark)");
  /** What the reader chose; null follows the system. */
  private mode: Mode | null = null;

  /** Whether the page is ours; on somebody else's there is nothing to set. */
  get ofPage(): boolean {
    return this.home !== null;
  }

  /** The language that the page was built in; null on somebody else's page. */
  private get home(): Code | null {
    return this.root === null ? null : homeOf(this.root);
  }

  get isDark(): boolean {
    return this.ofPage && (this.mode ?? this.system) === "dark";
  }

  private get system(): Mode {
    return this.darkness?.matches === true ? "dark" : "light";
  }

  /** Read the link; called before anything of the page is made. */
  start(): void {
    if (!this.ofPage) return;
    this.read();
    addEventListener("hashchange", () => {
      if (this.read()) this.tell();
    });
    this.darkness?.addEventListener("change", () => {
      this.apply();
      this.tell();
    });
  }

  /** Hear of every change; the returned function ends that. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Be called before every change, while the page still looks as it did. */
  onLeave(listener: () => void): void {
    this.before.push(listener);
  }

  speak(code: Code): void {
    if (code === language().code) return;
    speak(code);
    this.apply();
    this.tell();
  }

  darken(dark: boolean): void {
    const mode: Mode = dark ? "dark" : "light";
    this.mode = mode === this.system ? null : mode;
    this.apply();
    this.tell();
  }

  /** The words of a link: only what differs from what the page would be without them. */
  get words(): string {
    const words = new URLSearchParams();
    const { code } = language();
    if (this.ofPage && code !== this.home) words.set("lang", code);
    if (this.mode !== null) words.set("mode", this.mode);
    return words.toString();
  }

  /** Whether the link said something new. */
  private read(): boolean {
    const before = this.words;
    const { code, mode } = lookOf(location.hash);
    speak(code ?? this.home ?? "en");
    this.mode = mode;
    this.apply();
    return before !== this.words;
  }

  private apply(): void {
    for (const listener of this.before) listener();
    if (this.root !== null) dress(this.root, language().code, this.isDark);
  }

  private tell(): void {
    for (const listener of [...this.listeners]) listener();
  }
}

export const settings = new Settings();

/** The menu of languages, each by its own name, and the switch for dark colours. */
export function settingsMenu(label: { language: string; dark: string }): HTMLElement {
  const box = document.createElement("div");
  box.className = "bm-settings";
  const menu = document.createElement("select");
  menu.setAttribute("aria-label", label.language);
  for (const code of CODES) {
    const { name, tag, dir } = LANGUAGES[code];
    const option = new Option(name, code, false, code === language().code);
    option.lang = tag;
    option.dir = dir;
    menu.append(option);
  }
  menu.addEventListener("change", () => {
    if (isCode(menu.value)) settings.speak(menu.value);
  });
  const dark = document.createElement("button");
  dark.type = "button";
  dark.className = "bm-mode";
  dark.setAttribute("aria-label", label.dark);
  dark.title = label.dark;
  dark.setAttribute("aria-pressed", String(settings.isDark));
  dark.addEventListener("click", () => {
    settings.darken(!settings.isDark);
  });
  box.append(menu, dark);
  return box;
}
