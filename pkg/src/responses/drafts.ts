import type { DraftBeginning, Drafts } from "./contract.js";
import { DAY } from "./entry.js";
import { newKey, newSeed, type ResponseDraft } from "./response.js";
import type { Store, Table } from "./store.js";

/** A draft that nobody has touched for so long is dropped. */
const LIFETIME = 30 * DAY;

/** The drafts of a store. */
export function draftsOf(store: Store): Drafts {
  return {
    begin: (survey, beginning = {}) =>
      store.run(async ({ drafts }) => {
        const id = draftId(survey, beginning.respondent);
        const draft = newDraft(survey, beginning);
        await forget(drafts, draft.at - LIFETIME);
        if (beginning.kept === false) {
          await drafts.delete(id);
          return draft;
        }
        const found = await drafts.get(id);
        if (found) return found;
        await drafts.put(id, draft);
        return draft;
      }),

    read: (survey, respondent) => store.run(({ drafts }) => drafts.get(draftId(survey, respondent))),

    keep(draft, names) {
      // A copy: the caller may go on with the object, and what is no JSON is not kept.
      const kept = { ...(JSON.parse(JSON.stringify(draft)) as ResponseDraft), at: Date.now() };
      const answered = names?.length !== 0;
      return store.run(async ({ drafts, outbox }) => {
        if (await outbox.get(draft.key)) return false;
        const id = draftId(draft.survey, draft.respondent);
        const found = names && (await drafts.get(id));
        const own = found?.key === draft.key;
        // What is only looked at does not bring back a draft that has gone.
        if (own || answered) await drafts.put(id, own ? merged(found, kept, new Set(names)) : kept);
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

async function forget(drafts: Table<ResponseDraft>, since: number): Promise<void> {
  for (const id of await drafts.keys()) {
    const draft = await drafts.get(id);
    if (draft && draft.at < since) await drafts.delete(id);
  }
}

/** A draft in which only the named answers are new. */
function merged(found: ResponseDraft, kept: ResponseDraft, names: ReadonlySet<string>): ResponseDraft {
  const others = Object.entries(found.data).filter(([name]) => !names.has(name));
  const own = Object.entries(kept.data).filter(([name]) => names.has(name));
  const timings = { ...found.timings, ...kept.timings };
  const spent = Object.entries(kept.elapsed ?? {}).map(([page, seconds]) => [
    page,
    Math.max(seconds, found.elapsed?.[page] ?? 0),
  ]);
  const elapsed = { ...found.elapsed, ...(Object.fromEntries(spent) as Readonly<Record<string, number>>) };
  const answered = names.size > 0;
  // The page is that of whoever answers, or looks at it.
  const page = answered || !globalThis.document?.hidden ? kept.page : found.page;
  const at = answered ? kept.at : found.at;
  return { ...kept, data: Object.fromEntries([...others, ...own]), timings, elapsed, page, at };
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
