// `<patronage-survey>`: a survey in a page.
import { html, LitElement, nothing, type CSSResultGroup, type PropertyDeclarations } from "lit";
import { load } from "../survey/index.js";
import { PatronageError } from "../error.js";
import type { SurveyButton, SurveyChanges, SurveyData, SurveyDocument } from "../survey.js";
import { Interview, type Step } from "./interview.js";
import { PatronageQuestion } from "./question.js";
import { types } from "./questions/index.js";
import { frame } from "./style/frame.js";
import { tokens } from "./style/tokens.js";
import { tree } from "./tree.js";
import { fill, isRightToLeft, wordsOf, type Words } from "./words/index.js";

/** What became of an attempt to show a survey. */
type Trouble = "unread" | "unreadable" | "unstarted";

const STEPS: Record<SurveyButton, Step> = {
  start: "start",
  previous: "performPrevious",
  next: "performNext",
  preview: "showPreview",
  edit: "cancelPreview",
  complete: "tryComplete",
};

/** The text of the document for a button. */
const TEXTS: Record<SurveyButton, string> = {
  start: "startSurveyText",
  previous: "pagePrevText",
  next: "pageNextText",
  preview: "previewText",
  edit: "editText",
  complete: "completeText",
};

/** What `patronage-answer` tells. */
export interface SurveyAnswerDetail {
  /** The names whose answers changed. */
  readonly names: readonly string[];
  readonly data: SurveyData;
}

export class PatronageSurvey extends LitElement {
  static override properties: PropertyDeclarations = {
    document: { attribute: false },
    src: {},
    locale: {},
    pace: {},
    theme: { reflect: true },
    seed: { type: Number },
    trouble: { state: true },
  };
  static override styles: CSSResultGroup = [
    tokens,
    frame,
    ...new Set(Object.values(types).flatMap((type) => type?.styles ?? [])),
  ];

  /** The survey, as SurveyJS and its editors write it. */
  declare document: SurveyDocument | undefined;
  /** Where the survey is, instead of `document`. */
  declare src: string | undefined;
  /** The language; that of the document or of the page where it is left out. */
  declare locale: string | undefined;
  /** Whether whole pages are shown, or one question at a time; as the document says where it is left out. */
  declare pace: "page" | "question" | undefined;
  declare theme: "light" | "dark" | "auto" | undefined;
  /** What random orders follow. */
  declare seed: number | undefined;
  declare protected trouble: Trouble | undefined;

  #interview: Interview | undefined;
  #asked = 0;
  #said = "";
  #focus: "page" | "error" | undefined;

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const anew = ["document", "src", "locale", "pace", "seed"].some((name) => changed.has(name));
    if (anew) void this.#begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#asked += 1;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated && !this.#interview) void this.#begin();
  }

  async #begin(): Promise<void> {
    const asked = (this.#asked += 1);
    const stale = () => asked !== this.#asked;
    this.trouble = undefined;
    try {
      const document = this.document ?? (this.src === undefined ? undefined : await read(this.src));
      if (!document || stale()) return;
      const { Survey } = await load();
      if (stale()) return;
      const locale = this.locale || asText(document["locale"]) || this.#pageLocale();
      const survey = new Survey(this.#paced(document), {
        locale,
        now: Date.now(),
        offset: -60 * new Date().getTimezoneOffset(),
        seed: this.seed,
      });
      this.#interview?.survey.free();
      this.#interview = new Interview(survey, wordsOf(locale), locale, this.#stage);
      this.requestUpdate();
    } catch (error) {
      if (!stale()) this.trouble = trouble(error);
    }
  }

  #pageLocale(): string {
    return this.closest<HTMLElement>("[lang]")?.lang || navigator.language;
  }

  #paced(document: SurveyDocument): SurveyDocument {
    const mode = { question: "questionPerPage", page: "standard" }[this.pace as "page"];
    return mode ? { ...document, questionsOnPageMode: mode } : document;
  }

  #stage = {
    turn: (changes: SurveyChanges) => {
      if (changes.refused) this.#focus = "error";
      else if (changes.page || changes.stage) this.#focus = "page";
      this.requestUpdate();
    },
    answered: (names: readonly string[]) => {
      const data = this.#interview?.survey.state().data ?? {};
      this.#tell<SurveyAnswerDetail>("patronage-answer", { names, data });
    },
  };

  #tell<Detail>(type: string, detail: Detail): void {
    this.dispatchEvent(new CustomEvent<Detail>(type, { detail, bubbles: true, composed: true }));
  }

  #press(button: SurveyButton): void {
    const interview = this.#interview;
    if (!interview) return;
    const before = interview.page;
    const wrong = interview.step(STEPS[button]);
    const { words } = interview;
    this.#said = wrong === 0 ? "" : wrong === 1 ? words.wrongOne : fill(words.wrong, { count: wrong });
    // One question at a time, the page may stay while the question changes.
    if (wrong === 0 && before !== interview.page) this.#focus = "page";
    this.requestUpdate();
  }

  protected override updated(): void {
    const target = this.#focus;
    this.#focus = undefined;
    if (target) void this.#move(target);
  }

  /** Puts the focus where the respondent goes on. */
  async #move(target: "page" | "error"): Promise<void> {
    const questions = [...this.renderRoot.querySelectorAll("patronage-question")] as PatronageQuestion[];
    await Promise.all(questions.map((question) => question.updateComplete));
    const wrong = () =>
      this.renderRoot.querySelector<HTMLElement>(".errors")?.closest<HTMLElement>("patronage-question, section");
    const place = target === "error" ? wrong() : this.renderRoot.querySelector<HTMLElement>(".body");
    if (place instanceof PatronageQuestion) place.focus();
    else (place?.querySelector<HTMLElement>(".errors") ?? place)?.focus();
    if (target === "page") this.scrollIntoView({ block: "nearest" });
  }

  protected override render(): unknown {
    const locale = this.#interview?.locale ?? this.locale ?? this.#pageLocale();
    const words = this.#interview?.words ?? wordsOf(locale);
    return html`<div class="frame" part="frame" lang=${locale} dir=${isRightToLeft(locale) ? "rtl" : "ltr"}>
      ${this.trouble ? this.#troubled(words, this.trouble) : this.#interview ? this.#survey(this.#interview) : loading(words)}
      <div class="unseen" role="status">${this.#said}</div>
    </div>`;
  }

  #troubled(words: Words, trouble: Trouble) {
    return html`<div class="notice" role="alert">
      <p>${words[trouble]}</p>
      ${trouble === "unreadable" ? nothing : html`<button @click=${() => void this.#begin()}>${words.again}</button>`}
    </div>`;
  }

  #survey(interview: Interview) {
    const { page, words } = interview;
    if (page.stage === "completed") {
      return html`<div class="notice body" part="thanks" tabindex="-1">
        <h2>${words.thanks}</h2>
        <p>${words.recorded}</p>
      </div>`;
    }
    if (page.stage === "empty") return html`<div class="notice"><p>${words.nothing}</p></div>`;
    const { texts } = page;
    const own = page.page?.texts;
    const title = texts["title"];
    return html`${
        title || page.count > 1
          ? html`<header part="header">
              ${title ? html`<h2 part="survey-title">${title}</h2>` : nothing}
              ${texts["description"] && page.index === 0 ? html`<p class="description">${texts["description"]}</p>` : nothing}
              ${page.count > 1 ? progress(interview) : nothing}
            </header>`
          : nothing
      }
      <div class="body" part="body" tabindex="-1" role="group" aria-label=${own?.["title"] ?? title ?? nothing}>
        ${own?.["title"] ? html`<h3 part="page-title">${own["title"]}</h3>` : nothing}
        ${own?.["description"] ? html`<p class="description">${own["description"]}</p>` : nothing}
        ${tree(page.elements, interview)}
      </div>
      <nav part="buttons">${page.buttons.map((button) => this.#button(interview, button))}</nav>`;
  }

  #button({ page, words }: Interview, button: SurveyButton) {
    const main = button !== "previous" && button !== "edit";
    return html`<button
      type="button"
      class=${main ? "main" : ""}
      part="button ${button}"
      @click=${() => this.#press(button)}
    >
      ${page.texts[TEXTS[button]] ?? words[button]}
    </button>`;
  }
}

function progress({ page: { index, count }, words }: Interview) {
  const said = fill(words.progress, { at: index + 1, of: count });
  return html`<div class="progress" part="progress">
    <progress max=${count} .value=${index} aria-label=${said}></progress
    ><span aria-hidden="true">${index + 1} / ${count}</span>
  </div>`;
}

function loading(words: Words) {
  return html`<div class="notice" aria-busy="true"><p class="unseen" role="status">${words.loading}</p></div>`;
}

async function read(src: string): Promise<SurveyDocument> {
  const response = await fetch(src);
  if (!response.ok) throw new Error(String(response.status));
  return JSON.parse(await response.text()) as SurveyDocument;
}

function trouble(error: unknown): Trouble {
  if (error instanceof PatronageError) return error.code === "load" ? "unstarted" : "unreadable";
  return error instanceof SyntaxError ? "unreadable" : "unread";
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : "";
}
