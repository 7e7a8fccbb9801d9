// What questions made of items have in common: adding and taking away, and where the focus goes then.
import { css, html, LitElement, nothing, type PropertyDeclarations } from "lit";
import type { Item } from "../interview.js";
import { fill } from "../words/index.js";
import { flagOf, numberOf, type Question } from "./question.js";

/** How a type calls its limits and permissions in documents. */
export interface Naming {
  readonly min: string;
  readonly max: string;
  readonly add: string;
  readonly remove: string;
}

export abstract class Items extends LitElement {
  static override properties: PropertyDeclarations = {
    question: { attribute: false },
    asking: { state: true },
    said: { state: true },
  };
  declare question: Question;
  /** The item of which the respondent is asked whether it shall go. */
  declare protected asking: number | undefined;
  /** What is announced. */
  declare protected said: string | undefined;
  protected abstract readonly naming: Naming;
  /** What has the focus once all is painted. */
  #next: string | undefined;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** All is painted when what is within is. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const done = await super.getUpdateComplete();
    const inner = [...this.querySelectorAll<LitElement>("patronage-question")];
    await Promise.all(inner.map((question) => question.updateComplete));
    return done;
  }

  protected get items(): readonly Item[] {
    return this.question.items ?? [];
  }

  protected get canAdd(): boolean {
    const { definition, readOnly } = this.question;
    const most = numberOf(definition, this.naming.max) || Infinity;
    return !readOnly && definition[this.naming.add] !== false && this.items.length < most;
  }

  protected get canRemove(): boolean {
    const { definition, readOnly } = this.question;
    const least = numberOf(definition, this.naming.min) ?? 0;
    return !readOnly && definition[this.naming.remove] !== false && this.items.length > least;
  }

  protected focusOn(selector: string): void {
    this.#next = selector;
    this.requestUpdate();
  }

  protected override updated(): void {
    const next = this.#next;
    this.#next = undefined;
    if (next !== undefined) void this.updateComplete.then(() => this.querySelector<HTMLElement>(next)?.focus());
  }

  protected addItem(): void {
    this.asking = undefined;
    this.question.add();
    const { length } = this.items;
    this.said = fill(this.question.words.items.added, { at: length + 1 });
    this.focusOn(`[data-item="${length}"] patronage-question :is(input, textarea, select, button)`);
  }

  protected removeItem(index: number): void {
    this.asking = undefined;
    this.question.remove(index);
    this.said = fill(this.question.words.items.removed, { at: index + 1 });
    this.removed(index);
    // The items below have moved up: the button of the next one stands where the respondent has just been.
    const left = this.items.length - 1;
    this.focusOn(`[data-remove="${Math.min(index, left - 1)}"], .add`);
  }

  /** An item has gone. */
  protected removed(_index: number): void {}

  /** The button that takes an item away, and the question whether it really shall. */
  protected removing(index: number, label: string, shown: string) {
    const { question } = this;
    if (!this.canRemove) return nothing;
    if (this.asking !== index) {
      const sure = flagOf(question.definition, "confirmDelete");
      const ask = () => {
        this.asking = index;
        this.focusOn(".sure button");
      };
      return html`<button
        type="button"
        class="remove"
        part="button remove"
        data-remove=${index}
        aria-label=${label}
        @click=${sure ? ask : () => this.removeItem(index)}
      >
        ${shown}
      </button>`;
    }
    const text = question.texts["confirmDeleteText"] ?? question.words.items.sure;
    const keep = () => {
      this.asking = undefined;
      this.focusOn(`[data-remove="${index}"]`);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      keep();
    };
    return html`<div class="sure" role="group" aria-label=${text} @keydown=${onKey}>
      <span>${text}</span>
      <button type="button" @click=${() => this.removeItem(index)}>${question.words.items.remove}</button>
      <button type="button" @click=${keep}>${question.words.items.keep}</button>
    </div>`;
  }

  protected adding(text: string) {
    return this.canAdd
      ? html`<button type="button" class="add" part="button add" @click=${() => this.addItem()}>${text}</button>`
      : nothing;
  }

  protected announcing() {
    return html`<div class="unseen" role="status">${this.said}</div>`;
  }
}

export const itemStyles = css`
  .add {
    justify-self: start;
  }
  .remove {
    min-block-size: 2.5em;
    padding: 0.3em 0.8em;
    border-color: transparent;
    color: var(--wrong);
    font-weight: 500;
  }
  .remove:hover {
    border-color: currentColor;
  }
  .sure {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
    align-items: center;
  }
  .sure button {
    min-block-size: 2.25em;
    padding: 0.25em 0.9em;
  }
  .sure button:first-of-type {
    border-color: var(--wrong);
    color: var(--wrong);
  }
  .none {
    color: var(--quiet);
  }
`;
