/** What is written and drawn along the line: its name, kilometre marks, and crossings with theirs. */

import { boxAround, type Box } from "../canvas/labels.ts";
import { markStep, spotsAlong } from "../geometry/line.ts";
import type { View } from "../geometry/projection.ts";
import { number } from "../language/language.ts";
import { TEXTS } from "../language/strings.ts";
import type { Theme } from "../page/theme.ts";
import type { BaseData } from "./basedata.ts";
import { HEIGHT, type Board } from "./label-board.ts";

const NAME_EVERY = 600; // CSS pixels of the line for each writing of its name

/** A crossing: two bars across the line, and a gap between them. */
export function gates(board: Board, data: BaseData, theme: Theme): void {
  const { context, view } = board;
  const [long, apart] = view.zoom < 7.5 ? [4.5, 2.2] : [6.5, 3];
  data.crossings.names.forEach((_, row) => {
    const [x, y] = [board.x(data.crossings.world, row), board.y(data.crossings.world, row)];
    if (!board.isOn(x, y)) return;
    board.grid.take(boxAround(x, y, 2 * long, 2 * long, 0));
    context.save();
    context.translate(x, y);
    context.rotate(data.ruler.at(data.crossings.metres[row]!).angle);
    context.fillStyle = theme.halo;
    context.fillRect(-apart - 1.6, -long - 1.6, 2 * apart + 3.2, 2 * long + 3.2);
    context.strokeStyle = theme.line;
    context.lineWidth = 1.8;
    context.beginPath();
    for (const side of [-apart, apart]) {
      context.moveTo(side, -long);
      context.lineTo(side, long);
    }
    context.stroke();
    context.restore();
  });
}

export function gateNames(board: Board, data: BaseData, theme: Theme): void {
  const style = { size: 11.5, colour: theme.line, weight: 600 };
  data.crossings.names.forEach((name, row) => {
    const [x, y] = [board.x(data.crossings.world, row), board.y(data.crossings.world, row)];
    if (name && board.isOn(x, y) && board.beside(name, x, y, 9, style)) board.names.add(name, x, y);
  });
}

/** The line's own name, along it, where it is straightest. */
export function lineName(board: Board, data: BaseData, theme: Theme): void {
  const { context, view } = board;
  const style = { size: view.zoom < 6 ? 11 : 12.5, colour: theme.line, italic: true, spaced: 0.08 };
  const width = board.width(data.lineName, style) + 10;
  for (const run of runsOnCanvas(board, data)) {
    for (const spot of spotsAlong(run, width, NAME_EVERY)) {
      const away = style.size * 0.5 + 7 + spot.stray;
      if (spot.stray > 14) continue;
      for (const side of [1, -1]) {
        const x = spot.x - Math.sin(spot.angle) * away * side;
        const y = spot.y + Math.cos(spot.angle) * away * side;
        const boxes = boxesAlong(x, y, spot.angle, width, style.size);
        if (board.isCut(boxes) || !board.tryTake(boxes)) continue;
        board.style(style, data.lineName);
        context.save();
        context.translate(x, y);
        context.rotate(spot.angle);
        board.write(data.lineName, 0, 0);
        context.restore();
        break;
      }
    }
  }
}

/** The stretches of the line that are seen, as points on the canvas at least a pixel apart. */
export function* runsOnCanvas(board: Board, data: BaseData): Generator<number[]> {
  let run: number[] = [];
  const { world } = data.line;
  for (let row = 0; row < world.length / 2; row++) {
    const x = board.x(world, row);
    const y = board.y(world, row);
    const last = run.length;
    if (!board.isOn(x, y)) {
      if (last > 2) yield run;
      if (last > 0) run = [];
    } else if (last === 0 || Math.hypot(x - run[last - 2]!, y - run[last - 1]!) >= 1) {
      run.push(x, y);
    }
  }
  if (run.length > 2) yield run;
}

function boxesAlong(x: number, y: number, angle: number, width: number, size: number): Box[] {
  const count = Math.max(1, Math.ceil(width / size));
  return Array.from({ length: count }, (_, i) => {
    const along = ((i + 0.5) / count - 0.5) * width;
    return boxAround(x + Math.cos(angle) * along, y + Math.sin(angle) * along, size, size, 1);
  });
}

/** Kilometre marks: a stroke across the line and the number beside it. */
export function marks(board: Board, data: BaseData, theme: Theme): void {
  const { context, view } = board;
  const step = markStepAt(view, data);
  const style = { size: 10, colour: theme.label };
  for (let metre = 0; metre <= data.ruler.length; metre += step) {
    const mark = data.ruler.at(metre);
    const x = mark.x * view.scale - view.left;
    const y = mark.y * view.scale - view.top;
    if (!board.isOn(x, y)) continue;
    const [nx, ny] = [-Math.sin(mark.angle), Math.cos(mark.angle)];
    context.strokeStyle = theme.line;
    context.lineWidth = 1.2;
    context.beginPath();
    context.moveTo(x - nx * 5, y - ny * 5);
    context.lineTo(x + nx * 5, y + ny * 5);
    context.stroke();
    const text = TEXTS.kmMark(number(metre / 1000));
    const half = board.width(text, style) / 2;
    const beside = 9 + half * Math.abs(nx) + 5 * Math.abs(ny);
    const spots = [beside, -beside, beside + 9, -beside - 9].map((away): [number, number] => [x + nx * away, y + ny * away]);
    const whole = spots.filter((at) => !board.isCut([boxAround(...at, 2 * half, style.size * HEIGHT, 0)]));
    const spot = board.firstFree(whole, 2 * half, style.size * HEIGHT, 1);
    if (spot === null) continue;
    board.style(style, text);
    board.write(text, ...spot);
  }
}

/** Metres between the kilometre marks that are drawn at this zoom. */
function markStepAt(view: View, data: BaseData): number {
  const start = data.ruler.at(0);
  const end = data.ruler.at(data.ruler.length);
  const pixels = Math.hypot(end.x - start.x, end.y - start.y) * view.scale;
  return markStep((pixels * 1.3) / Math.max(1, data.ruler.length), 90);
}
