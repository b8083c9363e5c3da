import assert from "node:assert/strict";
import { test } from "node:test";
import { addressesOf, reportName } from "../src/panel/statements.ts";

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
