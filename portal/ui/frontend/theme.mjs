// A theme from a small JSON file: palettes by hue and chroma (OKLCH) become the --basis-* tokens of
// the NL Design System, light and dark. A pair of colours that misses WCAG is an error.
// By itself: node theme.mjs themes/neutral.json
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const LIGHT_STEPS = {
  50: [0.982, 0.1], 100: [0.957, 0.25], 200: [0.912, 0.42], 300: [0.835, 0.6],
  400: [0.538, 0.92], 500: [0.435, 1], 600: [0.35, 0.92], 700: [0.25, 0.65],
};
const LIGHT = {
  "bg-subtle": 50, "bg-default": 100, "bg-hover": 200, "bg-active": 200,
  "border-subtle": 300, "border-default": 400, "border-hover": 500, "border-active": 500,
  "color-subtle": 400, "color-default": 500, "color-hover": 600, "color-active": 600, "color-document": 700,
};
const LIGHT_INVERSE = {
  "bg-document": 600, "bg-subtle": 700, "bg-default": 500, "bg-hover": 600, "bg-active": 600,
  "border-subtle": 400, "border-default": 300, "border-hover": 200, "border-active": 200, "color-subtle": 300,
};
const DARK = {
  "bg-document": [0.185, 0.3], "bg-subtle": [0.215, 0.35], "bg-default": [0.265, 0.45],
  "bg-hover": [0.305, 0.5], "bg-active": [0.335, 0.5],
  "border-subtle": [0.39, 0.45], "border-default": [0.62, 0.55], "border-hover": [0.72, 0.55], "border-active": [0.78, 0.55],
  "color-subtle": [0.76, 0.4], "color-default": [0.85, 0.5], "color-hover": [0.9, 0.4], "color-active": [0.93, 0.3],
  "color-document": [0.955, 0.12],
};
const DARK_INVERSE = { "bg-default": 0.5, "bg-hover": 0.46, "bg-active": 0.43 };
const ON_INVERSE = Object.fromEntries(["default", "hover", "active", "document"].map((name) => [`color-${name}`, "#ffffff"]));

function toLinearRgb(lightness, chroma, hue) {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

/** The nearest colour that a screen can show: chroma gives way until it fits. */
function hex(lightness, chroma, hue) {
  let rgb = toLinearRgb(lightness, chroma, hue);
  while (chroma >= 0.001 && !rgb.every((c) => c >= -0.0005 && c <= 1.0005)) {
    chroma *= 0.97;
    rgb = toLinearRgb(lightness, chroma, hue);
  }
  const channel = (c) => Math.min(1, Math.max(0, c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055));
  return "#" + rgb.map((c) => Math.round(255 * channel(Math.max(0, c))).toString(16).padStart(2, "0")).join("");
}

function luminance(colour) {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

export function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

function coloursOf({ hue, chroma }) {
  const steps = Object.fromEntries(Object.entries(LIGHT_STEPS).map(([step, [l, share]]) => [step, hex(l, chroma * share, hue)]));
  const pick = (names) => Object.fromEntries(Object.entries(names).map(([name, step]) => [name, steps[step]]));
  const dark = Object.fromEntries(Object.entries(DARK).map(([name, [l, share]]) => [name, hex(l, chroma * share, hue)]));
  const darkInverse = Object.fromEntries(Object.entries(DARK_INVERSE).map(([name, l]) => [name, hex(l, chroma, hue)]));
  return {
    light: { "bg-document": "#ffffff", ...pick(LIGHT) },
    lightInverse: { ...pick(LIGHT_INVERSE), ...ON_INVERSE },
    dark,
    darkInverse: {
      ...dark, ...darkInverse, "bg-document": dark["bg-default"], "bg-subtle": dark["bg-subtle"],
      "color-subtle": dark["color-default"], ...ON_INVERSE,
    },
  };
}

/** What must be readable on what, with the ratio that WCAG asks (text 4.5 or 7, borders 3). */
function* pairs(colours) {
  for (const mode of ["light", "dark"]) {
    const c = colours[mode];
    for (const ground of ["bg-document", "bg-subtle", "bg-default"]) {
      yield [`${mode} color-default on ${ground}`, c["color-default"], c[ground], 4.5];
      yield [`${mode} color-document on ${ground}`, c["color-document"], c[ground], 7];
    }
    yield [`${mode} color-default on bg-hover`, c["color-default"], c["bg-hover"], 4.5];
    yield [`${mode} color-subtle on bg-document`, c["color-subtle"], c["bg-document"], 4.5];
    yield [`${mode} color-subtle on bg-subtle`, c["color-subtle"], c["bg-subtle"], 4.5];
    yield [`${mode} border-default on bg-document`, c["border-default"], c["bg-document"], 3];
    const inverse = colours[`${mode}Inverse`];
    yield [`${mode} inverse`, inverse["color-default"], inverse["bg-default"], 4.5];
  }
}

/** {light, dark}: maps of custom properties; throws where a pair misses its ratio. */
export function buildTheme(theme) {
  const light = new Map(), dark = new Map(), missed = [];
  const check = (what, front, ground, need) => {
    const ratio = contrast(front, ground);
    if (ratio < need) missed.push(`${what}: ${front} on ${ground} is ${ratio.toFixed(2)}, not ${need}`);
  };
  for (const [role, palette] of Object.entries(theme.roles)) {
    const colours = coloursOf(theme.palettes[palette]);
    for (const [what, front, ground, need] of pairs(colours)) check(`${role} ${what}`, front, ground, need);
    const put = (map, infix, values) =>
      Object.entries(values).forEach(([name, value]) => map.set(`--basis-color-${role}${infix}-${name}`, value));
    put(light, "", colours.light);
    put(light, "-inverse", colours.lightInverse);
    put(dark, "", colours.dark);
    put(dark, "-inverse", colours.darkInverse);
  }
  const ink = light.get("--basis-color-accent-1-inverse-bg-subtle");
  check("button text on sun", "#10171c", theme.tokens["lw-shape-sun"], 4.5);
  check("sun on ink", theme.tokens["lw-shape-sun"], ink, 4.5);
  Object.entries(theme.tokens).forEach(([name, value]) => light.set(`--${name}`, value));
  Object.entries(theme.dark).forEach(([name, value]) => dark.set(`--${name}`, value));
  if (missed.length) throw new Error(`Colours that cannot be read:\n${missed.join("\n")}`);
  return { light, dark };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    const { light, dark } = buildTheme(JSON.parse(readFileSync(process.argv[2], "utf8")));
    console.log(`${light.size} tokens, ${dark.size} of them for dark`);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
