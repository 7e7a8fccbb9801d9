// Bundles the edge worker, its program and its surveys into a folder that workerd runs:
// node edge/build.mjs FOLDER PROGRAM SURVEYS
import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { assertFitting, LONGEST } from "./fitting.mjs";

const from = (path) => fileURLToPath(new URL(path, import.meta.url));
const [folder = from("dist"), program = from("../www/programs/cafe.json"), surveys = from("../www/surveys")] =
  process.argv.slice(2);

/** Beside the surveys: how many responses are wanted of each, and of whom. */
const INVITATIONS = "invitations.json";

const beside = await gathered(surveys);
const longest = Number(process.env["PATRONAGE_LONGEST"] ?? LONGEST);
assertFitting(beside, longest);

await mkdir(join(folder, "responses"), { recursive: true });
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
  external: ["./program.json", "./surveys.json", "cloudflare:workers"],
  logLevel: "warning",
});
await copyFile(program, join(folder, "program.json"));
await copyFile(from("workerd.capnp"), join(folder, "workerd.capnp"));
await writeFile(join(folder, "surveys.json"), JSON.stringify({ ...beside, longest }));

/** The surveys of a folder by id, which is the name of the file, and the invitations to them. */
async function gathered(folder) {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json"));
  const read = async (name) => JSON.parse(await readFile(join(folder, name), "utf8"));
  const documents = {};
  for (const name of names.filter((name) => name !== INVITATIONS)) {
    documents[basename(name, ".json")] = await read(name);
  }
  const invitations = names.includes(INVITATIONS) ? await read(INVITATIONS) : null;
  return { documents, invitations };
}
