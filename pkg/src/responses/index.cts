// For `require`: the package is made of ES modules, which it imports when asked to open.
import type { Responses, ResponsesOptions } from "./index.js" with { "resolution-mode": "import" };

export type * from "./index.js" with { "resolution-mode": "import" };

export function openResponses(options?: ResponsesOptions): Promise<Responses> {
  return import("./index.js").then((entry) => entry.openResponses(options));
}
