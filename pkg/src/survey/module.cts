// For `require`: the same as the ES module, but through a promise.
import type { Surveys } from "./api.js" with { "resolution-mode": "import" };
import type { CompiledModule } from "../source.js" with { "resolution-mode": "import" };

export type * from "./exports.js" with { "resolution-mode": "import" };

export function instantiate(module: CompiledModule): Promise<Surveys> {
  return import("./module.js").then((entry) => entry.instantiate(module));
}
