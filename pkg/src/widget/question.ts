// The frame round one question: title, number, description, errors and comment, and the following of its changes.
import { html, LitElement, nothing, type PropertyDeclarations } from "lit";
import type { SurveyDocument, SurveyElement, SurveyValue } from "../survey.js";
import { sentence } from "./errors.js";
import { hasGaps, type Interview, type Painter, type Shown } from "./interview.js";
import { tree } from "./tree.js";
import { area } from "./questions/text.js";
import { typeOf } from "./questions/index.js";
import { flagOf, type Question, type QuestionType } from "./questions/question.js";
import { fill } from "./words/index.js";

let count = 0;

export class PatronageQuestion extends LitElement implements Painter {
  static override properties: PropertyDeclarations = {
    interview: { attribute: false },
    path: { attribute: false },
    number: { attribute: false },
    bare: { attribute: false },
    within: { attribute: false },
  };
  declare interview: Interview;
  declare path: string;
  declare number: number | undefined;
  /** Whether the title is not shown, as in the cell of a matrix. */
  declare bare: boolean;
  /** The name under which the question around keeps its answers. */
  declare within: string | undefined;

  readonly #id = `patronage-${(count += 1)}`;
  #told: Shown | undefined;
  #painted = "";
  #definition: SurveyDocument = {};
  #sent: string | undefined;
  #leave: (() => void) | undefined;
  data = "";
  piped = false;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leave?.();
    this.#leave = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#begin();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("path") || changed.has("interview") || changed.has("within")) this.#begin();
  }

  #begin(): void {
    this.#leave?.();
    this.#leave = this.interview.follow(this);
    this.#told = this.interview.question(this.path);
    this.#painted = JSON.stringify(this.#told);
    this.#definition = this.interview.survey.definition(this.#told?.place ?? "");
    const { valueName, name } = this.#definition as Readonly<Record<string, string | undefined>>;
    this.data = this.within ?? (valueName || name || this.path);
    this.piped = hasGaps(this.#definition);
  }

  look(): void {
    const told = this.interview.question(this.path);
    const painted = JSON.stringify(told);
    if (painted === this.#painted) return;
    this.#told = told;
    this.#painted = painted;
    this.requestUpdate();
  }

  /** All is painted when what is within is. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const done = await super.getUpdateComplete();
    const inner = [...this.querySelectorAll<LitElement>("[data-inner]")];
    await Promise.all(inner.map((element) => element.updateComplete));
    return done;
  }

  /** Puts the focus where the answer is given; says whether there is such a place. */
  override focus(): boolean {
    const first =
      this.querySelector<HTMLElement>("input:checked:not(:disabled)") ??
      this.querySelector<HTMLElement>(":is(input, textarea, select, button):not(:disabled), [tabindex='0']");
    first?.focus();
    return first !== null;
  }

  protected override render(): unknown {
    const told = this.#told;
    if (!told) return nothing;
    const type = typeOf(told.type);
    if (!type) return html`<p class="unknown">${fill(this.interview.words.unknown, { type: told.type })}</p>`;
    const question = this.#question(told, type);
    const title = type.shape === "plain" || this.#untitled ? nothing : this.#title(question, type);
    const body = type.render(question);
    return html`<div class="question ${told.type}" part="question">
      ${title} ${this.bare ? nothing : this.#description(question)}
      ${type.shape === "group" ? this.#group(question, type, body) : body} ${this.#comment(question)}
      ${this.#errors(question)}
    </div>`;
  }

  /** Whether the frame shows no title. */
  get #untitled(): boolean {
    return this.bare || this.#definition["titleLocation"] === "hidden";
  }

  /** The ids of its description and errors. */
  #described({ texts, errors }: Shown): string | undefined {
    const ids = [texts["description"] && !this.bare && `${this.#id}-words`, errors.length > 0 && `${this.#id}-errors`];
    return ids.filter(Boolean).join(" ") || undefined;
  }

  #question(told: Shown, type: QuestionType): Question {
    const { interview, path } = this;
    const id = this.#id;
    const own = this.#sent !== undefined && this.#sent === JSON.stringify([told.value, told.comment]);
    const send = (run: () => void) => {
      // What comes back unchanged is what the respondent has just written.
      this.#sent = undefined;
      run();
      this.#sent = JSON.stringify([this.#told?.value, this.#told?.comment]);
    };
    return {
      ...told,
      id,
      definition: this.#definition,
      words: interview.words,
      locale: interview.locale,
      describedBy: type.shape === "field" ? this.#described(told) : undefined,
      invalid: told.errors.length > 0 ? "true" : undefined,
      label: this.#untitled ? told.texts["title"] : undefined,
      own,
      answer: (value: SurveyValue) => send(() => interview.answer(path, value)),
      note: (text: string) => send(() => interview.comment(path, text)),
      until: (work) => interview.until(work),
      room: () => interview.room(),
      add: () => interview.settle(interview.survey.addItem(path)),
      remove: (index: number) => interview.settle(interview.survey.removeItem(path, index)),
      inner: (elements: readonly SurveyElement[] | undefined, frame?: "bare") =>
        tree(elements ?? [], interview, { within: this.data, bare: frame === "bare" }),
    };
  }

  #title({ id, texts, required, words }: Question, { shape }: QuestionType) {
    const number = this.number === undefined ? nothing : html`<span class="number">${this.number}. </span>`;
    const mark = required
      ? html`<span class="mark" aria-hidden="true"> *</span><span class="unseen"> (${words.required})</span>`
      : nothing;
    const words_ = html`${number}<span part="title-text">${texts["title"]}</span>${mark}`;
    return shape === "field"
      ? html`<label class="title" part="title" for=${id}>${words_}</label>`
      : html`<div class="title" part="title" id="${id}-title">${words_}</div>`;
  }

  #description({ id, texts }: Question) {
    const text = texts["description"];
    return text ? html`<div class="description" part="description" id="${id}-words">${text}</div>` : nothing;
  }

  #group(question: Question, { role = "group" }: QuestionType, body: unknown) {
    const { id, label, required, invalid } = question;
    const radio = role === "radiogroup";
    return html`<div
      role=${role}
      aria-labelledby=${this.#untitled ? nothing : `${id}-title`}
      aria-label=${label ?? nothing}
      aria-describedby=${this.#described(question) ?? nothing}
      aria-required=${radio && required ? "true" : nothing}
      aria-invalid=${radio && invalid ? "true" : nothing}
    >
      ${body}
    </div>`;
  }

  /** The comment that some questions have beside the answer. */
  #comment(question: Question) {
    const { definition, texts, words, id } = question;
    if (!flagOf(definition, "showCommentArea", "hasComment", "showComment")) return nothing;
    const label = texts["commentText"] ?? words.comment;
    return html`<div class="beside">
      <label class="label" for="${id}-comment">${label}</label>
      ${area(question, `${id}-comment`, question.comment, (text) => question.note(text), undefined)}
    </div>`;
  }

  #errors({ id, errors, words }: Question) {
    if (errors.length === 0 || !this.#told) return nothing;
    const told = this.#told;
    return html`<div class="errors" part="errors" id="${id}-errors">
      ${errors.map((error) => html`<p>${sentence(error, told, this.#definition, words)}</p>`)}
    </div>`;
  }
}
