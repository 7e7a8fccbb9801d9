// Bundles the storefront page into a folder: node www/build.mjs FOLDER
import { copyFile, mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const from = (path) => fileURLToPath(new URL(path, import.meta.url));
const folder = process.argv[2] ?? from("dist");

await mkdir(folder, { recursive: true });
await build({
  entryPoints: [from("src/main.ts"), from("src/style/main.css")],
  entryNames: "[name]",
  assetNames: "assets/[name]",
  outdir: folder,
  bundle: true,
  format: "esm",
  splitting: true,
  target: "es2022",
  conditions: ["browser"],
  loader: { ".woff2": "file" },
  minify: true,
  sourcemap: true,
  legalComments: "none",
  logLevel: "warning",
});
await copyFile(from("index.html"), `${folder}/index.html`);
await copyFile(from("mark.svg"), `${folder}/mark.svg`);

// The loader looks for the engine beside the script.
await copyFile(fileURLToPath(import.meta.resolve("patronage/loyalty/wasm")), `${folder}/loyalty.wasm`);
