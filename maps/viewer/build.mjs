// Builds the front end into ../static, or with --test bundles the unit tests and runs them.
// Everything the page needs is here in one piece: the page asks no host for anything.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const common = {
  absWorkingDir: here,
  bundle: true,
  logLevel: "warning",
  charset: "utf8", // the page says that it is
  target: "es2022",
};

async function buildViewer(out) {
  mkdirSync(out, { recursive: true });
  const made = await build({
    ...common,
    metafile: true,
    entryPoints: { viewer: "src/main.ts", opening: "src/opening/opening.ts", dress: "src/opening/dress.ts" },
    format: "iife",
    minify: true,
    loader: { ".svg": "dataurl", ".woff2": "dataurl" },
    outdir: out,
  });
  await build({
    ...common,
    entryPoints: { leaflet: join(modules, "leaflet/dist/leaflet.css") },
    minify: true,
    loader: { ".png": "dataurl" },
    outdir: out,
  });
  const tree = join(modules, "leaflet.control.layers.tree");
  const script = readFileSync(join(tree, "L.Control.Layers.Tree.js"), "utf8");
  const style = readFileSync(join(tree, "L.Control.Layers.Tree.css"), "utf8");
  const minify = { minify: true, target: "es2022" };
  writeFileSync(join(out, "tree.js"), (await transform(script, minify)).code);
  writeFileSync(join(out, "tree.css"), (await transform(style, { ...minify, loader: "css" })).code);
  writeFileSync(join(out, "leaflet.js"), leaflet());
  writeFileSync(join(out, "THIRD_PARTY.txt"), licences(["leaflet", "leaflet.control.layers.tree", "@fontsource/noto-sans-arabic"]));
  writeFileSync(join(out, "sources.json"), digests(Object.keys(made.metafile.inputs)));
}

// What this was built from: a package is built anew where one of these is another (hatch_build.py).
function digests(inputs) {
  const own = inputs.filter((name) => !name.includes("node_modules/"));
  const names = [...own, relative(here, fileURLToPath(import.meta.url)), "package-lock.json"].sort();
  const digest = (name) => createHash("sha256").update(readFileSync(join(here, name))).digest("hex");
  return `${JSON.stringify(Object.fromEntries(names.map((name) => [name, digest(name)])), null, 1)}\n`;
}

// Leaflet finds its marker images beside its style sheet; ours has none beside it.
function leaflet() {
  const dist = join(modules, "leaflet/dist");
  const source = readFileSync(join(dist, "leaflet.js"), "utf8").replace(/\n?\/\/# sourceMappingURL.*/, "");
  const image = (name) =>
    `data:image/png;base64,${readFileSync(join(dist, "images", name)).toString("base64")}`;
  const icons = {
    iconUrl: image("marker-icon.png"),
    iconRetinaUrl: image("marker-icon-2x.png"),
    shadowUrl: image("marker-shadow.png"),
  };
  return `${source}\ndelete L.Icon.Default.prototype._getIconUrl;L.Icon.Default.mergeOptions(${JSON.stringify(icons)});\n`;
}

function licences(names) {
  const part = (name) => {
    const { version } = JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8"));
    return `${name} ${version}\n\n${readFileSync(join(modules, name, "LICENSE"), "utf8").trim()}\n`;
  };
  return names.map(part).join(`\n${"-".repeat(72)}\n\n`);
}

async function runTests() {
  const out = mkdtempSync(join(tmpdir(), "bordermap-viewer-"));
  try {
    const tests = readdirSync(join(here, "test")).filter((name) => name.endsWith(".test.ts"));
    await build({
      ...common,
      entryPoints: tests.map((name) => join(here, "test", name)),
      format: "esm",
      platform: "node",
      loader: { ".css": "empty", ".csv": "text", ".svg": "dataurl" },
      outdir: out,
      outExtension: { ".js": ".mjs" },
    });
    const files = tests.map((name) => join(out, name.replace(/\.ts$/, ".mjs")));
    const run = spawnSync(process.execPath, ["--test", ...files], { stdio: "inherit" });
    return run.status ?? 1;
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

if (process.argv.includes("--test")) {
  process.exitCode = await runTests();
} else {
  await buildViewer(join(here, "..", "static"));
}
