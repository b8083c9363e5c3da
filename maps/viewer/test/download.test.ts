import assert from "node:assert/strict";
import { test } from "node:test";
import { wrap } from "../src/canvas/wrap.ts";
import type { Facts } from "../src/data/facts.ts";
import type { Claim, IncidentText } from "../src/data/incidents-chunk.ts";
import type { IncidentData } from "../src/data/incidents-data.ts";
import { licencesOf } from "../src/data/licences.ts";
import { worldX, worldY } from "../src/geometry/projection.ts";
import { clean } from "../src/page/clean-text.ts";
import { CLAIM_COLUMNS, claimRowsOf } from "../src/take-away/download-claims.ts";
import { csvLine } from "../src/take-away/download-csv.ts";
import { collectionHead, Features } from "../src/take-away/download-geojson.ts";
import { COLUMNS, rowsOf, told, type PlacedRow, type Taken } from "../src/take-away/download-rows.ts";
import { nameOf } from "../src/take-away/download.ts";
import { embedCode } from "../src/take-away/embed.ts";

const FACTS: Facts = {
  as_of: "2026-03-17", line_version: "v1", convention: "raw", note: { en: "Disputed." }, attributions: ["Maker"],
  reporting: { claimants: [], languages: [], delay_days: [0], delays: [0, 0], undated: 0, districts: [] },
};

/** Four places: a point, an area, a stretch, and one that was not found. */
const DATA = {
  meta: {
    types: [{ name: "Armed clash", event: "Battles", shape: "square" }], units: ["AF1", "AF101"],
    kinds: ["point", "area", "stretch", "none"], footprints: { ids: ["AF101", "line:1-9"], kinds: ["area", "stretch"] },
  },
  columns: {
    type: [0, 0, 0, 255], flags: [3, 0, 4, 0], day: [20_510, 20_510, 20_510, -(2 ** 31)], days: [1, 0, 0, 0],
    kind: [0, 1, 2, 3], place: [1, 0, 0, 0], admin1: [0, 0, 65_535, 65_535],
    admin2: [1, 1, 65_535, 65_535], prec: [1, 3, 5, 0], footprint: [-1, 0, 1, -1], km_from: [12.34, 1, 1, NaN],
  },
  datePrecision: () => "day", status: () => "claimed", role: () => "current", disputed: (row: number) => row === 0,
  level: () => "place", uncertaintyKm: (row: number) => (row === 3 ? null : 2.5), sideCode: () => "west",
} as unknown as IncidentData;
const WHERE = { longitude: (row: number) => 70.123456 + row, latitude: () => 33.98765 };

const CLAIM: Claim = {
  claimant: "Ministry", side: "west", metric: "killed", victims: "civilians", min: 3, max: null, exact: true,
  denies: false, subset: false, unit: "", quote: "three fell", report: 0,
};

const report = (title: string, licence = "") => ({ title, publisher: "Paper", url: `https://a.org/${title}`, published: "", licence });

const TEXT: IncidentText = {
  id: "inc-1", summary: "=1+1", actor1: "A", actor2: "", source: "Paper", sourceUrl: "", licence: "CC0", killed: [3, 9],
  claims: [CLAIM], sources: [report("one", "CC0"), report("two", "CC BY")],
  places: [0, 1, 2, 3].map((row) => ({
    row, text: "there", why: "why", basis: "", fromKm: row === 2 ? 1 : null, toKm: row === 2 ? 9 : null,
  })),
  names: {},
};

const NAMES = { places: ["Shire", "Ford, Shire"], units: ["Wide Shire", "Shire"] };
const TAKEN: Taken = { data: DATA, names: NAMES, where: WHERE, facts: FACTS, title: "Title", isShown: (row) => row !== 9 };
const rows = (): PlacedRow[] => rowsOf(TAKEN, TEXT);
const cellsOf = (at: number) => (rows()[at] as PlacedRow).cells;

test("coordinates stand only where the place is known to a point", () => {
  const at = rows().map(({ cells }) => [cells.longitude, cells.latitude, cells.label_longitude, cells.drawn_as]);
  assert.deepEqual(at, [
    [70.12346, 33.98765, 70.12346, "point"],
    [null, null, 71.12, "area"],
    [null, null, 72.12, "stretch"],
    [null, null, null, "none"],
  ]);
});

test("a row tells the incident, its claims and whose it is", () => {
  const cells = cellsOf(0);
  const want = {
    incident_id: "inc-1", event_type: "Battles", sub_event_type: "Armed clash", actor2: null, date_start: "2026-02-26",
    date_end: "2026-02-27", fatalities_low: 3, fatalities_high: 9, disputed: true, is_primary: true, domestic: false,
    claims: "Ministry: killed civilians at least 3 (three fell)", licence: "CC0; CC BY", place: "Ford, Shire",
    admin1: "Wide Shire", admin1_pcode: "AF1", admin2: "Shire", admin2_pcode: "AF101", line_km: 12.3, as_of: "2026-03-17", dataset: "Title",
    report_urls: "https://a.org/one; https://a.org/two",
  };
  assert.deepEqual({ ...cells, ...want }, cells);
  for (const { cells: told } of rows()) assert.deepEqual(Object.keys(told), COLUMNS);
  assert.deepEqual([cellsOf(2).line_from_km, cellsOf(2).line_to_km, cellsOf(2).line_km], [1, 9, null]);
  assert.deepEqual([cellsOf(3).date_start, cellsOf(3).event_type, cellsOf(3).footprint_id], [null, null, null]);
});

test("only places that are shown are taken", () => {
  assert.deepEqual(rowsOf({ ...TAKEN, isShown: (row) => row === 1 }, TEXT).map(({ row }) => row), [1]);
});

test("a pack without names of units has their codes", () => {
  const [first] = rowsOf({ ...TAKEN, names: { ...NAMES, units: [] } }, TEXT);
  assert.deepEqual([first?.cells.admin1, first?.cells.admin1_pcode], [null, "AF1"]);
});

const places = (...rows: number[]) => TEXT.places.filter(({ row }) => rows.includes(row));
const CLAIMED: readonly (readonly [string, Partial<IncidentText>, object])[] = [
  ["at a point", { places: places(0) }, {
    admin1: "Wide Shire", admin1_pcode: "AF1", admin2: "Shire", admin2_pcode: "AF101", place: "Ford, Shire",
    latitude: 33.98765, longitude: 70.12346, where_prec: 1, n_places: 1, note: null,
  }],
  ["in an area", { places: places(1) }, { latitude: null, longitude: null, where_prec: 3, n_places: 1, place: "Shire" }],
  ["at several places", { places: places(0, 1, 2) }, {
    admin1: "Wide Shire", admin1_pcode: "AF1", admin2_pcode: "AF101", place: "Ford, Shire; Shire", latitude: null,
    where_prec: 5, n_places: 3, note: "figure covers 3 places",
  }],
  ["by a report", { places: places(0) }, {
    incident_id: "inc-1", date_start: "2026-02-26", victim_group: "civilians", metric: "killed", count_min: 3, count_max: null,
    claimant: "Ministry", claimant_side: "west", stance: "asserts", quote: "three fell", report_title: "one", url: "https://a.org/one",
    licence: "CC0; CC BY", dataset: "Title",
  }],
  ["by a table", { places: places(3), source: "List", sourceUrl: "https://l.org", claims: [{ ...CLAIM, report: -1, denies: true }] }, {
    stance: "denies", report_title: null, publisher: "List", url: "https://l.org", date_start: null, admin1: null, where_prec: null,
  }],
];
for (const [what, change, want] of CLAIMED) {
  test(`a row of a claim ${what}`, () => {
    // what filters leave out of an incident is covered by its figure all the same
    const made = claimRowsOf({ ...TAKEN, isShown: () => false }, { ...TEXT, ...change });
    assert.equal(made.length, 1);
    assert.deepEqual({ ...made[0], ...want }, made[0]);
    assert.deepEqual(Object.keys(made[0]!), CLAIM_COLUMNS);
  });
}

test("a figure of several incidents says so, and what nobody claims has no row", () => {
  const data = { ...DATA, role: () => "aggregate" } as unknown as IncidentData;
  assert.equal(claimRowsOf({ ...TAKEN, data }, TEXT)[0]?.note, "figure covers 4 places; figure covers several incidents");
  assert.deepEqual(claimRowsOf(TAKEN, { ...TEXT, claims: [] }), []);
});

test("claims in words", () => {
  const lines: [Partial<Claim>, string][] = [
    [{ min: null }, "Ministry: killed civilians number not given (three fell)"],
    [{ min: null, max: 4, quote: "" }, "Ministry: killed civilians up to 4"],
    [{ max: 3, quote: "" }, "Ministry: killed civilians 3"],
    [{ max: 5, quote: "", denies: true }, "Ministry: denies killed civilians 3 to 5"],
    [{ claimant: "", quote: "", unit: "families" }, "west: killed civilians families at least 3"],
  ];
  for (const [change, want] of lines) assert.equal(told({ ...CLAIM, ...change }), want);
});

const CELLS: [string | number | boolean | null, string][] = [
  [null, ""], [-3, "-3"], [true, "true"], ["=1+1", `"'=1+1"`], ["+1", `"'+1"`], ["-1", `"'-1"`], ["@SUM(1)", `"'@SUM(1)"`],
  ["\t=1", `"'\t=1"`], ["\r=1", `"'\r=1"`], ["\uff1d1", `"'\uff1d1"`], ["\uff0b1", `"'\uff0b1"`], [" =1", `"' =1"`],
  ["\n=1", `"'\n=1"`], ["\u00a0@a", `"'\u00a0@a"`], ["\u3000=1", `"'\u3000=1"`], [" a=1", `" a=1"`], ["a=1", `"a=1"`], ['say "no", he', `"say ""no"", he"`], ["two\nlines", `"two\nlines"`],
];

test("no cell of text is a formula, and numbers stay numbers", () => {
  for (const [cell, want] of CELLS) assert.equal(csvLine(["one", cell]), `"one",${want}\n`);
});

const TEXTS: [string, string][] = [
  ["plain", "plain"], ["a\0b", "ab"], ["\u202egnp.exe", "gnp.exe"], ["\ud800x", "\ufffdx"], ["e\u0301", "\u00e9"],
  ["\u0645\u06cc\u200c\u06af\u0648\u06cc\u062f", "\u0645\u06cc\u200c\u06af\u0648\u06cc\u062f"], ["\ufeffx\x1b[31m", "x[31m"], ["\u{1f6a8}", "\u{1f6a8}"],
];

test("text is clean in any file", () => {
  for (const [given, want] of TEXTS) assert.equal(clean(given), want);
});

const ring = [[70, 33], [71, 33], [71, 34], [70, 34], [70, 33]].flatMap(([x = 0, y = 0]) => [worldX(x), worldY(y)]);

test("features are what the place is known to", () => {
  const box = { left: 0, top: 0, right: 1, bottom: 1 };
  const shapes = [{ lines: [Float64Array.from(ring)], box }, { lines: [Float64Array.from(ring.slice(0, 4))], box }];
  const features = new Features(DATA, shapes);
  const made = rows().map((row) => JSON.parse(features.text(row)) as { geometry: { type: string; coordinates: unknown } | null; bbox?: number[] });
  assert.deepEqual(made.map(({ geometry }) => geometry?.type), ["Point", "MultiPolygon", "LineString", undefined]);
  assert.deepEqual(made[0]?.geometry?.coordinates, [70.12346, 33.98765]);
  assert.deepEqual(made[1]?.bbox, [70, 33, 71, 34]);
  assert.equal(made[3]?.geometry, null);
  assert.deepEqual(features.bounds, [70, 33, 71, 34]);
  assert.equal(new Features(DATA, shapes).bounds, null);
});

test("a collection says whose it is, until when, and what was filtered", () => {
  const head = collectionHead('</script> "x"', FACTS, null, ["CC0"], "q=ford");
  const all = JSON.parse(`${head}]}`) as Record<string, unknown>;
  assert.deepEqual([all["licences"], all["filters"], all["as_of"], all["note"], "bbox" in all], [["CC0"], "q=ford", "2026-03-17", "Disputed.", false]);
  assert.equal(all["title"], '</script> "x"');
});

test("file names take nothing from the data but a date", () => {
  assert.equal(nameOf(FACTS, "csv"), "incidents-2026-03-17.csv");
  assert.equal(nameOf(FACTS, "csv", "claims"), "claims-2026-03-17.csv");
  assert.equal(nameOf({ ...FACTS, as_of: "../../x" }, "csv"), "incidents.csv");
});

test("licences stand once each", () => {
  assert.equal(licencesOf({ licence: "CC0; CC BY", sources: [report("a", "CC BY"), report("b", "CC"), report("c")] }), "CC0; CC BY; CC");
  assert.equal(licencesOf({ licence: "", sources: [] }), "");
});

test("code to embed breaks out of no attribute", () => {
  const code = embedCode('https://a.org/x?a=1&b="2"', '"><script>alert(1)</script>');
  assert.ok(code.includes('src="https://a.org/x?a=1&amp;b=&quot;2&quot;"'));
  assert.ok(code.includes('title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"'));
  assert.ok(code.includes('sandbox="allow-scripts allow-downloads allow-modals allow-popups'));
  assert.ok(!code.includes("allow-same-origin"));
  assert.equal(code.match(/</g)?.length, 2);
});

test("lines break between words, and in words that are too long", () => {
  const measure = (text: string): number => text.length;
  assert.deepEqual(wrap("one two  three", 7, measure), ["one two", "three"]);
  assert.deepEqual(wrap("abcdefgh ij", 3, measure), ["abc", "def", "gh", "ij"]);
  assert.deepEqual(wrap("  ", 3, measure), []);
});
