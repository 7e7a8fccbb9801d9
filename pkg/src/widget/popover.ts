// Over the page: a dialog, or the small button that it becomes. Loaded where there is one.
import { css, html } from "lit";
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

/** What only a popover needs. */
export const styles = css`
  .popover,
  .pill {
    position: fixed;
    inset-block-end: 1em;
    inset-inline-end: 1em;
    z-index: 2147483000;
  }
  .popover {
    inline-size: min(27em, calc(100vw - 2em));
    max-block-size: min(42em, calc(100dvh - 2em));
    padding: 1.25em;
    overflow: auto;
    overscroll-behavior: contain;
    scroll-padding-block-start: 2.75em;
    border: 1px solid var(--hair);
    border-radius: calc(var(--round) * 1.5);
    box-shadow: 0 1em 3em rgb(0 0 0 / 22%);
    animation: rise 220ms ease-out;
  }
  .popover:focus-visible {
    outline: none;
  }
  .pill {
    padding: 0;
    border-radius: 2em;
    background: none;
    container: none;
  }
  .pill button {
    max-inline-size: calc(100vw - 2em);
    border-radius: 2em;
    box-shadow: 0 0.4em 1.2em rgb(0 0 0 / 22%);
  }
  .bar {
    position: sticky;
    inset-block-start: -0.6em;
    z-index: 1;
    display: flex;
    float: inline-end;
    margin-block: -0.6em;
    margin-inline: 0.5em -0.6em;
    border-radius: var(--round);
    background: var(--surface);
  }
  button.icon {
    display: grid;
    place-items: center;
    inline-size: 2.75em;
    min-block-size: 2.75em;
    padding: 0;
    border-color: transparent;
  }
  .icon svg {
    inline-size: 1.25em;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
  }
  @keyframes rise {
    from {
      opacity: 0;
      transform: translateY(1em);
    }
  }
  @media (max-width: 30em) {
    .popover {
      inset-inline: 0;
      inset-block-end: 0;
      inline-size: auto;
      max-block-size: 85dvh;
      border-end-start-radius: 0;
      border-end-end-radius: 0;
    }
  }
`;
