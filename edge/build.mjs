// Bundles the edge worker and its program into a folder that workerd runs: node edge/build.mjs FOLDER PROGRAM
import { copyFile, mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const from = (path) => fileURLToPath(new URL(path, import.meta.url));
const [folder = from("dist"), program = from("../www/programs/cafe.json")] = process.argv.slice(2);

await mkdir(folder, { recursive: true });
await build({
  entryPoints: [from("worker.ts")],
  outdir: folder,
  bundle: true,
  format: "esm",
  target: "es2024",
  // The package's own loader for workerd, which imports the wasm file as a module.
  conditions: ["workerd"],
  loader: { ".wasm": "copy" },
  assetNames: "[name]",
  external: ["./program.json"],
  logLevel: "warning",
});
await copyFile(program, `${folder}/program.json`);
await copyFile(from("workerd.capnp"), `${folder}/workerd.capnp`);
