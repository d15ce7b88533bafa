// One step from sources to static files: CSS in layers with only the tokens in use, JS, font, icons.
import { build, transform } from "esbuild";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { buildTheme } from "./theme.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "../static/dist");
const out = join(here, "../../../node_modules/.built"); // moved to its place when whole
const packages = createRequire(import.meta.url);
const THEME = process.env.THEME_FILE ?? join(here, "themes/neutral.json");
const OPTIONS = {
  bundle: true, minify: true, logLevel: "warning", legalComments: "none", outdir: out,
  loader: { ".woff2": "file" }, assetNames: "fonts/[name]", target: ["chrome111", "firefox114", "safari16.4"],
};

rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, "fonts"), { recursive: true });

const { outputFiles } = await build({ ...OPTIONS, entryPoints: [join(here, "css/app.css")], write: false });
const css = outputFiles.find((file) => file.path.endsWith(".css")).text;
for (const file of outputFiles.filter((file) => !file.path.endsWith(".css"))) writeFileSync(file.path, file.contents);
writeFileSync(join(out, "app.css"), (await tokensFor(css)) + css);

await build({ ...OPTIONS, entryPoints: [join(here, "js/app.js")], format: "iife" });
await build({ ...OPTIONS, entryPoints: [join(here, "js/editor.js")], format: "esm" });
writeFileSync(join(out, "icons.svg"), sprite(readFileSync(join(here, "icons.txt"), "utf8").split(/\s+/).filter(Boolean)));

for (const name of ["app.css", "app.js", "editor.js", "icons.svg"]) {
  const bytes = readFileSync(join(out, name));
  console.log(name.padEnd(10), `${(brotliCompressSync(bytes).length / 1024).toFixed(1)} KB compressed`);
}

rmSync(dist, { recursive: true, force: true });
mkdirSync(dirname(dist), { recursive: true });
renameSync(out, dist);

/** Only the custom properties that the CSS uses, directly or through another token: some 900 of 3,200. */
async function tokensFor(css) {
  const declared = (text) =>
    [...text.matchAll(/^\s*(--[a-z0-9-]+):\s*([^;]+);/gim)].map(([, name, value]) => [name, value.replace(/\/\*.*?\*\//g, "").trim()]);
  const used = (text) => [...text.matchAll(/var\(\s*(--[a-z0-9-]+)/g)].map(([, name]) => name);
  const vendor = packages.resolve("@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css");
  const { light, dark } = buildTheme(JSON.parse(readFileSync(THEME, "utf8")));
  const all = new Map([...declared(readFileSync(vendor, "utf8")), ...light]);

  const keep = new Set();
  const todo = used(css);
  while (todo.length) {
    const name = todo.pop();
    if (keep.has(name) || !all.has(name)) continue;
    keep.add(name);
    todo.push(...used(all.get(name)), ...used(dark.get(name) ?? ""));
  }
  const unknown = [...new Set(used(css))].filter((name) => name.startsWith("--basis") && !all.has(name));
  if (unknown.length) throw new Error(`Tokens that the theme does not have: ${unknown.join(", ")}`);

  const block = (map) => [...map].filter(([name]) => keep.has(name)).map(([name, value]) => `${name}:${value}`).join(";");
  const text =
    `:root{color-scheme:light;${block(all)}}` +
    `@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;${block(dark)}}}`;
  return (await transform(text, { loader: "css", minify: true })).code;
}

/** The icons in use, as one file of symbols (Tabler, MIT). */
function sprite(names) {
  const { icons, aliases = {} } = packages("@iconify-json/tabler/icons.json");
  const symbols = names.map((name) => {
    const icon = icons[name] ?? icons[aliases[name]?.parent];
    if (!icon) throw new Error(`There is no icon ${name}.`);
    const body = icon.body.replace(/ (stroke|stroke-width|stroke-linecap|stroke-linejoin|fill)="(currentColor|2|round|none)"/g, "");
    return `<symbol id="${name}" viewBox="0 0 24 24">${body}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`;
}
