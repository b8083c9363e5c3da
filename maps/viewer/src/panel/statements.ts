/** What one claimant says: figures, the sentences that say so, and where they were read. */

import type { Claim, Report } from "../data/incidents-chunk.ts";
import type { IncidentData } from "../data/incidents-data.ts";
import { counted, number } from "../data/incidents-text.ts";
import { TEXTS } from "../language/strings.ts";
import { el, link, safeUrl } from "../page/incidents-dom.ts";
import { figure } from "./ledger.ts";

/** Claims that one sentence of one claimant makes stand together, the sentence once. */
export function byStatement(claims: readonly Claim[]): Claim[][] {
  const groups = new Map<string, Claim[]>();
  for (const claim of claims) {
    const key = JSON.stringify([claim.claimant, claim.quote, claim.report]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [claim]);
    else group.push(claim);
  }
  return [...groups.values()];
}

/** Statements of the same figures stand together: the figures once, each sentence under them. */
export function bySame(statements: readonly Claim[][]): Claim[][][] {
  const groups = new Map<string, Claim[][]>();
  for (const claims of statements) {
    const figures = claims.map(({ metric, victims, unit, min, max, exact, denies, subset }) => [metric, victims, unit, min, max, exact, denies, subset]);
    const key = JSON.stringify(figures);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [claims]);
    else group.push(claims);
  }
  return [...groups.values()];
}

/** What a report is called beside a claim: its outlet, else its title, else only what it is. */
export function reportName(report: Pick<Report, "publisher" | "title">, unnamed: string): string {
  return report.publisher || report.title || unnamed;
}

/** @param same statements of the same figures */
export function statement(
  data: IncidentData,
  same: readonly (readonly Claim[])[],
  reports: readonly Report[],
): HTMLElement {
  const figures = (same[0] as readonly Claim[]).map((claim) => claimLine(data, claim));
  return el("div", { class: "bm-statement" }, ...figures, ...same.flatMap((claims) => sentence(claims[0] as Claim, reports)));
}

/** The words, who says them, and where they were read. */
function sentence({ claimant, quote, report: at }: Claim, reports: readonly Report[]): HTMLElement[] {
  const report = reports[at];
  const by = el("p", { class: "bm-by" }, el("bdi", {}, claimant));
  if (report !== undefined) {
    const name = reportName(report, TEXTS.source);
    // no dot between: it would hang at the end of a narrow column's line
    by.append(claimant === "" ? "" : " ", link(addressesOf(report.url, "")[0]?.[0] ?? "", name, TEXTS.opensOutside));
  }
  return quote === "" ? [by] : [el("blockquote", { dir: "auto" }, quote), by];
}

function claimLine(data: IncidentData, claim: Claim): HTMLElement {
  // a denial is of the number as it was told: nothing is rounded by it
  const written = figure(claim.denies ? { ...claim, exact: true } : claim, number);
  const one = written === number(1);
  const what = counted(claim.metric, claim.victims, claim.unit, data.meta.names.victims, one);
  const figures = claim.denies ? TEXTS.denied : written;
  const told = claim.denies && written !== "" ? `${written} ${what}` : what;
  return el(
    "p",
    { class: claim.denies ? "bm-claim bm-denied" : "bm-claim" },
    el("strong", { class: "bm-figure" }, figures),
    " ",
    el("span", { class: "bm-what", dir: "auto" }, told),
    claim.subset ? el("span", { class: "bm-part" }, ` (${TEXTS.part})`) : null,
  );
}

/** The addresses of a cell, each with its name: of as many names, else of its host. */
export function addressesOf(cell: string, name: string): [address: string, name: string][] {
  const addresses = cell.split(/\s+/).filter((address) => address !== "");
  if (addresses.length < 2) return [[addresses[0] ?? "", name]];
  const names = name.split("; ");
  return addresses.map((address, i) => {
    const own = names.length === addresses.length ? names[i] : undefined;
    return [address, own ?? (safeUrl(address) === null ? address : new URL(address).hostname)];
  });
}
