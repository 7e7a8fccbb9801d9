import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { SurveyElement, SurveyPanel } from "../survey.js";
import type { Interview } from "./interview.js";

/** How the questions of a tree are framed. */
export interface Framing {
  /** The name under which the question around keeps their answers. */
  readonly within?: string;
  readonly bare?: boolean;
  /** The level of the headings in it; 2 where left out. */
  readonly level?: number;
}

/** A heading of the level that its place has: what has no title leaves no gap. */
export function heading(text: string | undefined, part: string, level: number): unknown {
  return text
    ? html`<div class="heading ${part}" part=${part} role="heading" aria-level=${level}>${text}</div>`
    : nothing;
}

/** Pages, panels and questions as they stand in each other. */
export function tree(elements: readonly SurveyElement[], interview: Interview, framing: Framing = {}): unknown {
  const key = (element: SurveyElement, at: number) => element.path || at;
  return repeat(elements, key, (element) =>
    "elements" in element
      ? panel(element, interview, framing)
      : html`<patronage-question
          .interview=${interview}
          .path=${element.path}
          .number=${element.number}
          .within=${framing.within}
          .bare=${framing.bare ?? false}
        ></patronage-question>`,
  );
}

function panel(panel: SurveyPanel, interview: Interview, framing: Framing) {
  const { texts, type } = panel;
  const lacks = panel.lacking && interview.checked.has(panel.path);
  const title = texts["title"];
  const { level = 2 } = framing;
  return html`<section class=${type} part=${type} aria-label=${title ?? nothing}>
    ${heading(title, `${type}-title`, level)}
    ${texts["description"] ? html`<p class="description">${texts["description"]}</p>` : nothing}
    ${lacks ? html`<div class="errors" tabindex="-1"><p>${texts["requiredErrorText"] ?? interview.words.errors.panel}</p></div>` : nothing}
    ${tree(panel.elements, interview, { ...framing, level: title ? level + 1 : level })}
  </section>`;
}
