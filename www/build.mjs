// Bundles the storefront page and the gallery of surveys into a folder: node www/build.mjs FOLDER
import { copyFile, cp, mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const from = (path) => fileURLToPath(new URL(path, import.meta.url));
const folder = process.argv[2] ?? from("dist");

await mkdir(folder, { recursive: true });
await build({
  entryPoints: ["src/main.ts", "src/gallery.ts", "src/style/main.css", "src/style/gallery.css"].map(from),
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
for (const file of ["index.html", "gallery.html", "mark.svg"]) await copyFile(from(file), `${folder}/${file}`);
await cp(from("surveys"), `${folder}/surveys`, { recursive: true });

// The loaders look for the engines beside the script.
for (const flavour of ["loyalty", "offers", "recommend", "survey", "invite", "metrics"]) {
  await copyFile(fileURLToPath(import.meta.resolve(`patronage/${flavour}/wasm`)), `${folder}/${flavour}.wasm`);
}
