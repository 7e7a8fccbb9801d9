import type { DraftBeginning, Drafts } from "./contract.js";
import { newKey, newSeed, type ResponseDraft } from "./response.js";
import type { Store } from "./store.js";

/** The drafts of a store. */
export function draftsOf(store: Store): Drafts {
  return {
    begin: (survey, beginning = {}) =>
      store.run(async ({ drafts }) => {
        const id = draftId(survey, beginning.respondent);
        const found = await drafts.get(id);
        if (found) return found;
        const draft = newDraft(survey, beginning);
        await drafts.put(id, draft);
        return draft;
      }),

    read: (survey, respondent) => store.run(({ drafts }) => drafts.get(draftId(survey, respondent))),

    keep(draft) {
      // A copy: the caller may go on with the object, and what is no JSON is not kept.
      const kept = { ...(JSON.parse(JSON.stringify(draft)) as ResponseDraft), at: Date.now() };
      return store.run(async ({ drafts, outbox }) => {
        if (await outbox.get(draft.key)) return false;
        await drafts.put(draftId(draft.survey, draft.respondent), kept);
        return true;
      });
    },

    drop: (survey, respondent) =>
      store.run(async ({ drafts }) => {
        await drafts.delete(draftId(survey, respondent));
      }),
  };
}

/** Under which key a draft is kept. */
export function draftId(survey: string, respondent: string | undefined): string {
  return JSON.stringify(respondent === undefined ? [survey] : [survey, respondent]);
}

function newDraft(survey: string, { respondent, locale = "", seed = newSeed() }: DraftBeginning): ResponseDraft {
  const at = Date.now();
  return {
    key: newKey(),
    survey,
    ...(respondent !== undefined && { respondent }),
    data: {},
    page: null,
    locale,
    seed,
    started: new Date(at).toISOString(),
    timings: {},
    at,
  };
}
