/** All incidents as they stand on the map: drawing them, and finding what is at a place. */

import { boxAround, type Box } from "../canvas/labels.ts";
import { AREA, HEXAGON, IncidentData, POINT, STRETCH } from "../data/incidents-data.ts";
import type { Payload } from "../data/payload.ts";
import type { Areas } from "../filters/areas.ts";
import { readFootprints, type Badge, type Shape } from "../geometry/footprints.ts";
import { Tallies, type Tally } from "../geometry/tallies.ts";
import { keyOf, latitudeOf, type View } from "../geometry/projection.ts";
import type { Choice, Hit } from "../page/select.ts";
import { AreaSheets } from "./area-sheets.ts";
import { clusterAgain, clusterRadius, clusterRows, rowsOf, type Cluster, type FoldedRows, type Grid } from "./clusters.ts";
import { APART, badgesBeside, CROWD, drawBadges, fromNorth, isGroup, modeOf } from "./composition.ts";
import { Extents, type Extent } from "./extents.ts";
import * as ink from "./footprints-draw.ts";
import * as pen from "./incidents-draw.ts";
import type { Part } from "./incidents-layers.ts";
import { badgeAt, clusterAt, shapeAt } from "./under-pointer.ts";

/** Levels so wide that filling them would colour half the map. */
const WIDE = new Set(["country", "region"]);
/** Pixels across from which the hexagons of cells are drawn: smaller ones are covered by their counts. */
const HEXAGON_SEEN = 40;
/** Parts of the world's width by which hexagons of cells are told apart: some metres. */
const FINE = 2 ** 24;
/** Kilometres of one world width at the equator (the sphere of Web Mercator). */
const WORLD_KM = 40_075.017;

/** What a reader has chosen, and what is under the pointer. */
export interface Marked {
  /** The outlines of units, and the one that is filtered by. */
  readonly areas: Areas | undefined;
  readonly area: string | null;
  readonly choice: Choice | null;
  readonly hover: Hit | null;
}

export class Scene {
  /** World coordinates of each row's point or label. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** The ground is shaded: areas have an edge only, so that its colours can be read. */
  isShaded = false;
  private readonly points: Uint32Array;
  private readonly extents: Extents;
  private readonly counter: Tallies;
  private tallies: readonly Tally[];
  /** How many areas have incidents. */
  private areas: number;
  private readonly sheets: AreaSheets;
  private grid: Grid | undefined;
  /** The view whose cells the grid has, and whether they were counted for what filters let through now. */
  private gridView: View | undefined;
  private isCounted = false;
  private badges: readonly Badge[] = [];
  private badgesFor = "";
  private badgeView: View | undefined;

  /**
   * @param present the layers that are on the map, now and later
   * @param paths of the shapes, where others have made some
   */
  constructor(
    readonly data: IncidentData,
    readonly shapes: readonly Shape[],
    private readonly present: ReadonlySet<Part>,
    private readonly paths = new ink.Paths(),
    readonly style: pen.Style = { colour: (side) => data.colour(side), several: data.meta.several },
  ) {
    const { rows } = data.meta;
    this.sheets = new AreaSheets(paths);
    this.x = data.columns.x;
    this.y = data.columns.y;
    const points = new Uint32Array(rows);
    let count = 0;
    for (let row = 0; row < rows; row++) {
      const kind = data.columns.kind[row];
      if (kind === POINT || kind === HEXAGON) points[count++] = row;
    }
    this.points = points.slice(0, count);
    this.extents = new Extents(data, shapes, this.x, this.y);
    this.counter = this.makeCounter();
    this.tallies = this.counter.count();
    this.areas = this.tallies.filter((one) => one.kind === AREA).length;
  }

  static async read(payload: Payload, present: ReadonlySet<Part>): Promise<Scene> {
    const [data, shapes] = await Promise.all([IncidentData.start(payload), readFootprints(payload)]);
    return new Scene(data, shapes, present);
  }

  /** The same of a part of its data. */
  of(data: IncidentData): Scene {
    return new Scene(data, this.shapes, this.present, this.paths, this.style);
  }

  /** Filters let other rows through: count and draw anew. */
  refilter(): void {
    this.tallies = this.counter.count();
    this.areas = this.tallies.filter((one) => one.kind === AREA).length;
    this.isCounted = false;
    this.badgesFor = "";
  }

  /** The rows of cells, for clusters. */
  private get foldedRows(): FoldedRows | null {
    const { columns, firstCell, firstRow, weights } = this.data;
    if (weights === null) return null;
    const { incident } = columns;
    return { weightOf: (row) => weights[incident[row] as number] as number, from: firstRow[firstCell] as number };
  }

  private makeCounter(): Tallies {
    const { data } = this;
    const { kind, footprint, place, incident } = data.columns;
    const side = data.sideCodes;
    const { shown, weights } = data;
    const rows = { kind, footprint, place, incident, side, shown, weights, x: this.x, y: this.y };
    const extents = this.shapes.map(({ box }) => (box.right - box.left) * (box.bottom - box.top));
    // the widest first, so that the narrow ones lie on top
    const before = (a: number, b: number): number => {
      const [one, other] = [footprint[a]!, footprint[b]!];
      return (extents[other] ?? 0) - (extents[one] ?? 0) || one - other;
    };
    return new Tallies(rows, [AREA, STRETCH], data.meta.sides.length + 1, before);
  }

  /** What rows are known to; null where nothing is known. */
  extentOf(rows: readonly number[]): Extent | null {
    return this.extents.of(rows);
  }

  // ---- drawing

  /** All that is on the map. A chosen area or stretch does not cover the points in it; a chosen point lies on top. */
  draw(context: CanvasRenderingContext2D, view: View, { areas, area, choice, hover }: Marked): void {
    if (this.present.has("areas")) this.drawAreas(context, view);
    if (this.present.has("stretches")) this.drawStretches(context, view);
    this.drawBadges(context, view);
    if (area !== null && areas?.trace(context, view, area) === true) ink.outline(context);
    this.drawOutlined(context, view, choice, hover);
    if (this.present.has("points")) this.drawPoints(context, view);
    this.drawChosen(context, view, choice, hover);
  }

  /** Areas, on a canvas on which nothing stands yet. */
  private drawAreas(context: CanvasRenderingContext2D, view: View): void {
    this.sheets.draw(context, view, this.areasDrawn(), this.areaMode);
  }

  private get areaMode(): ink.Mode {
    return this.isShaded ? "edge" : modeOf(this.areas);
  }

  /** The areas that are filled, or have an edge. */
  private areasDrawn(): ink.Area[] {
    const areas: ink.Area[] = [];
    if (this.isShaded && this.areas > CROWD) return areas;
    for (const one of this.tallies) {
      const shape = one.kind === AREA ? this.shapes[one.footprint] : undefined;
      if (shape === undefined || this.isWide(one)) continue;
      areas.push([shape, pen.tallyColour(one, this.style), one.footprint]);
    }
    return areas;
  }

  /** Make at rest what costs most of views that may be next. */
  *ahead(views: readonly View[]): Generator<void> {
    if (this.present.has("areas")) yield* this.sheets.ahead(views, this.areasDrawn(), this.areaMode);
  }

  private drawStretches(context: CanvasRenderingContext2D, view: View): void {
    for (const one of this.tallies) {
      const shape = one.kind === STRETCH ? this.shapes[one.footprint] : undefined;
      if (shape === undefined) continue;
      ink.drawStretch(context, shape, this.paths.of(shape, view.scale), view, pen.tallyColour(one, this.style));
    }
  }

  private drawBadges(context: CanvasRenderingContext2D, view: View): void {
    this.placeBadges(view);
    drawBadges(context, this.badges, this.style);
  }

  /** Areas and stretches share the room for their counts; placed once a view. */
  private placeBadges(view: View): void {
    const key = [keyOf(view), ...this.present].join(" ");
    if (key === this.badgesFor) return;
    this.badgesFor = key;
    this.badgeView = view;
    const of = this.tallies.filter((one) => this.present.has(one.kind === AREA ? "areas" : "stretches"));
    this.badges = badgesBeside(of, view, this.gridOf(view)?.clusters ?? [], this.shapes);
  }

  private drawPoints(context: CanvasRenderingContext2D, view: View): void {
    this.drawHexagons(context, view);
    for (const one of fromNorth(this.gridOf(view)?.clusters ?? [])) this.drawOne(context, one, false);
  }

  /** The ground that cells count for, each hexagon once. */
  private drawHexagons(context: CanvasRenderingContext2D, view: View): void {
    const radius = this.extents.hexagon * view.scale;
    if (this.isShaded || !this.present.has("points") || 2 * radius < HEXAGON_SEEN) return;
    const { columns, meta, shown, sideCodes } = this.data;
    const first = meta.rows - (meta.cells?.rows ?? 0);
    // by place: the only side there, -1 where there are several
    const found = new Map<number, { x: number; y: number; side: number }>();
    for (let row = first; row < meta.rows; row++) {
      if (shown[row] === 0 || columns.kind[row] !== HEXAGON) continue;
      const [x, y] = screen(view, this.x[row] as number, this.y[row] as number);
      if (x < -radius || y < -radius || x > view.width + radius || y > view.height + radius) continue;
      const key = Math.round(this.x[row]! * FINE) * FINE + Math.round(this.y[row]! * FINE);
      const [before, side] = [found.get(key), sideCodes[row] as number];
      if (before === undefined) found.set(key, { x, y, side });
      else if (before.side !== side) before.side = -1;
    }
    for (const { x, y, side } of found.values()) {
      pen.drawHexagon(context, x, y, radius, side < 0 ? this.style.several : this.style.colour(side));
    }
  }

  /** The clusters of a view, made once; none while points are off the map. */
  private gridOf(view: View): Grid | undefined {
    if (!this.present.has("points")) return undefined;
    const { grid, gridView } = this;
    const isSame = grid !== undefined && gridView !== undefined && keyOf(gridView) === keyOf(view);
    if (isSame && this.isCounted) return grid;
    const { data, x, y, points } = this;
    const sides = data.meta.sides.length + 1;
    const rows = { x, y, points, side: data.sideCodes, sides, shown: data.shown, cells: this.foldedRows };
    this.gridView = view;
    this.isCounted = true;
    this.grid = isSame ? clusterAgain(rows, view, APART, grid.cells) : clusterRows(rows, view, APART, grid?.cells);
    return this.grid;
  }

  private drawOne(context: CanvasRenderingContext2D, one: Cluster, emphasis: boolean): void {
    if (isGroup(one)) {
      pen.drawCluster(context, one, this.style, emphasis);
      return;
    }
    const colour = this.style.colour(this.data.sideCodes[one.row] as number);
    pen.drawSymbol(context, this.data.shape(one.row), one.x, one.y, colour, emphasis);
  }

  /** The areas and stretches that the reader has chosen or points at. */
  private drawOutlined(
    context: CanvasRenderingContext2D,
    view: View,
    choice: Choice | null,
    hover: Hit | null,
  ): void {
    const { kind } = this.data.columns;
    const rows = choice?.kind === "incident" ? this.data.rowsOfIncident(choice.incident) : [];
    const found = rows.filter((row) => kind[row] !== POINT).map((row) => this.tallyOf(row));
    if (choice?.kind === "group" && choice.tally !== null) found.push(choice.tally);
    if (hover?.tally) found.push(hover.tally);
    // stretches first
    const order = [...new Set(found)].filter((one) => one !== undefined).sort((a, b) => b.kind - a.kind);
    if (order.length === 0) return;
    for (const one of order) this.drawShape(context, view, one);
    // what is chosen is wide: the counts of others stand on it as on the ground
    this.drawBadges(context, view);
    for (const one of order) this.drawChosenBadge(context, view, one);
  }

  /** The points that the reader has chosen, and over them what is under the pointer. */
  private drawChosen(
    context: CanvasRenderingContext2D,
    view: View,
    choice: Choice | null,
    hover: Hit | null,
  ): void {
    if (choice?.kind === "incident") {
      for (const row of this.data.rowsOfIncident(choice.incident)) this.drawPoint(context, view, row);
    }
    if (hover === null || hover.tally !== null) return;
    const row = hover.rows[0] as number;
    const found = this.grid?.clusters.find((one) => one.row === hover.rows.at(-1));
    if (found === undefined) return;
    if (!isGroup(found)) this.drawCircle(context, view, row);
    this.drawOne(context, found, true);
  }

  private drawPoint(context: CanvasRenderingContext2D, view: View, row: number): void {
    const { data } = this;
    if (data.columns.kind[row] !== POINT) return;
    this.drawCircle(context, view, row);
    const [x, y] = screen(view, this.x[row] as number, this.y[row] as number);
    const colour = data.colour(data.sideCodes[row] as number);
    pen.drawSymbol(context, data.shape(row), x, y, colour, true);
  }

  private drawShape(context: CanvasRenderingContext2D, view: View, one: Tally): void {
    const shape = this.shapes[one.footprint];
    const colour = pen.tallyColour(one, this.style);
    if (shape === undefined) {
      this.drawCircle(context, view, one.first);
    } else {
      const path = this.paths.of(shape, view.scale);
      if (one.kind === STRETCH) ink.drawChosenStretch(context, shape, path, view, colour);
      else if (this.isWide(one)) ink.drawAreas(context, [[shape, pen.INK]], () => path, view, "edge");
      else ink.drawChosen(context, shape, path, view, colour);
    }
  }

  private drawChosenBadge(context: CanvasRenderingContext2D, view: View, one: Tally): void {
    const [x, y] = screen(view, one.x, one.y);
    pen.drawBadge(context, pen.fullBadge(one, x, y), this.style, one.kind === AREA, true);
  }

  private drawCircle(context: CanvasRenderingContext2D, view: View, row: number): void {
    const { data } = this;
    const uncertainty = data.uncertaintyKm(row);
    if (uncertainty === null) return;
    const [x, y] = screen(view, this.x[row] as number, this.y[row] as number);
    const shrink = Math.cos((latitudeOf(this.y[row] as number) * Math.PI) / 180);
    pen.drawUncertainty(context, x, y, (uncertainty / (WORLD_KM * shrink)) * view.scale);
  }

  private isWide(one: Tally): boolean {
    return WIDE.has(this.data.level(one.first));
  }

  private tallyOf(row: number): Tally | undefined {
    const { data } = this;
    const footprint = data.columns.footprint[row] as number;
    if (footprint >= 0) return this.tallies.find((one) => one.footprint === footprint);
    const place = data.columns.place[row];
    return this.tallies.find(
      (one) => one.footprint < 0 && data.columns.place[one.first] === place,
    );
  }

  /** Where symbols and counts stand: names keep clear of them. */
  obstacles(view: View): Box[] {
    this.placeBadges(view);
    const round = (this.gridOf(view)?.clusters ?? []).map((one) => {
      const size = 2 * (isGroup(one) ? clusterRadius(one) : pen.SYMBOL_RADIUS + pen.SYMBOL_EDGE);
      return boxAround(one.x, one.y, size, size, 1);
    });
    return [...round, ...this.badges.map(({ x, y, width, height }) => boxAround(x, y, width, height, 1))];
  }

  // ---- what is under the pointer

  /** The smallest thing at a place of the world; `reach` in pixels. */
  hit(x: number, y: number, scale: number, reach: number): Hit | null {
    return (
      this.hitPoint(x, y, scale, reach) ??
      this.hitBadge(x, y, scale, reach) ??
      this.hitShape(x, y, scale, reach)
    );
  }

  private hitPoint(x: number, y: number, scale: number, reach: number): Hit | null {
    const view = this.gridView;
    // between two zooms the drawing is of another scale
    if (!this.present.has("points") || view?.scale !== scale || this.grid === undefined) return null;
    const best = clusterAt(this.grid.clusters, ...screen(view, x, y), reach);
    return best === undefined ? null : { rows: rowsOf(best, this.grid.cells, this.data.shown), tally: null, x, y };
  }

  private hitBadge(x: number, y: number, scale: number, reach: number): Hit | null {
    const view = this.badgeView;
    if (view?.scale !== scale) return null;
    const tally = badgeAt(this.badges, ...screen(view, x, y), reach)?.tally;
    return tally === undefined ? null : { rows: tally.rows, tally, x, y };
  }

  private hitShape(x: number, y: number, scale: number, reach: number): Hit | null {
    const { present } = this;
    const isOn = (one: Tally): boolean =>
      one.kind === STRETCH ? present.has("stretches") : present.has("areas") && !this.isWide(one);
    const tally = shapeAt(this.tallies.filter(isOn), this.shapes, x, y, (5 + reach) / scale);
    return tally === undefined ? null : { rows: tally.rows, tally, x, y };
  }
}

function screen(view: View, x: number, y: number): [number, number] {
  return [x * view.scale - view.left, y * view.scale - view.top];
}
