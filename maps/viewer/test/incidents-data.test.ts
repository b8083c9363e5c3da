import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { lowerBound } from "../src/data/incidents-chunk.ts";
import { IncidentData } from "../src/data/incidents-data.ts";
import { typeOf } from "../src/data/incidents-meta.ts";
import { Payload, type Block } from "../src/data/payload.ts";
import { Search } from "../src/data/search.ts";
import { worldX, worldY } from "../src/geometry/projection.ts";
import { packed, tokensOf } from "./words.ts";

const WIDTH = { i32: 4, u32: 4, u16: 2, u8: 1, f32: 4 } as const;
type Type = keyof typeof WIDTH;

function block(key: string, type: string, rows: number, bytes: Buffer): [string, Block] {
  return [key, { key, type, rows, text: gzipSync(bytes).toString("base64") }];
}

function numbers(key: string, type: Type, values: readonly number[]): [string, Block] {
  const width = WIDTH[type];
  const bytes = Buffer.alloc(values.length * width);
  values.forEach((given, row) => {
    const value = type === "f32" ? (new Int32Array(Float32Array.of(given).buffer)[0] as number) : given;
    for (let byte = 0; byte < width; byte++) bytes[byte * values.length + row] = (value >> (8 * byte)) & 255;
  });
  return block(`incidents/${key}`, type, values.length, bytes);
}

const json = (key: string, value: unknown) => block(`incidents/${key}`, "json", 1, Buffer.from(JSON.stringify(value)));

const text = (key: string, names: readonly string[]) =>
  block(`incidents/${key}`, "text", names.length, Buffer.from(JSON.stringify(names)));

const ordered = (key: string, texts: readonly string[]) => {
  const tokens = tokensOf(texts);
  return block(`incidents/${key}`, "words", tokens.order.length, Buffer.from(packed(tokens)));
};

/** Three incidents in chunks of two: the first with two places, the last without one. */
function payload(): Payload {
  const same = (text: string, rows: number) => ({ of: [text], at: Array<number>(rows).fill(0) });
  const chunk = (ids: string[], rows: number, claims: object, sources: number[], source_ends: number[]) => ({
    source_url: ids, sources, source_ends, claims,
    places: { why: same("why", rows), basis: same("", rows), from_km: Array(rows).fill(null), to_km: Array(rows).fill(null) },
    reports: { title: ["r0", "r1"], publisher: ["p0", "p1"], url: ["u0", "u1"], published: ["", ""], licence: ["", ""] },
  });
  const told = (of: number[], report: number[]) => ({
    of, report, claimant_side: same("west", of.length),
    metric: same("killed", of.length), victim_group: same("people", of.length), unit: same("", of.length),
    min: of.map((_, i) => i), max: of.map(() => null),
    exact: of.map(() => 1), subset: of.map(() => 0), denies: of.map((_, i) => i % 2),
  });
  // an incident's own texts, claims, places and reports
  const words = (...incidents: string[][][]) =>
    incidents.map((groups) => groups.map((texts) => texts.join("\x1f")).join("\x1e"));
  const own = (id: string) => [id, id, id, "", id, id];
  const four = (a: number, b: number, c: number, d: number) => [a, b, c, d];
  const blocks = new Map([
    json("meta", {
      rows: 4, incidents: 3, chunk: 2, types: [{ name: "Armed clash", event: "Battles", shape: "square" }],
      sides: [{ code: "west", colour: "#111111" }, { code: "unknown", colour: "#999999" }], names: { sides: { west: "Westerners" }, claimants: {}, victims: {} },
      words: { ps: { names: { sides: { west: "لوېدیځوال" }, claimants: {}, victims: { east_forces: "د ختیځ ځواکونه" } }, line: { name: "", status: "" } } },
      licences: [], things: ["killed/civilians; posts_captured", "-displaced/east_forces/families"], units: ["AF01", "AF0101", "AF02", "AF0101"], several: "#555555", line_sides: ["west", "east"], sources: ["Paper"], kinds: ["point", "area"],
      line: { name: "Line", status: "disputed" }, claimant_sides: ["west", "east"], roles: ["current", "background"],
      statuses: ["claimed", "disputed"], date_precisions: ["day"], levels: ["place"], footprints: { ids: [], kinds: [] },
    }),
    text("places", ["", "Alpha"]),
    text("units", ["West", "East", "Mill", "Hill"]),
    text("units@ps", ["لوېدیځ", "", "ژرنده", ""]),
    text("units/names", ["West\nWestland", "", "", ""]),
    ordered("words/0", words(
      [own("a"), ["c0", "quote 0", "c0", "quote 1"], ["a", "more"], ["r0", "p0"]],
      [own("b"), ["c1", "quote 2"], ["more"], [""]],
    )),
    ordered("words/1", words([own("c"), [""], ["c"], [""]])),
    json("text/0", chunk(["a", "b"], 3, told([0, 0, 1], [1, -1, 0]), [0], [1, 1])),
    json("text/1", chunk(["c"], 1, told([], []), [], [0])),
    numbers("lon", "i32", four(7_012_345, -100_000, 0, 0)),
    numbers("lat", "i32", four(3_400_000, 0, 0, 0)),
    numbers("day", "i32", four(20_000, 20_000, 20_001, -(2 ** 31))),
    numbers("days", "u16", four(1, 1, 0, 0)),
    numbers("incident", "u32", four(0, 0, 1, 1)),
    numbers("place", "u32", four(1, 1, 1, 0)),
    numbers("footprint", "i32", four(-1, 3, -1, -1)),
    numbers("uncertainty", "u16", four(25, 65_535, 0, 65_535)),
    numbers("things", "u16", four(0, 0, 1, 65_535)),
    numbers("source", "u16", four(0, 0, 0, 65_535)),
    numbers("licence", "u16", four(65_535, 65_535, 65_535, 65_535)),
    numbers("admin1", "u16", four(0, 0, 1, 65_535)),
    numbers("admin2", "u16", four(65_535, 2, 3, 65_535)),
    numbers("km_from", "f32", four(12.5, NaN, 100, NaN)),
    numbers("km_span", "f32", four(0, NaN, 40.25, NaN)),
    numbers("line_distance", "u16", four(3, 65_535, 65_535, 65_535)),
    numbers("kind", "u8", four(0, 1, 0, 3)),
    numbers("type", "u8", four(0, 0, 0, 255)),
    numbers("side", "u8", four(0, 0, 255, 1)),
    numbers("role", "u8", four(0, 0, 1, 255)),
    numbers("status", "u8", four(1, 1, 0, 0)),
    numbers("dateprec", "u8", four(0, 0, 0, 255)),
    numbers("prec", "u8", four(1, 3, 2, 0)),
    numbers("level", "u8", four(0, 0, 0, 255)),
    numbers("flags", "u8", four(3, 1, 2, 0)),
  ]);
  return new Payload((key) => blocks.get(key) ?? null);
}

async function readAll(payload: Payload): Promise<IncidentData> {
  const data = await IncidentData.start(payload);
  await data.complete();
  return data;
}

test("columns are read, differences undone, codes named", async () => {
  const data = await readAll(payload());
  assert.deepEqual([...data.columns.incident], [0, 0, 1, 2]);
  assert.deepEqual([...data.firstRow], [0, 2, 3, 4]);
  assert.deepEqual(data.rowsOfIncident(0), [0, 1]);
  const { longitude, latitude } = await data.coordinates();
  assert.deepEqual([longitude(0), latitude(0), longitude(1)], [70.12345, 34, -1]);
  assert.deepEqual([data.columns.x[0], data.columns.y[0]], [worldX(70.12345), worldY(34)].map(Math.fround));
  assert.deepEqual([0, 1, 2, 3].map((row) => data.uncertaintyKm(row)), [2.5, null, 0, null]);
  assert.deepEqual([0, 3].map((row) => [data.typeName(row), data.placeName(row), data.level(row), data.role(row)]), [
    ["Armed clash", "Alpha", "place", "current"],
    ["Incident", "", "", ""],
  ]);
  assert.deepEqual([0, 2].map((row) => [data.disputed(row), data.status(row), data.sideCode(row)]), [
    [true, "disputed", "west"],
    [false, "claimed", "unknown"],
  ]);
  assert.deepEqual([...data.sideCodes], [0, 0, 2, 1]);
  assert.equal(data.colour(2), "#999999");
  assert.deepEqual([...data.columns.km_to], [12.5, NaN, 140.25, NaN]);
});

test("texts of an incident come from its chunk, with its own claims, places and reports", async () => {
  const data = await readAll(payload());
  const [first, second, third] = await Promise.all([0, 1, 2].map((incident) => data.text(incident)));
  assert.deepEqual(first?.claims.map((c) => [c.quote, c.min, c.denies, c.report]), [["quote 0", 0, false, 1], ["quote 1", 1, true, -1]]);
  assert.deepEqual(first?.sources.map((s) => s.title), ["r0", "r1"]); // cited, then that of a claim
  assert.deepEqual(first?.places.map((p) => [p.row, p.text]), [[0, "a"], [1, "more"]]);
  assert.deepEqual(second?.claims.map((c) => [c.quote, c.report]), [["quote 2", 0]]);
  assert.deepEqual(second?.sources.map((s) => s.title), ["r0"]);
  assert.deepEqual([third?.id, third?.claims, third?.sources, third?.places.length], ["c", [], [], 1]);
});

test("a missing block is an error, not an empty map", async () => {
  await assert.rejects(readAll(new Payload(() => null)), /no block incidents\/meta/);
});

const BOUNDS: readonly (readonly [number[], number, number])[] = [[[], 3, 0], [[0, 0, 1, 4], 0, 0], [[0, 0, 1, 4], 1, 2], [[0, 0, 1, 4], 3, 3], [[0, 0], 9, 2]];
for (const [values, wanted, at] of BOUNDS) {
  test(`lower bound of ${String(wanted)} in [${values.join(" ")}]`, () => assert.equal(lowerBound(values, wanted), at));
}

test("all words of the incidents of a chunk, for searching", async () => {
  const data = await readAll(payload());
  assert.equal(data.chunks, 2);
  const apart = async (chunk: number) => (await data.wordsOf(chunk)).texts().map((one) => one.split(/[\x1e\x1f]/));
  assert.deepEqual(await apart(0), [
    ["a", "a", "a", "", "a", "a", "c0", "quote 0", "c0", "quote 1", "a", "more", "r0", "p0"],
    ["b", "b", "b", "", "b", "b", "c1", "quote 2", "more", ""],
  ]);
  assert.deepEqual(await apart(1), [["c", "c", "c", "", "c", "c", "", "c", ""]]);
});

for (const [query, found] of [
  ["Alpha", [1, 1, 0]], // a place
  ["ژرنده", [1, 0, 0]], ["Westland", [1, 0, 0]], ["hill", [0, 1, 0]], // units
  ["AF0101", [0, 1, 0]], ["AF", [1, 1, 0]], ["F01", [0, 0, 0]], // their codes
  ["battles", [1, 1, 0]], ["مسلح", [1, 1, 0]], ["فضائی", [0, 0, 0]], // types
  ["Westerners", [1, 0, 0]], ["لوېدیځوال", [1, 0, 0]], // sides
  ["متنازع", [1, 0, 0]], ["ادعا", [0, 0, 0]], // statuses: "claimed" stands on no card
  ["civilian", [1, 0, 0]], ["شہری", [1, 0, 0]], ["ملکي", [1, 0, 0]], ["taken", [1, 0, 0]], // what is claimed
  ["families", [0, 1, 0]], ["ختیځ", [0, 1, 0]], ["بیجا", [0, 1, 0]], // and what is only denied
  ["background", [0, 1, 0]], ["پس منظر", [0, 1, 0]], ["subject", [0, 0, 0]], // roles
] as const) {
  test(`a search of codes for ${query} finds ${found.join()}`, async () => {
    const data = await readAll(payload());
    const search = new Search({ ...data, chunks: 0, chunkSize: 2, coded: () => data.coded(), incidentOfRow: data.columns.incident, wordsOf: data.wordsOf }, 3);
    assert.deepEqual([...((await search.find(query)) ?? [])], found);
  });
}

for (const [id, hint, found] of [["a", 0, 0], ["c", 0, 2], ["b", 2, 1], ["c", 9, 2], ["d", 1, null]] as const) {
  test(`the incident of id ${id}, looked for near ${String(hint)}`, async () => {
    assert.equal(await (await readAll(payload())).find(id, hint), found);
  });
}

for (const [code, want] of [[0, "Clash"], [1, "Incident"], [255, "Incident"]] as const) {
  test(`an incident of type code ${String(code)} is called ${want}`, () => {
    assert.equal(typeOf({ types: [{ name: "Clash", event: "", shape: "square" }] }, code).name, want);
  });
}

for (const [shown, named, lead] of [
  [[1, 1], null, 0], [[0, 1], null, 1], [[0, 0], null, 0], [[1, 1], [0, 1], 1], [[1, 1], [1, 1], 0], [[1, 0], [0, 1], 0],
] as const) {
  test(`of places that are shown (${shown.join()}) and named (${String(named)}) number ${lead} stands first`, async () => {
    const data = await IncidentData.start(payload());
    data.shown.set(shown);
    data.namedBy = named === null ? null : (row) => named[row as 0 | 1];
    assert.equal(data.leadingRow(0), lead);
  });
}

test("the first incidents are data of their own", async () => {
  const data = await IncidentData.start(payload());
  await data.complete();
  data.shown.fill(0);
  const one = data.first(1);
  assert.deepEqual([one.meta.rows, one.meta.incidents, one.firstCell], [2, 1, 1]);
  assert.deepEqual([...one.firstRow], [0, 2]);
  assert.deepEqual([...one.shown], [1, 1]);
  assert.deepEqual(Object.keys(one.columns), Object.keys(data.columns));
  assert.deepEqual([...one.columns.kind], [...data.columns.kind.slice(0, 2)]);
  assert.equal(one.columns.km_from.buffer, data.columns.km_from.buffer);
  assert.equal(one.placeName(0), data.placeName(0));
  assert.equal(data.first(99).meta.rows, data.meta.rows);
});
