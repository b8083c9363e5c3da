/** Shapes of incidents, for the canvas and for the legend alike. */

/** Unit outlines (radius 1, y down); a circle has none. */
const OUTLINES: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  square: polygon(4, 45, 1.18),
  triangle: polygon(3, -90, 1.3, 0.18),
  wedge: polygon(3, 90, 1.3, -0.18),
  diamond: polygon(4, 0, 1.3),
  pentagon: polygon(5, -90, 1.14),
  hexagon: polygon(6, 0, 1.1),
  star: star(5, 1.35, 0.62),
  cross: cross(1.15, 0.42),
};

function polygon(corners: number, degrees: number, radius: number, drop = 0): [number, number][] {
  return Array.from({ length: corners }, (_, i) => {
    const angle = ((degrees + (360 / corners) * i) * Math.PI) / 180;
    return [radius * Math.cos(angle), radius * Math.sin(angle) + drop];
  });
}

function star(points: number, outer: number, inner: number): [number, number][] {
  return Array.from({ length: 2 * points }, (_, i) => {
    const angle = (-90 + (180 / points) * i) * (Math.PI / 180);
    const radius = i % 2 === 0 ? outer : inner;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}

function cross(arm: number, half: number): [number, number][] {
  const [a, h] = [arm, half];
  return [
    [-h, -a], [h, -a], [h, -h], [a, -h], [a, h], [h, h],
    [h, a], [-h, a], [-h, h], [-a, h], [-a, -h], [-h, -h],
  ];
}

/** Trace a symbol as the current path. Unknown shapes are circles. */
export function traceSymbol(
  context: Pick<CanvasRenderingContext2D, "beginPath" | "moveTo" | "lineTo" | "closePath" | "arc">,
  shape: string,
  x: number,
  y: number,
  radius: number,
): void {
  context.beginPath();
  const outline = Object.hasOwn(OUTLINES, shape) ? OUTLINES[shape] : undefined;
  if (outline === undefined) {
    context.arc(x, y, radius, 0, 2 * Math.PI);
  } else {
    outline.forEach(([dx, dy], i) => {
      if (i === 0) context.moveTo(x + dx * radius, y + dy * radius);
      else context.lineTo(x + dx * radius, y + dy * radius);
    });
  }
  context.closePath();
}

/** What symbols of all shapes have. */
const PAINT = ["fill", "stroke", "stroke-width", "stroke-linejoin"] as const;
const SPACE = "http://www.w3.org/2000/svg";

/** The same symbol as an SVG element of `size` pixels. */
export function symbolSvg(shape: string, fill: string, stroke: string, size = 16): SVGSVGElement {
  const svg = document.createElementNS(SPACE, "svg");
  svg.setAttribute("viewBox", `0 0 ${String(size)} ${String(size)}`);
  svg.setAttribute("width", String(size));
  svg.setAttribute("height", String(size));
  svg.setAttribute("aria-hidden", "true");
  const element = outlined(shape, size);
  element.setAttribute("fill", fill);
  element.setAttribute("stroke", stroke);
  element.setAttribute("stroke-width", "1.2");
  element.setAttribute("stroke-linejoin", "round");
  svg.append(element);
  return svg;
}

/** Have such an element show another symbol: as far as that can be, in the elements that it has. */
export function changeSymbol(svg: SVGSVGElement, shape: string, fill: string): void {
  const own = svg.firstElementChild!;
  const other = outlined(shape, Number(svg.getAttribute("width")));
  own.setAttribute("fill", fill);
  const steps = other.getAttribute("d"); // a circle has none, and all circles are alike
  if (own.tagName !== other.tagName) {
    for (const name of PAINT) other.setAttribute(name, own.getAttribute(name)!);
    own.replaceWith(other);
  } else if (steps !== null && own.getAttribute("d") !== steps) own.setAttribute("d", steps);
}

/** The outline alone, in the middle of a square. */
function outlined(shape: string, size: number): SVGElement {
  const half = size / 2;
  const radius = half * 0.68;
  const steps: string[] = [];
  let round = false;
  traceSymbol(
    {
      beginPath: () => undefined,
      closePath: () => steps.push("Z"),
      moveTo: (x, y) => steps.push(`M${x.toFixed(2)} ${y.toFixed(2)}`),
      lineTo: (x, y) => steps.push(`L${x.toFixed(2)} ${y.toFixed(2)}`),
      arc: () => (round = true),
    },
    shape,
    half,
    half,
    radius,
  );
  const element = document.createElementNS(SPACE, round ? "circle" : "path");
  if (round) {
    element.setAttribute("cx", String(half));
    element.setAttribute("cy", String(half));
    element.setAttribute("r", String(radius));
  } else {
    element.setAttribute("d", steps.join(""));
  }
  return element;
}
