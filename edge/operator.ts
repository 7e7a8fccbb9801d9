import { same } from "./secret";
import type { Surroundings } from "./surroundings";

/** Whether a request shows the operator's token. Where none is configured, nobody does. */
export function isOperator(request: Request, { TOKEN }: Surroundings): boolean {
  const shown = /^Bearer (.+)$/.exec(request.headers.get("Authorization") ?? "")?.[1];
  return TOKEN !== null && TOKEN !== "" && shown !== undefined && same(shown, TOKEN);
}
