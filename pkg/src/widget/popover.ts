// Over the page: a dialog, or the small button that it becomes.
import { html } from "lit";
import type { SurveyView } from "./element.js";
import { composes } from "./questions/question.js";
import type { Words } from "./words/index.js";

/** What a popover is made of. */
export interface Popover {
  readonly view: SurveyView | undefined;
  readonly title: string;
  readonly locale: string;
  readonly direction: "ltr" | "rtl";
  readonly words: Words;
  readonly root: ParentNode;
  readonly show: () => void;
  readonly minimise: () => void;
  readonly close: () => void;
  /** What the escape key does. */
  readonly escape: () => void;
}

export function popover({ view, title, locale, direction, ...told }: Popover, inside: () => unknown): unknown {
  const { words, root, show, minimise, close } = told;
  if (view === "small") {
    return html`<div class="frame pill" part="pill" popover="manual" lang=${locale} dir=${direction}>
      <button type="button" class="main" @click=${show}>${title}</button>
    </div>`;
  }
  // What is before the first button and after the last one leads to the other end.
  const turn = (end: 0 | -1) => () => [...root.querySelectorAll<HTMLElement>("button:not(:disabled)")].at(end)?.focus();
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented || composes(event)) return;
    event.stopPropagation();
    told.escape();
  };
  return html`<div
    class="frame popover"
    part="frame"
    popover="manual"
    role="dialog"
    aria-label=${title}
    lang=${locale}
    dir=${direction}
    @keydown=${press}
  >
    <span tabindex="0" @focus=${turn(-1)}></span>
    <div class="bar" part="bar">
      <button type="button" class="icon" aria-label=${words.minimise} @click=${minimise}>${icon("M5 12h14")}</button>
      <button type="button" class="icon" aria-label=${words.close} @click=${close}>
        ${icon("M6 6l12 12M18 6 6 18")}
      </button>
    </div>
    ${inside()}
    <span tabindex="0" @focus=${turn(0)}></span>
  </div>`;
}

function icon(path: string) {
  return html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>`;
}
