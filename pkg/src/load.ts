import { PatronageError } from "./error.js";
import type { EngineSource } from "./source.js";

/** What the engine's glue exports to start it. */
export interface EngineStart {
  default(source: { module_or_path: Response | BufferSource | WebAssembly.Module }): Promise<unknown>;
}

/** The address or the module that a loader found for its host. */
type Found = URL | WebAssembly.Module;

/**
 * A `load` that starts the engine once. It can be called as often as one likes; after a failure it tries again.
 *
 * @param find Where the host has the engine; called only when nothing else is asked for.
 */
export function loader<Api>(engine: EngineStart, api: Api, find: () => Found | Promise<Found>) {
  let loading: Promise<Api> | undefined;

  async function start(from: EngineSource | undefined): Promise<Api> {
    try {
      const source = from ?? (await find());
      await engine.default({ module_or_path: isAddress(source) ? await get(source) : (source as BufferSource) });
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new PatronageError("load", "", { why }, { cause });
    }
    return api;
  }

  return function load(from?: EngineSource): Promise<Api> {
    loading ??= start(from).catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}

function isAddress(source: EngineSource): source is string | URL {
  return typeof source === "string" || "href" in source;
}

/** A server that answers every unknown address with a page would otherwise be a riddle. */
async function get(address: string | URL): Promise<Response> {
  const response = await fetch(address);
  const page = response.headers.get("Content-Type")?.startsWith("text/html");
  if (!response.ok || page) throw new Error(`${response.url} answers ${page ? "with a page" : response.status}`);
  return response;
}
