import { css, html, LitElement, nothing, type PropertyDeclarations } from "lit";
import { ifDefined } from "lit/directives/if-defined.js";
import type { SurveyChoice } from "../../survey.js";
import { define } from "../define.js";
import { fill } from "../words/index.js";
import { isChosen, isClosed, isOn, otherWords, toggled } from "./choices.js";
import { composes, type Question, type QuestionType } from "./question.js";

/** Several of many: what is chosen as tags, and a list that narrows while one writes. */
export const tagbox: QuestionType = {
  shape: "field",
  render: (question) => html`<patronage-tags .question=${question}></patronage-tags> ${otherWords(question)}`,
  styles: css`
    .tags {
      position: relative;
      display: flex;
      flex-wrap: wrap;
      gap: 0.4em;
      align-items: center;
      box-sizing: border-box;
      min-block-size: 2.75em;
      padding: 0.35em 0.5em;
      border: 1px solid var(--edge);
      border-radius: var(--round);
      background: var(--field);
    }
    .tags input {
      flex: 1 8em;
      min-inline-size: 6em;
      min-block-size: 2em;
      padding: 0 0.25em;
      border: 0;
      background: none;
      color: inherit;
      font: inherit;
      outline: none;
    }
    .tags:has(input:focus-visible) {
      outline: 3px solid var(--focus);
      outline-offset: 2px;
    }
    .tag {
      display: inline-flex;
      gap: 0.4em;
      align-items: center;
      min-block-size: 2em;
      padding: 0 0.6em;
      border: 0;
      border-radius: calc(var(--round) / 1.5);
      background: var(--soft);
      font-weight: 500;
      text-align: start;
    }
    .tag::after {
      content: "×" / "";
      color: var(--quiet);
      font-size: 1.15em;
    }
    .options {
      position: absolute;
      inset-inline: -1px;
      inset-block-start: calc(100% + 0.3em);
      z-index: 2;
      max-block-size: 16em;
      margin: 0;
      padding: 0.3em;
      overflow-y: auto;
      border: 1px solid var(--edge);
      border-radius: var(--round);
      background: var(--field);
      box-shadow: 0 0.5em 1.5em rgb(0 0 0 / 18%);
      list-style: none;
    }
    .options li {
      display: flex;
      align-items: center;
      min-block-size: 2.5em;
      padding: 0.2em 0.6em;
      border-radius: calc(var(--round) / 1.5);
      cursor: pointer;
    }
    .options li.at {
      background: var(--well);
      box-shadow: inset 0 0 0 2px var(--focus);
    }
    .options li[aria-selected="true"]::after {
      content: "✓" / "";
      margin-inline-start: auto;
      color: var(--accent);
      font-weight: 700;
    }
    .options li[aria-disabled="true"] {
      color: var(--quiet);
      cursor: default;
    }
  `,
};

export class PatronageTags extends LitElement {
  static override properties: PropertyDeclarations = {
    question: { attribute: false },
    isOpen: { state: true },
    written: { state: true },
    at: { state: true },
  };
  declare question: Question;
  declare isOpen: boolean;
  declare written: string;
  declare at: number;

  constructor() {
    super();
    this.isOpen = false;
    this.written = "";
    this.at = 0;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** The choices that fit what is written. */
  get #fitting(): readonly SurveyChoice[] {
    const written = this.written.trim().toLocaleLowerCase(this.question.locale);
    const fits = ({ text }: SurveyChoice) => text.toLocaleLowerCase(this.question.locale).includes(written);
    return (this.question.choices ?? []).filter(fits);
  }

  protected override render(): unknown {
    const { question, isOpen } = this;
    const { id, choices = [], words, readOnly, texts } = question;
    const chosen = choices.filter(({ value }) => isChosen(question, value));
    const fitting = this.#fitting;
    const at = Math.min(this.at, fitting.length - 1);
    return html`<div class="tags" @focusout=${this.#left} @click=${() => this.querySelector("input")?.focus()}>
      ${chosen.map((choice) => this.#tag(choice))}
      <input
        id=${id}
        role="combobox"
        autocomplete="off"
        aria-autocomplete="list"
        aria-expanded=${isOpen}
        aria-controls="${id}-list"
        aria-activedescendant=${isOpen && fitting[at] ? `${id}-${at}` : nothing}
        aria-label=${ifDefined(question.label)}
        aria-describedby=${ifDefined(question.describedBy)}
        aria-invalid=${ifDefined(question.invalid)}
        aria-required=${question.required ? "true" : nothing}
        placeholder=${chosen.length > 0 ? nothing : (texts["placeholder"] ?? words.choose)}
        .value=${this.written}
        ?disabled=${readOnly}
        @input=${this.#write}
        @keydown=${this.#press}
        @click=${() => (this.isOpen = true)}
      />
      <ul
        id="${id}-list"
        class="options"
        role="listbox"
        aria-multiselectable="true"
        aria-label=${texts["title"] ?? ""}
        ?hidden=${!isOpen || fitting.length === 0}
      >
        ${isOpen ? fitting.map((choice, index) => this.#option(choice, index, index === at)) : nothing}
      </ul>
      <span class="unseen" role="status">${isOpen && fitting.length === 0 ? words.nothingFits : nothing}</span>
    </div>`;
  }

  #tag(choice: SurveyChoice) {
    const { words, readOnly } = this.question;
    return html`<button
      type="button"
      class="tag"
      part="tag"
      ?disabled=${readOnly}
      aria-label=${fill(words.takeOut, { what: choice.text })}
      @click=${() => this.#toggle(choice)}
    >
      ${choice.text}
    </button>`;
  }

  #option(choice: SurveyChoice, index: number, at: boolean) {
    const chosen = isOn(this.question, choice);
    return html`<li
      id="${this.question.id}-${index}"
      class=${at ? "at" : ""}
      role="option"
      aria-selected=${chosen}
      aria-disabled=${isClosed(this.question, choice) ? "true" : nothing}
      @mousedown=${(event: Event) => event.preventDefault()}
      @click=${() => this.#toggle(choice)}
    >
      ${choice.text}
    </li>`;
  }

  #toggle(choice: SurveyChoice): void {
    const chosen = isOn(this.question, choice);
    if (chosen || !isClosed(this.question, choice)) this.question.answer(toggled(this.question, choice, !chosen));
    this.written = "";
    this.querySelector("input")?.focus();
  }

  readonly #write = (event: Event) => {
    this.written = (event.target as HTMLInputElement).value;
    this.isOpen = true;
    this.at = 0;
  };

  readonly #left = (event: FocusEvent) => {
    if (!this.contains(event.relatedTarget as Node | null)) this.isOpen = false;
  };

  readonly #press = (event: KeyboardEvent) => {
    // A key that composes a character is the input method's.
    if (composes(event)) return;
    const fitting = this.#fitting;
    const last = fitting.length - 1;
    const at = Math.min(this.at, last);
    const choice = fitting[at];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const down = event.key === "ArrowDown";
      this.at = !this.isOpen ? at : down ? (at >= last ? 0 : at + 1) : at <= 0 ? last : at - 1;
      this.isOpen = true;
    } else if (event.key === "Enter" && this.isOpen && choice) this.#toggle(choice);
    else if (event.key === "Escape" && this.isOpen) this.isOpen = false;
    else if (event.key === "Backspace" && this.written === "") this.#takeLast();
    else return;
    // Backspace alone also does what it always does.
    if (event.key !== "Backspace") event.preventDefault();
    event.stopPropagation();
  };

  #takeLast(): void {
    const chosen = (this.question.choices ?? []).filter(({ value }) => isChosen(this.question, value));
    const last = chosen.at(-1);
    if (last) this.#toggle(last);
  }

  protected override updated(): void {
    this.querySelector(".at")?.scrollIntoView({ block: "nearest" });
  }
}

define("patronage-tags", PatronageTags);
