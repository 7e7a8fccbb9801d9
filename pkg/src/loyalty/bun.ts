// Bun: a file import also reaches into a single-file executable.
import { readFile } from "node:fs/promises";
import path from "./loyalty.wasm" with { type: "file" };
import { loader } from "../load.js";
import { api } from "./api.js";
import * as engine from "./engine.js";

export * from "./exports.js";

export const load = loader(engine, api, async () =>
  WebAssembly.compile(await readFile(new URL(path as unknown as string, import.meta.url))),
);
