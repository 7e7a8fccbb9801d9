// Drafts and completed responses of surveys, kept in the browser until an endpoint has them.
import type { Responses, ResponsesOptions } from "./contract.js";
import { draftsOf } from "./drafts.js";
import { StoreOutbox } from "./outbox.js";
import { Store } from "./store.js";

export type * from "./contract.js";
export { LARGEST_FILES } from "./response.js";
export type { OutboxEntry, ResponseDraft, ResponseRefusal, ResponseStanding, SurveyResponse } from "./response.js";
export type { SurveyData, SurveyProblem } from "../survey.js";
export type { Json } from "../types.js";

/**
 * Opens what this browser has kept, and begins to send what waits. Where a host has no database, as on a server, all is
 * kept in memory.
 *
 * ```js
 * import { openResponses } from "patronage/responses";
 * const { drafts, outbox } = await openResponses();
 * ```
 */
export async function openResponses(options: ResponsesOptions = {}): Promise<Responses> {
  const { name = "patronage", timeout = 30_000, firstDelay = 2_000, longestDelay = 3_600_000 } = options;
  const store = new Store(name, () => void outbox.tell());
  const outbox = new StoreOutbox(name, store, { timeout, firstDelay, longestDelay });
  await outbox.state();
  void outbox.flush();
  return {
    drafts: draftsOf(store),
    outbox,
    get durable() {
      return store.durable;
    },
    close() {
      outbox.close();
      store.close();
    },
  };
}
