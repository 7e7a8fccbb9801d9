// `<patronage-survey>`: a survey in a page.
import { adoptStyles, html, LitElement, nothing, type PropertyDeclarations } from "lit";
import { PatronageError } from "../error.js";
import type { OutboxEntry } from "../responses/index.js";
import type { SurveyButton, SurveyChanges, SurveyData, SurveyDocument } from "../survey.js";
import { load } from "../survey/index.js";
import { webAddress } from "./clean.js";
import { Clock } from "./clock.js";
import type { SurveyEvents } from "./events.js";
import { Interview, type Step } from "./interview.js";
import { Keeper, nameOf } from "./keeper.js";
import { placeOf, resume } from "./place.js";
import type * as Popovers from "./popover.js";
import { PatronageQuestion } from "./question.js";
import { prepare, styles } from "./questions/index.js";
import { composes } from "./questions/question.js";
import { asked, empty, loading, standingOf, thanks, troubled, type Trouble } from "./screen.js";
import { frame } from "./style/frame.js";
import { places } from "./style/places.js";
import { tokens } from "./style/tokens.js";
import { fill, isRightToLeft, wordsOf, type Words } from "./words/index.js";

const STEPS: Record<SurveyButton, Step> = {
  start: "start",
  previous: "performPrevious",
  next: "performNext",
  preview: "showPreview",
  edit: "cancelPreview",
  complete: "tryComplete",
};

/** How a popover stands. */
export type SurveyView = "open" | "small" | "closed";

/**
 * A survey in a page.
 *
 * ```html
 * <patronage-survey src="/surveys/visit.json" endpoint="/responses"></patronage-survey>
 * ```
 */
export class PatronageSurvey extends LitElement {
  static override properties: PropertyDeclarations = {
    document: { attribute: false },
    variables: { attribute: false },
    src: {},
    survey: {},
    endpoint: {},
    respondent: {},
    drafts: {},
    locale: {},
    mode: { reflect: true },
    pace: {},
    theme: { reflect: true },
    seed: { type: Number },
    view: { reflect: true },
    trouble: { state: true },
    entry: { state: true },
  };
  static override styles = [tokens, frame, places];

  /** The survey, as SurveyJS and its editors write it. */
  declare document: SurveyDocument | undefined;
  /** What the page knows, by name, for the document's conditions and texts; the response has it too. */
  declare variables: SurveyData | undefined;
  /** Where the survey is, instead of `document`. */
  declare src: string | undefined;
  /** What the survey is called in drafts and responses; the document's `surveyId` where left out. */
  declare survey: string | undefined;
  /** Where completed responses go; where left out, `patronage-complete` alone has them. */
  declare endpoint: string | undefined;
  /** Who answers, as the shop knows them. */
  declare respondent: string | undefined;
  /** Whether answers are kept until they are sent; `none` for a device that several people use. */
  declare drafts: "kept" | "none" | undefined;
  /** The language; that of the document or of the page where left out. */
  declare locale: string | undefined;
  /** In the flow of the page, in a corner over it, or filling it. */
  declare mode: "inline" | "popover" | "page" | undefined;
  /** Whether whole pages are shown, or one question at a time; as the document says where left out. */
  declare pace: "page" | "question" | undefined;
  /** Colours; `auto` follows the page. */
  declare theme: "light" | "dark" | "auto" | undefined;
  /** What random orders follow in a new draft. */
  declare seed: number | undefined;
  /** How a popover stands. */
  declare view: SurveyView | undefined;
  declare protected trouble: Trouble | undefined;
  declare protected entry: OutboxEntry | undefined;

  #interview: Interview | undefined;
  #keeper: Keeper | undefined;
  #asked = 0;
  #said = "";
  #focus: "page" | "error" | "button" | undefined;
  #finished = false;
  /** Whether there has been something to see: neither loading nor a popover that is closed or small is. */
  #shown = false;
  readonly #clock = new Clock();
  /** What a popover is painted with, once there has been one. */
  #popovers: typeof Popovers | undefined;
  #advancing: ReturnType<typeof setTimeout> | undefined;
  /** Whether a button that was pressed waits for an answer to become whole. */
  #waits = false;
  /** Whether the last touch was that of a mouse or finger. */
  #pointed = false;
  /** Where the focus was before it came here. */
  #before: HTMLElement | null = null;

  /** Opens a popover and takes the focus there; `close` gives it back. */
  show(): void {
    // From its own small button, the place of the focus is still the one before.
    if (document.activeElement !== this) this.#before = document.activeElement as HTMLElement | null;
    this.view = "open";
    this.#focus = "page";
    this.requestUpdate();
  }

  /** Makes a popover small; the survey goes on where it was. */
  minimise(): void {
    this.view = "small";
    if (this.#before) this.#giveBack();
    else if (this.shadowRoot?.activeElement) this.#focus = "button";
  }

  /** Closes a popover. */
  close(): void {
    this.view = "closed";
    this.#giveBack();
    this.#tell("patronage-close", null);
  }

  #giveBack(): void {
    this.#before?.focus();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const anew = ["document", "src", "survey", "respondent", "pace", "seed"].some((name) => changed.has(name));
    if (anew || (changed.has("locale") && !this.#interview)) void this.#begin();
    else if (changed.has("locale")) this.#translate();
    if (!anew && changed.has("mode")) void this.#prepareMode();
    if (!anew && changed.has("variables"))
      this.#interview?.vary(this.variables, changed.get("variables") as SurveyData);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#asked += 1;
    this.#keeper?.leave();
    this.#rest();
    document.removeEventListener("visibilitychange", this.#seen);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("visibilitychange", this.#seen);
    if (this.hasUpdated && !this.#interview) void this.#begin();
    else if (this.#interview) this.#clock.start(this.#interview);
  }

  async #begin(): Promise<void> {
    const asked = (this.#asked += 1);
    const stale = () => asked !== this.#asked;
    this.trouble = undefined;
    this.#rest();
    try {
      const document = this.document ?? (this.src === undefined ? undefined : await read(this.src));
      if (!document || stale()) return;
      const locale = this.locale || asText(document["locale"]) || this.#pageLocale();
      const { respondent, endpoint } = this;
      const seed = this.seed ?? undefined;
      // Neither may fail when the answers have been given.
      if (!isSendable(endpoint) || !isSeed(seed)) return void (this.trouble = "unstarted");
      const survey = this.survey || asText(document["surveyId"]) || nameOf(document);
      await this.#keeper?.settled();
      const keeping = Keeper.begin({ survey, respondent, locale, seed, kept: this.drafts !== "none" });
      const [{ Survey }, keeper] = await Promise.all([load(), keeping, prepare(document), this.#prepareMode()]);
      if (stale()) return;
      keeper.speak(locale);
      this.#dress();
      this.#interview?.survey.free();
      const offset = offsetNow();
      const { seed: sown, elapsed } = keeper.draft;
      const session = new Survey(this.#paced(document), { locale, now: Date.now(), offset, seed: sown, elapsed });
      Object.entries(this.variables ?? {}).forEach(([name, value]) => session.setVariable(name, value));
      resume(session, keeper);
      this.#keeper?.leave();
      this.#keeper = keeper;
      this.#finished = false;
      this.entry = undefined;
      this.#interview = new Interview(session, wordsOf(locale), locale, this.#stage);
      this.#clock.start(this.#interview);
      if (this.mode === "popover") this.view ??= "open";
      this.requestUpdate();
    } catch (error) {
      if (!stale()) this.trouble = trouble(error);
    }
  }

  /** Goes on in another language. */
  #translate(): void {
    const survey = this.#interview?.survey;
    if (!survey) return;
    const locale = this.locale || asText(survey.definition("")["locale"]) || this.#pageLocale();
    survey.setLocale(locale);
    this.#keeper?.speak(locale);
    this.#interview = new Interview(survey, wordsOf(locale), locale, this.#stage);
    if (!this.#finished) this.#clock.start(this.#interview);
  }

  /** Loads what a mode needs that not all have. */
  async #prepareMode(): Promise<void> {
    if (this.mode !== "popover" || this.#popovers) return;
    this.#popovers = await import("./popover.js");
    this.#dress();
    this.requestUpdate();
  }

  /** Puts on all styles that are there. */
  #dress(): void {
    const mode = this.#popovers ? [this.#popovers.styles] : [];
    if (this.shadowRoot) adoptStyles(this.shadowRoot, [...PatronageSurvey.styles, ...mode, ...styles()]);
  }

  /** What would happen by itself does not. */
  #rest(): void {
    this.#clock.stop();
    clearTimeout(this.#advancing);
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
      if (this.#interview?.page.stage === "completed" && !this.#finished) void this.#finish();
    },
    answered: (names: readonly string[]) => {
      const data = this.#keep();
      if (data) this.#tell("patronage-answer", { names, data });
      this.#advance();
    },
    passed: () => void this.#keep(),
  };

  #keep() {
    const [interview, keeper] = [this.#interview, this.#keeper];
    if (!interview || !keeper || this.#finished) return undefined;
    keeper.keep(interview.data, placeOf(interview), interview.survey.elapsed(), () => {
      if (!this.#finished) this.trouble = "completed";
    });
    return interview.data;
  }

  async #finish(): Promise<void> {
    const [interview, keeper, endpoint] = [this.#interview, this.#keeper, this.endpoint];
    if (!interview || !keeper) return;
    this.#finished = true;
    this.#rest();
    const response = keeper.response(interview.survey.state().data, this.variables, offsetNow());
    if (!isSendable(endpoint)) {
      // The draft has all answers: the survey begins again where it ended, once there is somewhere to send them.
      this.trouble = "unstarted";
      return;
    }
    if (endpoint) await keeper.complete(response, endpoint);
    this.#tell("patronage-complete", response);
    // Where nobody else has the answers, the draft goes after they have been told.
    if (!endpoint) await keeper.complete(response, undefined);
    if (endpoint) keeper.follow((entry) => this.#follow(entry));
    const address = webAddress(interview.survey.ending().url);
    if (address) location.assign(address);
  }

  #follow(entry: OutboxEntry): void {
    const news = entry.standing !== this.entry?.standing;
    this.entry = entry;
    if (!news) return;
    const { key, refusal, screened, standing } = entry;
    this.#said = this.#interview?.words[standingOf(entry)] ?? "";
    if (standing === "sent") this.#tell("patronage-sent", { key, ...(screened !== undefined && { screened }) });
    if (standing === "refused") this.#tell("patronage-refused", { key, refusal });
  }

  #tell<Type extends keyof SurveyEvents>(type: Type, detail: SurveyEvents[Type]["detail"]): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  /** Where the document wants it, the last answer of a page leads on: one of a mouse or finger, since keys pass others. */
  #advance(): void {
    const interview = this.#interview;
    const on = interview?.page.buttons.at(-1);
    if (!interview || !on || !this.#pointed || !interview.advances()) return;
    clearTimeout(this.#advancing);
    this.#advancing = setTimeout(() => interview.advances() && void this.#press(on), 350);
  }

  /** What nobody sees has nobody's attention. */
  readonly #seen = () => {
    this.#keeper?.hurry();
    if (document.hidden) {
      this.#keeper?.attention.turn(undefined);
      return void this.#keep();
    }
    this.#clock.tell();
    void this.#catchUp();
  };

  /** Takes over what has been answered in another tab meanwhile. */
  async #catchUp(): Promise<void> {
    const interview = this.#interview;
    const news = await this.#keeper?.news();
    if (!interview || interview !== this.#interview || this.#finished || !Object.keys(news ?? {}).length) return;
    interview.settle(interview.survey.mergeData(news ?? {}));
  }

  async #press(button: SurveyButton): Promise<void> {
    const interview = this.#interview;
    clearTimeout(this.#advancing);
    // What is still being read belongs to the answers.
    if (interview?.pending.size) {
      if (this.#waits) return;
      this.#waits = true;
      await Promise.allSettled(interview.pending);
      this.#waits = false;
    }
    if (!interview || interview !== this.#interview) return;
    const { page: before, words } = interview;
    const wrong = interview.step(STEPS[button]);
    this.#said = wrong === 0 ? "" : wrong === 1 ? words.wrongOne : fill(words.wrong, { count: wrong });
    // One question at a time, the page may stay while the question changes.
    if (wrong === 0 && before !== interview.page) this.#focus = "page";
    this.#keep();
    this.requestUpdate();
  }

  protected override updated(): void {
    this.#lift();
    const seen = (this.#interview || this.trouble) && this.renderRoot.querySelector(".frame:not(.pill)");
    if (!this.#shown && seen) {
      this.#shown = true;
      this.#tell("patronage-show", null);
    }
    const target = this.#focus;
    this.#focus = undefined;
    if (target) void this.#move(target);
  }

  /** Over everything in the page, whatever the page's own layers are. */
  #lift(): void {
    const page = this.renderRoot.querySelector("dialog");
    if (page?.isConnected && !page.open) page.showModal();
    const layer = this.renderRoot.querySelector<HTMLElement>("[popover]");
    if (layer?.isConnected && layer.showPopover && !layer.matches(":popover-open")) layer.showPopover();
  }

  /** Puts the focus where the respondent goes on. */
  async #move(target: "page" | "error" | "button"): Promise<void> {
    const root = this.renderRoot;
    if (target === "button") return root.querySelector<HTMLElement>(".pill button")?.focus();
    const questions = [...root.querySelectorAll("patronage-question")] as PatronageQuestion[];
    await Promise.all(questions.map((question) => question.updateComplete));
    if (target === "error") {
      const errors = root.querySelector<HTMLElement>(".errors");
      return (errors?.closest<HTMLElement>("patronage-question") ?? errors)?.focus();
    }
    const [only, ...more] = this.#interview?.page.elements ?? [];
    const alone = only && more.length === 0 && !("elements" in only) && questions[0];
    if (alone && alone.focus()) return;
    root.querySelector<HTMLElement>(".body")?.focus({ preventScroll: true });
    if (this.mode === "popover") root.querySelector(".frame")?.scrollTo(0, 0);
    else if (this.getBoundingClientRect().top < 0) this.scrollIntoView();
  }

  protected override render(): unknown {
    const locale = this.#interview?.locale || this.locale || this.#pageLocale();
    const words = this.#interview?.words ?? wordsOf(locale);
    const mode = this.mode ?? "inline";
    const direction = isRightToLeft(locale) ? "rtl" : "ltr";
    const title = this.#interview?.page.texts["title"] ?? words.survey;
    if (mode === "page") {
      // A modal dialog: what it covers is not to be reached.
      return html`<dialog
        class="frame page"
        part="frame"
        aria-label=${title}
        lang=${locale}
        dir=${direction}
        @keydown=${stay}
      >
        ${this.#inside(words)}
      </dialog>`;
    }
    if (mode !== "popover") {
      return html`<div class="frame ${mode}" part="frame" lang=${locale} dir=${direction}>${this.#inside(words)}</div>`;
    }
    const { view, renderRoot: root } = this;
    // A popover that has nothing to ask would only be in the way.
    if (!this.#interview || !this.#popovers || view === "closed") return nothing;
    const [show, minimise, close] = [() => this.show(), () => this.minimise(), () => this.close()];
    const ended = this.trouble || /^(completed|empty)$/.test(this.#interview.page.stage);
    const escape = ended ? close : minimise;
    const told = { view, title, locale, direction, words, root, show, minimise, close, escape } as const;
    return this.#popovers.popover(told, () => this.#inside(words));
  }

  #inside(words: Words): unknown {
    return html`${this.#screen(words)}
      <div class="unseen" role="status">${this.#said}</div>`;
  }

  #screen(words: Words): unknown {
    const interview = this.#interview;
    if (this.trouble) return troubled(words, this.trouble, () => void this.#begin());
    if (!interview) return loading(words);
    const { stage } = interview.page;
    if (stage === "completed") return thanks(interview, this.entry, () => this.#keeper?.retry());
    if (stage === "empty") return empty(words);
    const screen = asked(interview, (button) => void this.#press(button), this.#keeper?.durable ?? true);
    return html`<div
      class="screen"
      @focusin=${this.#attend}
      @keydown=${this.#enter}
      @pointerdown=${() => (this.#pointed = true)}
    >
      ${screen}
    </div>`;
  }

  readonly #attend = (event: Event) => {
    const question = (event.target as Element).closest<PatronageQuestion>("patronage-question");
    this.#keeper?.attention.turn(question?.path);
  };

  /** One question at a time, the enter key of a line leads on. */
  readonly #enter = (event: KeyboardEvent) => {
    this.#pointed = false;
    if (composes(event)) return;
    const line = (event.target as Element).matches("input.line");
    const page = this.#interview?.page;
    if (event.key !== "Enter" || !line || !page || page.page) return;
    const on = page.buttons.at(-1);
    if (on && page.elements.length === 1) void this.#press(on);
  };
}

/** The escape key closes what is over the page, not what is the page. */
function stay(event: KeyboardEvent): void {
  if (event.key === "Escape") event.preventDefault();
}

function offsetNow(): number {
  return -60 * new Date().getTimezoneOffset();
}

/** Whether responses can be sent to an address, or stay here. */
function isSendable(endpoint: string | undefined): boolean {
  return !endpoint || webAddress(endpoint) !== undefined;
}

/** Whether the engine can follow it, where there is one. */
function isSeed(seed: number | undefined): boolean {
  return seed === undefined || (Number.isSafeInteger(seed) && Number(seed) >= 0);
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
