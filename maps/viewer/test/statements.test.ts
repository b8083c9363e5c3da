import assert from "node:assert/strict";
import { test } from "node:test";
import type { Claim } from "../src/data/incidents-chunk.ts";
import { addressesOf, bySame, byStatement, reportName } from "../src/panel/statements.ts";

const [ONE, TWO] = ["https://a.example/1", "https://b.example/2"];
// cell, name, addresses with their names
const CASES: [string, string, [string, string][]][] = [
  [ONE, "Paper", [[ONE, "Paper"]]],
  [ONE, "Paper; Post", [[ONE, "Paper; Post"]]],
  [`${ONE} ${TWO}`, "Paper; Post", [[ONE, "Paper"], [TWO, "Post"]]],
  [`${ONE}\n ${TWO} `, "Paper", [[ONE, "a.example"], [TWO, "b.example"]]],
  [`${ONE} javascript:alert(1)`, "", [[ONE, "a.example"], ["javascript:alert(1)", "javascript:alert(1)"]]],
  ["", "Paper", [["", "Paper"]]],
];
for (const [cell, name, found] of CASES) {
  test(`the addresses of ${JSON.stringify(cell)} by ${name}`, () => {
    assert.deepEqual(addressesOf(cell, name), found);
  });
}

// outlet, title, and what a report is called
for (const [publisher, title, called] of [
  ["Paper", "Gate shut", "Paper"],
  ["", "Gate shut", "Gate shut"],
  ["", "", "Source"],
] as const) {
  test(`a report of '${publisher}', '${title}' is called ${called}`, () => {
    assert.equal(reportName({ publisher, title }, "Source"), called);
  });
}

function claim(quote: string, metric: string, min: number, more: Partial<Claim> = {}): Claim {
  return {
    claimant: "ministry", side: "west", metric, victims: "soldiers", unit: "", min, max: min, exact: true,
    denies: false, subset: false, quote, report: 0, ...more,
  };
}

test("a sentence stands once for all its figures, and figures once for all sentences that give them", () => {
  const claims = [
    claim("55 fell", "killed", 55),
    claim("at least 55 fell", "killed", 55, { max: null }),
    claim("55 fell, says the ministry", "killed", 55, { report: 1 }),
    claim("55 fell, 9 were hurt", "killed", 55),
    claim("55 fell, 9 were hurt", "wounded", 9),
    claim("no 55 fell", "killed", 55, { denies: true }),
  ];
  const groups = bySame(byStatement(claims));
  assert.deepEqual(
    groups.map((same) => same.map((told) => told.map(({ quote }) => quote))),
    [
      [["55 fell"], ["55 fell, says the ministry"]],
      [["at least 55 fell"]],
      [["55 fell, 9 were hurt", "55 fell, 9 were hurt"]],
      [["no 55 fell"]],
    ],
  );
});
