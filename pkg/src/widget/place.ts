import type { Survey } from "../survey.js";
import type { Interview } from "./interview.js";
import type { Keeper } from "./keeper.js";

/** The place of the preview, which is neither a page nor a question. */
const PREVIEW = "\n";

/** Goes on from a draft: its answers, and the page or question that was shown last. */
export function resume(survey: Survey, { draft }: Keeper): void {
  if (Object.keys(draft.data).length > 0) survey.setData(draft.data);
  if (draft.page === null) return;
  survey.start();
  const index = survey.state().pages.indexOf(draft.page.split("\n")[0] ?? "");
  if (index > 0) survey.goToPage(index);
  if (draft.page === PREVIEW) survey.showPreview();
  const question = draft.page.split("\n")[1];
  for (let page = survey.page(); question && page.elements[0]?.path !== question; page = survey.page()) {
    if (page.index + 1 >= page.count || survey.performNext().refused) return;
  }
}

/** Where a draft goes on: the page's name and, one question at a time, the question in the next line. */
export function placeOf({ page }: Interview): string | null {
  if (page.stage === "starting") return null;
  if (page.stage === "preview") return PREVIEW;
  if (page.page) return page.page.path;
  // Several pages on one are no place of their own.
  return page.elements.length === 1 ? `\n${page.elements[0]?.path}` : "";
}
