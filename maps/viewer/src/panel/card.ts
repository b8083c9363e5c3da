/** The card of one incident: what, when, what each side says, where and how surely. */

import type { IncidentText, PlaceText, Report } from "../data/incidents-chunk.ts";
import type { IncidentData } from "../data/incidents-data.ts";
import { NONE, POINT } from "../data/incidents-data.ts";
import type { Meta } from "../data/incidents-meta.ts";
import {
  actorsTold,
  claimantName,
  counted,
  datesOf,
  km,
  locatedName,
  number,
  roleName,
  statusName,
} from "../data/incidents-text.ts";
import { licencesOf } from "../data/licences.ts";
import { inWords, type Names } from "../data/reasons.ts";
import { language } from "../language/language.ts";
import { TEXTS } from "../language/strings.ts";
import { el, link } from "../page/incidents-dom.ts";
import { basisTold } from "./basis.ts";
import { figure, makeLedger, type Column, type Comparison, type Ledger } from "./ledger.ts";
import { addressesOf, bySame, byStatement, statement } from "./statements.ts";

/**
 * Build the card; every text of the data goes in as text.
 *
 * @param goTo shows one of the incident's places on the map
 */
export function incidentCard(
  data: IncidentData,
  incident: number,
  text: IncidentText,
  goTo: (row: number) => void,
): HTMLElement {
  const rows = data.rowsOfIncident(incident);
  const row = rows[0] as number;
  const { columns } = data;
  const ledger = makeLedger(text.claims, data.meta.line_sides, data.meta.claimant_sides);
  const when = datesOf(columns.day[row] as number, columns.days[row] as number, data.datePrecision(row));
  return el(
    "article",
    { class: "bm-incident" },
    heading(data, rows),
    el("p", { class: "bm-when" }, when),
    actors(text),
    chips(data, row, text),
    // side by side first: of columns that begin with different things the eye compares what is not alike
    compared(data, ledger),
    text.summary === "" ? null : el("p", { class: "bm-summary", dir: "auto" }, text.summary),
    says(data, ledger, text.sources),
    placeChips(data, rows, goTo),
    where(data, text),
    sources(text),
  );
}

function heading(data: IncidentData, rows: readonly number[]): HTMLElement {
  const row = rows[0] as number;
  const name = data.placeName(row);
  const place = name === "" ? TEXTS.unlocated : name;
  const more = rows.length > 1 ? ` (${TEXTS.places(rows.length)})` : "";
  return el(
    "h2",
    { class: "bm-heading", tabindex: "-1", dir: "auto" },
    `${data.typeName(row)}: `,
    el("bdi", {}, place),
    more,
  );
}

/** Who acted against whom: each name whole where it has room, the arrow as the page reads. */
function actors({ actor1, actor2 }: IncidentText): HTMLElement | null {
  const [first, target] = actorsTold(actor1, actor2).map((name) => el("bdi", {}, name));
  if (first === undefined) return null;
  // the space before the arrow does not break: an arrow begins no line
  return el("p", { class: "bm-actors" }, first, ...(target === undefined ? [] : [`\u00a0${TEXTS.arrow} `, target]));
}

function chips(data: IncidentData, row: number, text: IncidentText): HTMLElement {
  const place = text.places[0];
  const status = data.status(row);
  const kind = data.columns.kind[row] as number;
  const prec = data.columns.prec[row] as number;
  const located = locatedName(data.level(row), kind, prec, place?.fromKm ?? null, place?.toKm ?? null);
  const names = [
    status === "" || status === "claimed" ? null : statusName(status),
    status !== "disputed" && data.disputed(row) ? TEXTS.disputed : null,
    located,
    roleName(data.role(row)),
  ];
  const present = names.filter((name) => name !== null);
  return el("ul", { class: "bm-chips" }, ...present.map((name) => el("li", {}, name)));
}

/** Of an incident with several places: each as a chip that shows it on the map. */
function placeChips(data: IncidentData, rows: readonly number[], goTo: (row: number) => void): HTMLElement | null {
  if (rows.length < 2) return null;
  const chips = rows.map((row) => {
    const name = data.placeName(row);
    const chip = el("button", { type: "button", class: "bm-chip" }, el("bdi", {}, name === "" ? TEXTS.unlocated : name));
    if (data.columns.kind[row] === NONE) chip.disabled = true;
    chip.addEventListener("click", () => {
      goTo(row);
    });
    return el("li", {}, chip);
  });
  return el("ul", { class: "bm-places", "aria-label": TEXTS.placesOnMap }, ...chips);
}

function section(title: string, ...children: readonly (Node | null)[]): HTMLElement {
  return el("section", {}, el("h3", {}, title), ...children);
}

function says(data: IncidentData, ledger: Ledger, reports: readonly Report[]): HTMLElement {
  const column = (one: Column): HTMLElement => columnOf(data, one, reports);
  const parts = [el("div", { class: "bm-ledger" }, ...ledger.sides.map(column))];
  if (ledger.others.length > 0) {
    parts.push(
      el("h4", { class: "bm-others" }, TEXTS.othersSay),
      el("div", { class: "bm-ledger" }, ...ledger.others.map(column)),
    );
  }
  return section(TEXTS.whatEachSays, ...parts);
}

function columnOf(data: IncidentData, column: Column, reports: readonly Report[]): HTMLElement {
  const side = data.meta.sides.find((one) => one.code === column.side);
  const head = el("h4", { dir: "auto" }, claimantName(column.side, data.meta.names.claimants));
  const element = el("div", { class: "bm-column" }, head);
  if (side !== undefined) element.style.borderTopColor = side.colour;
  if (column.claims.length === 0) {
    element.append(el("p", { class: "bm-none" }, TEXTS.noClaim));
  }
  for (const same of bySame(byStatement(column.claims))) element.append(statement(data, same, reports));
  return element;
}

/** The sides' figures of the same thing on one scale, with the gap where they do not meet. */
function compared(data: IncidentData, { comparisons }: Ledger): HTMLElement | null {
  if (comparisons.length === 0) return null;
  const lines = comparisons.map((one) => comparison(data, one));
  return section(TEXTS.figuresCompared, ...lines, el("p", { class: "bm-note" }, TEXTS.neverAdded));
}

function comparison(data: IncidentData, one: Comparison): HTMLElement {
  const name = (side: string): string => claimantName(side, data.meta.names.claimants);
  const { low, high } = one;
  const closed = high === null || high === low ? "" : TEXTS.rangeFrom(number(low), number(high));
  const range = high === null ? TEXTS.rangeOpen(number(low)) : closed;
  const ends = one.ranges.flatMap((side) => [side.min, side.max ?? side.min]);
  const most = Math.max(1, ...ends) * 1.12;
  const rows = one.ranges.map((side) => {
    const bar = el("span", { class: side.max === null ? "bm-bar bm-endless" : "bm-bar" });
    const top = side.max ?? side.min;
    bar.style.insetInlineStart = percent(side.min / most);
    bar.style.width = percent(Math.max(0, (side.max === null ? most : top) - side.min) / most);
    bar.style.backgroundColor = data.meta.sides.find((s) => s.code === side.side)?.colour ?? "#84908f";
    return el(
      "div",
      { class: "bm-range" },
      el("span", { dir: "auto" }, name(side.side)),
      el("span", { class: "bm-track", "aria-hidden": "true" }, bar),
      el("strong", {}, figure({ ...side, exact: true }, number)),
    );
  });
  const verdicts: string[] = [];
  if (one.ranges.length > 1) verdicts.push(one.meets ? TEXTS.meet : TEXTS.apart(number(one.gap)));
  if (one.deniedBy.length > 0) verdicts.push(TEXTS.deniedBy(one.deniedBy.map(name).join(TEXTS.list)));
  const what = counted(one.metric, one.victims, one.unit, data.meta.names.victims);
  return el(
    "div",
    { class: "bm-comparison" },
    el("h4", { dir: "auto" }, what, el("span", {}, ` ${range}`)),
    ...rows,
    el("p", { class: one.meets ? "bm-verdict" : "bm-verdict bm-apart" }, verdicts.join("; ")),
  );
}

function percent(part: number): string {
  return `${(100 * part).toFixed(2)}%`;
}

function where(data: IncidentData, text: IncidentText): HTMLElement {
  const places = text.places.map((place) => placeOf(data, place, text.names));
  return section(TEXTS.whereHowSure, ...places);
}

function placeOf(data: IncidentData, place: PlaceText, names: Names): HTMLElement {
  const { row } = place;
  const given = data.placeName(row);
  const name = given === "" ? TEXTS.unlocated : given;
  const words = place.text === "" ? null : el("q", { dir: "auto" }, place.text);
  const told = el("p", { class: "bm-place" }, words, words === null ? "" : ` ${TEXTS.arrow} `, el("b", { dir: "auto" }, name));
  if (place.fromKm !== null && place.toKm !== null) {
    told.append(`${TEXTS.list}${TEXTS.kmRange(km(place.fromKm), km(place.toKm))}`);
  }
  const prec = data.columns.prec[row] as number;
  const uncertainty = data.uncertaintyKm(row);
  const facts = [
    TEXTS.precisions[prec] ?? "",
    uncertainty === null || data.columns.kind[row] !== POINT ? "" : TEXTS.within(km(uncertainty)),
  ].filter((fact) => fact !== "");
  return el(
    "div",
    { class: "bm-where" },
    told,
    why(place, names),
    el(
      "p",
      { class: "bm-note" },
      facts.join("; "),
      prec > 0 ? ` (${TEXTS.wherePrec(prec)})` : "",
      ...basis(place.basis, data.meta.published),
    ),
  );
}

/** Why this place: in the page's language, or as its table has it where nothing else is known of it. */
function why({ why: reason }: PlaceText, names: Names): HTMLElement | null {
  if (reason === "") return null;
  if (typeof reason === "string") return el("p", { class: "bm-why", lang: "en", dir: "auto" }, reason);
  return el("p", { class: "bm-why" }, inWords(reason, names));
}

/** The basis of a place, linked where it has an address. */
function basis(text: string, names: Meta["published"]): (Node | string)[] {
  if (text === "") return [];
  const { words, address } = basisTold(text, names);
  return [
    `${language().joint}${TEXTS.basis}: `,
    address === "" ? el("bdi", {}, words) : link(address, words, TEXTS.opensOutside),
  ];
}

function cited(cell: string, name: string, notes: readonly string[]): HTMLElement[] {
  return addressesOf(cell, name).map(([address, own]) =>
    el(
      "li",
      {},
      link(address, own, TEXTS.opensOutside),
      // the dot stands outside: in a name that runs the other way it would change sides
      ...notes.filter((note) => note !== "").flatMap((note) => [language().joint, el("bdi", { class: "bm-note" }, note)]),
    ),
  );
}

function sources(text: IncidentText): HTMLElement | null {
  // the incident's own source names its one report; of several it would name the wrong one
  const own = text.sources.length === 1 ? text.source : "";
  const items = text.sources.flatMap((report) => {
    const names = [report.title, report.publisher, own, report.url, TEXTS.source];
    const notes = [report.title === "" ? "" : report.publisher, report.published.slice(0, 10)];
    return cited(report.url, names.find((name) => name !== "") as string, notes);
  });
  if (items.length === 0 && text.source !== "") items.push(...cited(text.sourceUrl, text.source, []));
  const licence = licencesOf(text);
  return section(
    TEXTS.sources(items.length),
    items.length === 0 ? el("p", { class: "bm-note" }, TEXTS.noSource) : el("ul", { class: "bm-sources" }, ...items),
    licence === "" ? null : el("p", { class: "bm-note", dir: "auto" }, TEXTS.licence(licence)),
  );
}
