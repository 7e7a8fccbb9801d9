// Node: the wasm file is read from the disk.
import { readFile } from "node:fs/promises";
import { loader } from "../load.js";
import { surveys } from "./api.js";
import * as engine from "./engine.js";

export * from "./exports.js";

export const load = loader(engine, surveys, async () =>
  WebAssembly.compile(await readFile(new URL("./survey.wasm", import.meta.url))),
);
