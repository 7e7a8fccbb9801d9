// For `require`: the package is made of ES modules, which it imports when asked to load.
import type { $Api } from "./api.js" with { "resolution-mode": "import" };
import type { EngineSource } from "../source.js" with { "resolution-mode": "import" };

export type * from "./exports.js" with { "resolution-mode": "import" };

export function load(from?: EngineSource): Promise<$Api> {
  return import("./node.js").then((entry) => entry.load(from));
}
