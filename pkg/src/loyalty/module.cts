// For `require`: the same as the ES module, but through a promise.
import type { Loyalty } from "./api.js" with { "resolution-mode": "import" };
import type { CompiledModule } from "../source.js" with { "resolution-mode": "import" };

export type * from "./exports.js" with { "resolution-mode": "import" };

export function instantiate(module: CompiledModule): Promise<Loyalty> {
  return import("./module.js").then((entry) => entry.instantiate(module));
}
