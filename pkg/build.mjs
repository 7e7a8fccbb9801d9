// Bundles the widget for pages without a bundler, beside the wasm that it loads: node pkg/build.mjs
//
// What only some surveys need (the cleaner of HTML, rarer types of questions) becomes files of their own, loaded by the
// first; what they share stays in the first, so that most pages fetch that alone.
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import nodeResolve from "@rollup/plugin-node-resolve";
import { transform } from "esbuild";
import { rollup } from "rollup";

const dist = fileURLToPath(new URL("dist/", import.meta.url));

/** The style sheets without the white space that only their authors need. */
const tighten = {
  name: "tighten",
  async load(path) {
    if (!path.startsWith(`${dist}widget/`)) return null;
    const code = await readFile(path, "utf8");
    return code.replaceAll(/css `([^`]*)`/g, (_, sheet) => `css \`${tight(sheet)}\``);
  },
};

/** What is put in stays as it is, with the space round it: it may be one of a selector. */
function tight(sheet) {
  const parts = sheet.split(/(\$\{[^}]*\})/);
  return parts.map((part, at) => (at % 2 === 1 ? part : tightPart(part))).join("");
}

function tightPart(part) {
  return part
    .replaceAll(/\s+/g, " ")
    .replaceAll(/ ?([{};,]) ?/g, "$1")
    .replaceAll(";}", "}");
}

/** What a survey's engine can say: the sentences and words of the other engines stay out. */
const SAID = {
  errors: [
    "json",
    "too-deep",
    "too-large",
    "type",
    "choice",
    "range",
    "instant",
    "unknown-field",
    "not-json",
    "freed",
    "load",
  ],
  words: ["object", "array", "string", "number", "integer", "boolean", "null", "cycle"],
};

const shorten = {
  name: "shorten",
  async load(path) {
    if (path !== `${dist}locales/en.js`) return null;
    const code = await readFile(path, "utf8");
    return Object.entries(SAID).reduce((code, [section, said]) => shortened(code, section, said), code);
  },
};

function shortened(code, section, said) {
  const start = code.indexOf(`export const ${section}`);
  // A sentence may have a brace and a semicolon, but no line of its own.
  const end = code.indexOf("\n};", start);
  const kept = code
    .slice(start, end)
    .replaceAll(/^ {4}"([\w -]+)[^"]*": .*\n?/gm, (line, name) => (said.includes(name) ? line : ""));
  return code.slice(0, start) + kept + code.slice(end);
}

const minify = {
  name: "minify",
  async renderChunk(code) {
    const result = await transform(code, { minify: true, format: "esm", target: "es2022", legalComments: "none" });
    return { code: result.code, map: null };
  },
};

const bundle = await rollup({
  input: { widget: `${dist}widget/index.js` },
  plugins: [nodeResolve({ browser: true }), tighten, shorten, minify],
  preserveEntrySignatures: "allow-extension",
  // How idb adds its shortcuts and its iterators, of which the responses use none.
  treeshake: { manualPureFunctions: ["replaceTraps"] },
  onwarn(warning) {
    throw new Error(warning.message);
  },
});
const { output } = await bundle.write({
  dir: `${dist}survey`,
  format: "es",
  chunkFileNames: ({ name }) => `widget-${basename(name).replace(/\..*/, "")}.js`,
});
await bundle.close();
for (const { fileName } of output) if (!fileName.startsWith("widget")) throw new Error(`${fileName} is unexpected`);
