// What is seen: the page that is asked, the thanks, and what there is to say where neither can be shown.
import { html, nothing } from "lit";
import type { OutboxEntry } from "../responses/index.js";
import type { SurveyButton } from "../survey.js";
import type { Interview } from "./interview.js";
import { heading, tree } from "./tree.js";
import { fill, type Words } from "./words/index.js";

/** What keeps a survey from being shown. */
export type Trouble = "unread" | "unreadable" | "unstarted" | "completed";

/** The text of the document for a button. */
const TEXTS: Record<SurveyButton, string> = {
  start: "startSurveyText",
  previous: "pagePrevText",
  next: "pageNextText",
  preview: "previewText",
  edit: "editText",
  complete: "completeText",
};

/** A page of questions, with what leads on from it. */
export function asked(interview: Interview, press: (button: SurveyButton) => void, durable: boolean): unknown {
  const { page, words } = interview;
  const { texts } = page;
  const definition = interview.survey.definition("");
  const own = definition["showPageTitles"] === false ? undefined : page.page?.texts;
  const title = definition["showTitle"] === false ? undefined : texts["title"];
  const level = title ? 3 : 2;
  const description = page.index === 0 && texts["description"];
  const buttons = page.buttons.filter((button) => button !== "previous" || definition["showPrevButton"] !== false);
  return html`<header part="header">
      ${heading(title, "survey-title", 2)}
      ${title && description ? html`<p class="description">${description}</p>` : nothing} ${progress(interview)}
      ${time(interview)}
    </header>
    <div class="body" part="body" tabindex="-1" role="group" aria-label=${own?.["title"] ?? title ?? nothing}>
      ${heading(own?.["title"], "page-title", level)}
      ${own?.["description"] ? html`<p class="description">${own["description"]}</p>` : nothing}
      ${tree(page.elements, interview, { level: own?.["title"] ? level + 1 : level })}
    </div>
    <nav part="buttons" aria-label=${title ?? nothing}>
      ${buttons.map(
        (button) =>
          html`<button
            type="button"
            class=${button === "previous" || button === "edit" ? "" : "main"}
            part="button ${button}"
            @click=${() => press(button)}
          >
            ${texts[TEXTS[button]] ?? words[button]}
          </button>`,
      )}
    </nav>
    ${durable ? nothing : html`<p class="small" part="notice">${words.fleeting}</p>`}`;
}

function progress({ page: { index, count }, words, survey }: Interview) {
  const shown = survey.definition("")["showProgressBar"];
  if (count < 2 || shown === false || shown === "off") return nothing;
  const said = fill(words.progress, { at: index + 1, of: count });
  return html`<div class="progress" part="progress">
    <progress max=${count} .value=${index} aria-label=${said}></progress
    ><span aria-hidden="true">${index + 1} / ${count}</span>
  </div>`;
}

function time({ page: { left, leftOnPage }, words }: Interview) {
  const seconds = Math.min(left ?? Infinity, leftOnPage ?? Infinity);
  if (seconds === Infinity) return nothing;
  const [minutes, rest] = [Math.floor(seconds / 60), Math.floor(seconds % 60)];
  return html`<div class="time" part="time" role="timer">
    ${fill(words.left, { time: `${minutes}:${String(rest).padStart(2, "0")}` })}
  </div>`;
}

/** What comes after the end. */
export function thanks({ survey, words }: Interview, entry: OutboxEntry | undefined, retry: () => void): unknown {
  const { html: own } = survey.ending();
  const plain = survey.definition("")["showCompletePage"] === false;
  return html`<div class="notice body" part="thanks" tabindex="-1">
    ${plain ? nothing : own ? html`<patronage-html class="prose" .html=${own}></patronage-html>` : heading(words.thanks, "survey-title", 2)}
    ${entry ? standing(entry, words, retry) : nothing}
  </div>`;
}

/** How a response stands, as the respondent is told: one that came when enough had answered is not merely sent. */
export function standingOf({ standing, screened }: OutboxEntry): OutboxEntry["standing"] | "screened" {
  return standing === "sent" && screened !== undefined ? "screened" : standing;
}

function standing(entry: OutboxEntry, words: Words, retry: () => void) {
  const { standing, refusal } = entry;
  const told = standingOf(entry);
  return html`<p class="small" part="standing ${told}">${words[told]}</p>
    ${
      standing === "refused"
        ? html`${refusal?.message ? html`<p class="small">${refusal.message}</p>` : nothing}
            <button type="button" @click=${retry}>${words.again}</button>`
        : nothing
    }`;
}

export function troubled(words: Words, trouble: Trouble, again: () => void): unknown {
  const final = trouble === "unreadable" || trouble === "completed";
  return html`<div class="notice" part="trouble" role="alert">
    <p>${words[trouble]}</p>
    ${final ? nothing : html`<button type="button" @click=${again}>${words.again}</button>`}
  </div>`;
}

export function empty(words: Words): unknown {
  return html`<div class="notice" part="empty"><p>${words.nothing}</p></div>`;
}

/** Lines where the questions will be. */
export function loading(words: Words): unknown {
  return html`<div class="waits" part="loading" aria-busy="true">
    <p class="unseen" role="status">${words.loading}</p>
    <div></div>
    <div></div>
    <div></div>
  </div>`;
}
