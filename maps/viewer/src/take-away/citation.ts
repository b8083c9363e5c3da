/** The line by which an incident of this page is cited: what, when, where, by whom, in which data. */

import type { Facts } from "../data/facts.ts";
import type { IncidentText, Report } from "../data/incidents-chunk.ts";
import { POINT, type IncidentData } from "../data/incidents-data.ts";
import { dateOf, dateWindow, km, locatedName } from "../data/incidents-text.ts";
import { licencesOf } from "../data/licences.ts";
import { readTime } from "../filters/link-state.ts";
import { TEXTS } from "../language/strings.ts";
import { clean } from "../page/clean-text.ts";
import { copy } from "../page/clipboard.ts";
import { el } from "../page/incidents-dom.ts";

type Input = Pick<
  IncidentData,
  "columns" | "typeName" | "placeName" | "datePrecision" | "level" | "uncertaintyKm"
>;

/** @param title the name of the data set */
export function citation(data: Input, text: IncidentText, facts: Facts, title: string): string {
  const { columns } = data;
  const row = text.places[0]?.row as number;
  const when = dateWindow(columns.day[row] as number, columns.days[row] as number, data.datePrecision(row));
  const places = text.places.map((place) => placeTold(data, place.row, place.fromKm, place.toKm));
  const named = articlesOf(text.sources).map((report) =>
    [report.title, report.publisher, report.published.slice(0, 10), report.url]
      .filter((part, i, all) => part !== "" && all.indexOf(part) === i)
      .join(TEXTS.list),
  );
  const sources = named.filter((name) => name !== "");
  if (sources.length === 0 && text.source !== "") {
    sources.push([text.source, text.sourceUrl].filter((part) => part !== "").join(TEXTS.list));
  }
  const licence = licencesOf(text);
  const sentences = [
    TEXTS.citeIncident(data.typeName(row), places.join("; "), when, text.id),
    sources.length === 0 ? "" : TEXTS.citeSources(sources.join("; ")),
    TEXTS.citeDataset(title, asOf(facts), facts.line_version),
    licence === "" ? "" : `${TEXTS.licence(licence)}.`,
  ];
  return clean(sentences.filter((part) => part !== "").join(" ").replace(/\s+/g, " "));
}

/** The articles that reports are of: of several at one address, the report that says most of it. */
function articlesOf(reports: readonly Report[]): Report[] {
  const told = ({ title, publisher, published }: Report): number =>
    [title, publisher, published].filter((part) => part !== "").length;
  const articles = new Map<string, Report>();
  reports.forEach((report, number) => {
    const address = report.url === "" ? `${number}` : report.url;
    const known = articles.get(address);
    if (known === undefined || told(report) > told(known)) articles.set(address, report);
  });
  return [...articles.values()];
}

/** The last day that the data tells of, in words. */
export function asOf({ as_of }: Facts): string {
  const day = readTime(`${as_of}..${as_of}`);
  return day === null ? TEXTS.dayUnknown : dateOf(day[0]);
}

function placeTold(data: Input, row: number, fromKm: number | null, toKm: number | null): string {
  const name = data.placeName(row);
  const { kind, prec } = data.columns;
  const known = locatedName(data.level(row), kind[row] as number, prec[row] as number, fromKm, toKm);
  if (name === "") return known;
  const uncertainty = kind[row] === POINT ? data.uncertaintyKm(row) : null;
  const facts = [known, uncertainty === null ? "" : `± ${TEXTS.kilometresShort(km(uncertainty))}`];
  return `${name} (${facts.filter((fact) => fact !== "").join(TEXTS.list)})`;
}

/**
 * The part of a card that shows the line and copies it, or a link to the card.
 *
 * @param address gives the link; null where the page's address is not ours
 */
export function citePart(line: string, address: (() => string) | null): HTMLElement {
  const done = el("p", { class: "bm-copied", role: "status" });
  const button = (name: string, text: () => string): HTMLElement => {
    const made = el("button", { type: "button", class: "bm-button" }, name);
    made.addEventListener("click", () => void copy(text(), done));
    return made;
  };
  return el(
    "section",
    { class: "bm-cite" },
    el("h3", {}, TEXTS.cite),
    el("p", { class: "bm-cite-line", dir: "auto" }, line),
    el(
      "div",
      { class: "bm-cite-buttons" },
      button(TEXTS.copyCitation, () => line),
      address === null ? null : button(TEXTS.copyLink, address),
    ),
    done,
  );
}
