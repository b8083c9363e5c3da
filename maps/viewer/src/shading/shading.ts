/** The shading of the map: hexagons, provinces or districts, one at a time, or none. */

import "./shading.css";
import { lift } from "../base/basemap.ts";
import { readFigures, type Run } from "../data/figures.ts";
import { claimantName } from "../data/incidents-text.ts";
import type { Payload } from "../data/payload.ts";
import type { Areas } from "../filters/areas.ts";
import type { Link } from "../filters/link.ts";
import { latitudeOf, longitudeOf, type View } from "../geometry/projection.ts";
import { Density, held, type Counted } from "../incidents/density.ts";
import { Paths } from "../incidents/footprints-draw.ts";
import { PaneLayer } from "../incidents/incidents-layers.ts";
import type { Scene } from "../incidents/incidents-scene.ts";
import { number } from "../language/language.ts";
import { TEXTS } from "../language/strings.ts";
import { ByUnit, figureOf, REASONS, type Shaded } from "./choropleth.ts";
import { amount, classesOf, type Classes } from "./classes.ts";
import { coloursOf, drawHexagons, drawUnits, rampOf, type Ramp } from "./shading-draw.ts";
import { ShadingLegend, type Listed, type Measure, type Told } from "./shading-legend.ts";
import { INCIDENTS, MODES, readShading, writeShading, type Mode } from "./shading-link.ts";
import { unitShapes, type Level, type UnitShapes } from "./units.ts";

/** Over the ground, under the borders and names, which are lifted above it. */
const PANE = { name: "bm-shading", zIndex: 300 };
const LEGEND_ROOM = 640; // CSS pixels of the map

/** What the shading is made of, and whom it tells. */
export interface Source {
  readonly map: L.Map;
  readonly scene: Scene;
  readonly link: Link;
  readonly areas: () => Promise<Areas | undefined>;
}

interface Units {
  readonly of: UnitShapes;
  readonly by: ByUnit;
}

export class Shading {
  readonly layers: Readonly<Record<Mode, L.Layer>>;
  mode: Mode = "none";
  private measure = INCIDENTS;
  private source: Source | undefined;
  private runs: readonly Run[] = [];
  private units: Partial<Record<Level, Units>> = {};
  private areas: Areas | undefined;
  private readonly paths = new Paths();
  private density: Density | undefined;
  private legend: ShadingLegend | undefined;
  private control: L.Control | undefined;
  private ramp: Ramp | undefined;
  /** What is drawn: of which scale the hexagons are, and their classes or those of the units. */
  private hexagons: { readonly scale: number; readonly counted: Counted; readonly classes: Classes } | undefined;
  private shaded: { readonly units: Units; readonly of: Shaded; readonly classes: Classes } | undefined;

  /** @param changed called when another shading is chosen */
  constructor(
    private readonly payload: Payload,
    private readonly changed: (map: L.Map) => void,
  ) {
    const layer = (mode: Mode): PaneLayer =>
      new PaneLayer(
        PANE,
        (...to) => {
          this.draw(...to);
        },
        (map, added) => {
          this.switched(map, mode, added);
        },
        () => mode !== "none" && this.mode === mode && this.source !== undefined,
      );
    this.layers = { none: layer("none"), density: layer("density"), admin1: layer("admin1"), admin2: layer("admin2") };
  }

  /** Take the incidents of a page, now and when its language or colours have changed. */
  attach(source: Source): void {
    this.source = source;
    this.areas = undefined;
    this.units = {};
    this.ramp = rampOf(source.map.getContainer());
    source.link.onRead((words) => {
      this.read(words);
    });
    const current = source.link.settle();
    if (current.has("shade")) this.read(current);
    else this.write();
    void this.prepare();
  }

  detach(): void {
    this.closeLegend();
    this.source = undefined;
    this.hexagons = this.shaded = undefined;
  }

  /** Filters let other incidents through: shade anew, in the same frame. */
  refilter(): void {
    this.hexagons = this.shaded = undefined;
    if (this.mode === "none") return;
    (this.layers[this.mode] as PaneLayer).redraw();
    this.tell();
  }

  /** What is shaded at a place of the world, in words. */
  describe(x: number, y: number): string | null {
    if (this.hexagons !== undefined && this.mode === "density") {
      const { counted } = this.hexagons;
      const value = counted.values[counted.grid.cellOf(x, y)] ?? 0;
      return value > 0 ? TEXTS.hexagonTold(amount(value)) : null;
    }
    const at = this.mode === "admin1" || this.mode === "admin2" ? this.areas?.at(longitudeOf(x), latitudeOf(y)) : null;
    const code = at?.[this.mode as Level];
    if (this.shaded === undefined || typeof code !== "string") return null;
    const { units, of } = this.shaded;
    const unit = units.of.codes.indexOf(code);
    const name = units.of.names[unit];
    return name === undefined ? null : this.unitTold(name, of, unit);
  }

  private unitTold(name: string, of: Shaded, unit: number): string {
    const run = this.run;
    const incidents = of.incidents[unit]!;
    const count = TEXTS.count(incidents, number(incidents));
    if (Number.isNaN(of.values[unit])) return TEXTS.unitTold(name, this.nothing);
    if (run === undefined) return TEXTS.unitTold(name, count);
    const figure = figureOf(of, unit);
    return TEXTS.unitClaimed(name, figure, this.measureName(run), count);
  }

  // ---- choosing

  private switched(map: L.Map, mode: Mode, added: boolean): void {
    if (added) {
      this.mode = mode;
      for (const other of MODES) if (other !== mode && map.hasLayer(this.layers[other])) map.removeLayer(this.layers[other]);
    } else if (this.mode === mode) this.mode = "none";
    else return;
    this.hexagons = this.shaded = undefined;
    lift(map, this.mode !== "none");
    this.changed(map);
    this.write();
    void this.prepare();
  }

  private read(words: URLSearchParams): void {
    const { mode, measure } = readShading(words);
    this.measure = measure;
    const map = this.source?.map;
    if (map === undefined) return;
    if (mode !== this.mode) map.addLayer(this.layers[mode]);
    else {
      this.refilter();
      this.write();
    }
  }

  private write(): void {
    this.source?.link.put("shading", writeShading(this.mode, this.measure));
  }

  private choose(measure: string): void {
    this.measure = measure;
    this.write();
    this.refilter();
  }

  /** Read what the chosen shading needs, then draw it. */
  private async prepare(): Promise<void> {
    const { source, mode } = this;
    if (source === undefined) return;
    if (mode === "none") {
      this.closeLegend();
      return;
    }
    if (mode !== "density") {
      const [areas, runs] = await Promise.all([source.areas(), readFigures(this.payload)]);
      if (this.source !== source || this.mode !== mode) return;
      this.areas = areas;
      this.runs = runs;
      if (areas !== undefined) this.units[mode] ??= this.unitsOf(areas, mode, source.scene);
    }
    this.openLegend(source.map);
    this.refilter();
  }

  private unitsOf(areas: Areas, level: Level, { data }: Scene): Units {
    const of = unitShapes(areas, level);
    return { of, by: new ByUnit(data, level, of.codes) };
  }

  // ---- what is shaded

  private get run(): Run | undefined {
    return this.mode === "density" ? undefined : this.runs.find((run) => keyOf(run) === this.measure);
  }

  private hexagonsOf({ scene }: Source, scale: number): NonNullable<Shading["hexagons"]> {
    if (this.hexagons?.scale === scale) return this.hexagons;
    this.density ??= densityOf(scene);
    const counted = this.density.count(scale);
    const classes = classesOf(held(counted), false);
    return (this.hexagons = { scale, counted, classes });
  }

  private shadedUnits(): Shading["shaded"] {
    const units = this.mode === "admin1" || this.mode === "admin2" ? this.units[this.mode] : undefined;
    if (units === undefined) return undefined;
    if (this.shaded === undefined) {
      const { run } = this;
      const of = run === undefined ? units.by.incidents() : units.by.figures(run);
      this.shaded = { units, of, classes: classesOf(of.values.filter((value) => value > 0), true) };
    }
    return this.shaded;
  }

  private draw(context: CanvasRenderingContext2D, view: View): void {
    const { source, ramp } = this;
    if (source === undefined || ramp === undefined) return;
    if (this.mode === "density") {
      const before = this.hexagons?.scale;
      const { counted, classes } = this.hexagonsOf(source, view.scale);
      drawHexagons(context, view, counted, classes, ramp);
      if (before !== view.scale) this.tell();
      return;
    }
    const shaded = this.shadedUnits();
    if (shaded === undefined) return;
    drawUnits(context, view, shaded.units.of, shaded.of.values, shaded.classes, ramp, this.paths);
  }

  // ---- the legend

  private openLegend(map: L.Map): void {
    if (this.control !== undefined) return;
    const legend = new ShadingLegend(map.getSize().x >= LEGEND_ROOM, (key) => {
      this.choose(key);
    });
    this.legend = legend;
    const Control = L.Control.extend({
      onAdd: () => {
        L.DomEvent.disableClickPropagation(legend.element);
        L.DomEvent.disableScrollPropagation(legend.element);
        return legend.element;
      },
    });
    this.control = new Control({ position: "bottomright" }).addTo(map);
  }

  private closeLegend(): void {
    this.legend?.remove();
    this.control?.remove();
    this.legend = this.control = undefined;
  }

  private tell(): void {
    const { legend, ramp, source } = this;
    if (legend === undefined || ramp === undefined || source === undefined) return;
    if (this.mode === "density") {
      if (this.hexagons !== undefined) legend.tell(this.hexagonsTold(this.hexagons, ramp), null);
      return;
    }
    const shaded = this.shadedUnits();
    if (shaded !== undefined) legend.tell(this.unitsTold(shaded, ramp), () => this.listed(shaded));
  }

  private hexagonsTold({ counted, classes }: NonNullable<Shading["hexagons"]>, ramp: Ramp): Told {
    const { placed, left } = counted;
    return {
      title: TEXTS.shadeDensity,
      measures: [],
      chosen: "",
      classes,
      colours: coloursOf(classes, ramp),
      whole: false,
      zero: null,
      nothing: null,
      notes: [
        TEXTS.hexagonNote,
        ...(left > 0 ? [TEXTS.hexagonLeft(TEXTS.count(left, number(left)), number(placed + left))] : []),
      ],
    };
  }

  private unitsTold({ of, classes }: NonNullable<Shading["shaded"]>, ramp: Ramp): Told {
    const { run, mode } = this;
    const measures: Measure[] = [
      { key: INCIDENTS, name: TEXTS.shadeIncidents },
      ...this.runs.map((one) => ({ key: keyOf(one), name: this.measureName(one) })),
    ];
    const left = REASONS.filter((reason) => of.left[reason] > 0).map((reason) =>
      TEXTS.unshaded(TEXTS.count(of.left[reason], number(of.left[reason])), TEXTS.whyNotShaded[reason]),
    );
    return {
      title: mode === "admin1" ? TEXTS.shadeAdmin1 : TEXTS.shadeAdmin2,
      measures,
      chosen: run === undefined ? INCIDENTS : keyOf(run),
      classes,
      colours: coloursOf(classes, ramp),
      whole: true,
      zero: of.values.includes(0) ? ramp.zero : null,
      nothing: this.nothing,
      notes: [
        run === undefined ? TEXTS.unitNote : TEXTS.figureNote,
        ...(run === undefined ? [] : this.ofNewest()),
        ...(left.length > 0 ? [TEXTS.notShaded(left.join(TEXTS.list))] : []),
      ],
    };
  }

  /** Cells hold no figures: sums of what several claim would stand in them. */
  private ofNewest(): string[] {
    const { cells, incidents } = this.source?.scene.data.meta ?? {};
    return cells === undefined ? [] : [TEXTS.cellsFigures(TEXTS.count(incidents ?? 0, number(incidents ?? 0)))];
  }

  private get nothing(): string {
    const { run } = this;
    return run === undefined ? TEXTS.noIncident : TEXTS.noFigureBy(this.claimant(run));
  }

  private measureName(run: Run): string {
    return TEXTS.claimedBy(TEXTS.shadeMetrics[run.metric] ?? run.metric, this.claimant(run));
  }

  private claimant({ side }: Run): string {
    return claimantName(side, this.source?.scene.data.meta.names.claimants);
  }

  private listed({ units, of }: NonNullable<Shading["shaded"]>): Listed {
    const order = [...units.of.codes.keys()].filter((unit) => !Number.isNaN(of.values[unit]));
    order.sort((a, b) => of.values[b]! - of.values[a]! || a - b);
    const { run } = this;
    return {
      unit: this.mode === "admin1" ? TEXTS.province : TEXTS.district,
      value: run === undefined ? null : this.measureName(run),
      rows: order.map((unit) => ({
        name: units.of.names[unit]!,
        value: run === undefined ? "" : figureOf(of, unit),
        incidents: of.incidents[unit]!,
      })),
    };
  }
}

function keyOf({ metric, side }: Run): string {
  return `${metric}:${side}`;
}

const WIDE = new Set(["country", "region", "border"]);

function densityOf(scene: Scene): Density {
  const { data, shapes, x, y } = scene;
  const { kind, footprint } = data.columns;
  const { firstRow, shown, weights } = data;
  const isWide = (row: number): boolean => WIDE.has(data.level(row));
  const { cells } = data.meta;
  const more = cells === undefined ? { weights } : { weights, finest: cells.scale };
  return new Density({ kind, footprint, firstRow, shown, x, y, shapes, isWide, ...more });
}
