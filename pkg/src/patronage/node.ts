// Node: the wasm file is read from the disk.
import { readFile } from "node:fs/promises";
import { loader } from "../load.js";
import { api } from "./api.js";
import * as engine from "./engine.js";

export * from "./exports.js";

export const load = loader(engine, api, async () =>
  WebAssembly.compile(await readFile(new URL("./patronage.wasm", import.meta.url))),
);
