import { css, html, LitElement, nothing, type PropertyDeclarations } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { SurveyChoice } from "../../survey.js";
import type { Json } from "../../types.js";
import { define } from "../define.js";
import { fill } from "../words/index.js";
import { Drag } from "./drag.js";
import { flagOf, numberOf, type Question, type QuestionType } from "./question.js";

/**
 * Choices in an order: by drag, by the buttons of each, or by keyboard, where Space takes one up and puts it down and
 * the arrows move it. With `selectToRankEnabled` the respondent first says which of them count at all.
 */
class Ranking extends LitElement {
  static override properties: PropertyDeclarations = {
    question: { attribute: false },
    taken: { state: true },
    dragged: { state: true },
    said: { state: true },
  };
  declare question: Question;
  /** What the keyboard has taken up, and the answer before, to which Escape goes back. */
  declare protected taken: { readonly key: string; readonly before: Json | undefined } | undefined;
  declare protected dragged: string | undefined;
  declare protected said: string | undefined;
  #focus: string | undefined;
  readonly #drag: Drag;

  constructor() {
    super();
    const update = () => this.updateComplete;
    this.#drag = new Drag({
      drag: (key) => {
        this.taken = undefined;
        this.dragged = key;
      },
      place: (key, at) => this.#move(key, at),
      get painted() {
        return update();
      },
    });
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  get #selects(): boolean {
    return flagOf(this.question.definition, "selectToRankEnabled");
  }

  /** Those that have a place, in order. */
  get #ranked(): readonly SurveyChoice[] {
    const { choices = [], value } = this.question;
    const answer = Array.isArray(value) ? (value as Json[]).map((one) => JSON.stringify(one)) : [];
    const placed = answer.flatMap((key) => choices.filter((choice) => keyOf(choice) === key));
    return this.#selects ? placed : [...placed, ...choices.filter((choice) => !placed.includes(choice))];
  }

  get #rest(): readonly SurveyChoice[] {
    const ranked = this.#ranked;
    return (this.question.choices ?? []).filter((choice) => !ranked.includes(choice));
  }

  get #isFull(): boolean {
    const most = numberOf(this.question.definition, "maxSelectedChoices") ?? 0;
    return most > 0 && this.#ranked.length >= most;
  }

  #give(order: readonly SurveyChoice[]): void {
    this.question.answer(order.map(({ value }) => value));
  }

  /** Moves a choice to a place; says where it stands then. */
  #move(key: string, to: number): void {
    const order = [...this.#ranked];
    const from = order.findIndex((choice) => keyOf(choice) === key);
    const [choice] = order.splice(from, 1);
    if (from < 0 || !choice || to < 0 || to > order.length) return;
    order.splice(to, 0, choice);
    if (from !== to) this.#give(order);
    this.#say("moved", choice, to, order.length);
  }

  #say(what: "moved" | "taken" | "dropped" | "unranked" | "back", { text: name }: SurveyChoice, at = 0, of = 0): void {
    this.said = fill(this.question.words.ranking[what], { name, at: at + 1, of });
  }

  #focusOn(choice: SurveyChoice | undefined, selector: string): void {
    if (!choice) return;
    this.#focus = `[data-key="${CSS.escape(keyOf(choice))}"] ${selector}`;
    this.requestUpdate();
  }

  protected override updated(): void {
    const focus = this.#focus;
    this.#focus = undefined;
    if (focus !== undefined) this.querySelector<HTMLElement>(focus)?.focus();
  }

  /** Takes a choice into the ranking, at the end. */
  #rank(choice: SurveyChoice): void {
    const order = [...this.#ranked, choice];
    const next = this.#rest.find((other) => other !== choice);
    this.#give(order);
    this.#say("moved", choice, order.length - 1, order.length);
    this.#focusOn(next ?? choice, next ? ".take" : ".grip");
  }

  #unrank(choice: SurveyChoice): void {
    this.#give(this.#ranked.filter((other) => other !== choice));
    this.#say("unranked", choice);
    this.#focusOn(choice, ".take");
  }

  #onKey(event: KeyboardEvent, choice: SurveyChoice, at: number): void {
    const key = keyOf(choice);
    const ranked = this.#ranked;
    const taken = this.taken?.key === key ? this.taken : undefined;
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (event.key === " " || event.key === "Enter") {
      this.taken = taken ? undefined : { key, before: this.question.value };
      this.#say(taken ? "dropped" : "taken", choice, at, ranked.length);
      // Put down where it was, the order is the respondent's all the same.
      if (taken && this.question.value === undefined) this.#give(ranked);
    } else if (by !== 0 && taken) {
      this.#move(key, at + by);
      this.#focusOn(choice, ".grip");
    } else if (by !== 0) {
      this.#focusOn(ranked[at + by], ".grip");
    } else if (event.key === "Escape" && taken) {
      this.taken = undefined;
      this.question.answer(taken.before);
      this.#say("back", choice);
      this.#focusOn(choice, ".grip");
    } else return;
    event.preventDefault();
  }

  #onDown = (event: PointerEvent): void => {
    const target = event.target as HTMLElement;
    const item = target.closest<HTMLElement>(".rank");
    if (!item || event.button !== 0 || this.question.readOnly || target.closest(".shift")) return;
    // A finger scrolls the page, except on the handle.
    if (event.pointerType === "mouse" || target.closest(".grip")) this.#drag.begin(event, item);
  };

  protected override render(): unknown {
    const { question } = this;
    const { words, texts, definition, readOnly } = question;
    const ranked = this.#ranked;
    const open = !this.#selects && question.value === undefined;
    const list = html`<ol
      class="ranks ${open ? "open" : ""}"
      part="ranking"
      @pointerdown=${this.#onDown}
      @pointermove=${this.#drag.move}
      @pointerup=${this.#drag.end}
      @pointercancel=${this.#drag.end}
    >
      ${repeat(ranked, keyOf, (choice, at) => this.#item(choice, at, ranked.length))}
    </ol>`;
    const ranking =
      ranked.length > 0
        ? list
        : html`<p class="none">${texts["selectToRankEmptyRankedAreaText"] ?? words.ranking.empty}</p>`;
    const rest = this.#selects ? this.#unranked() : nothing;
    const swap = flagOf(definition, "selectToRankSwapAreas");
    return html`<p class="unseen" id="${question.id}-how">${words.ranking.how}</p>
      ${swap ? [ranking, rest] : [rest, ranking]}
      ${open && !readOnly && ranked.length > 0 ? html`<button type="button" class="keep" @click=${() => this.#give(ranked)}>${words.ranking.keep}</button>` : nothing}
      <div class="unseen" role="status">${this.said}</div>`;
  }

  #item(choice: SurveyChoice, at: number, of: number) {
    const { question } = this;
    const { words, readOnly, id } = question;
    const key = keyOf(choice);
    const state = [key === this.dragged && "dragged", key === this.taken?.key && "taken"].filter(Boolean).join(" ");
    const shift = (by: number, word: string, icon: unknown) =>
      html`<button
        type="button"
        class="shift"
        tabindex="-1"
        aria-label=${fill(word, { name: choice.text })}
        ?disabled=${at + by < 0 || at + by >= of}
        @click=${() => this.#move(key, at + by)}
      >
        ${icon}
      </button>`;
    return html`<li class="rank ${state}" data-key=${key} part="rank">
      ${
        readOnly
          ? nothing
          : html`<button
              type="button"
              class="grip"
              aria-label=${fill(words.ranking.place, { name: choice.text, at: at + 1, of })}
              aria-describedby="${id}-how"
              aria-pressed=${key === this.taken?.key}
              @keydown=${(event: KeyboardEvent) => this.#onKey(event, choice, at)}
            >
              ${dots}
            </button>`
      }
      <span class="at" aria-hidden=${readOnly ? nothing : "true"}>${at + 1}</span>
      <span class="name">${choice.text}</span>
      ${readOnly ? nothing : html`<span class="shifts">${shift(-1, words.ranking.up, up)}${shift(1, words.ranking.down, down)}${this.#selects ? this.#leaver(choice) : nothing}</span>`}
    </li>`;
  }

  #leaver(choice: SurveyChoice) {
    return html`<button
      type="button"
      class="shift"
      aria-label=${fill(this.question.words.ranking.leave, { name: choice.text })}
      @click=${() => this.#unrank(choice)}
    >
      ${cross}
    </button>`;
  }

  /** What may be taken into the ranking. */
  #unranked() {
    const { texts, words, readOnly } = this.question;
    const rest = this.#rest;
    if (rest.length === 0)
      return html`<p class="none">${texts["selectToRankEmptyUnrankedAreaText"] ?? words.ranking.all}</p>`;
    return html`<ul class="unranked">
      ${repeat(
        rest,
        keyOf,
        (choice) =>
          html`<li data-key=${keyOf(choice)}>
            <button
              type="button"
              class="take"
              ?disabled=${readOnly || choice.disabled || this.#isFull}
              aria-label=${fill(words.ranking.enter, { name: choice.text })}
              @click=${() => this.#rank(choice)}
            >
              <span aria-hidden="true">+</span> ${choice.text}
            </button>
          </li>`,
      )}
    </ul>`;
  }
}

function keyOf({ value }: SurveyChoice): string {
  return JSON.stringify(value);
}

const icon = (path: string) => html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>`;
const dots = icon("M9 6v.01M15 6v.01M9 12v.01M15 12v.01M9 18v.01M15 18v.01");
const up = icon("m7 14 5-5 5 5");
const down = icon("m7 10 5 5 5-5");
const cross = icon("m8 8 8 8m0-8-8 8");

define("patronage-ranking", Ranking);

export const ranking: QuestionType = {
  shape: "group",
  render: (question) => html`<patronage-ranking .question=${question}></patronage-ranking>`,
  styles: css`
    patronage-ranking {
      display: grid;
      gap: 0.75em;
    }
    .ranks,
    .unranked {
      position: relative;
      display: grid;
      gap: 0.4em;
      margin: 0;
      padding: 0;
      list-style: none;
    }
    .unranked {
      display: flex;
      flex-wrap: wrap;
    }
    .unranked .take {
      font-weight: 400;
    }
    .take:disabled {
      opacity: 0.6;
      cursor: default;
    }
    .rank {
      display: flex;
      gap: 0.6em;
      align-items: center;
      min-block-size: 3em;
      padding: 0.3em 0.25em;
      border: 1px solid var(--hair);
      border-radius: var(--round);
      background: var(--field);
      cursor: grab;
      transition:
        border-color var(--quick),
        background var(--quick),
        box-shadow var(--quick);
    }
    .rank:hover {
      border-color: var(--edge);
    }
    .rank:is(.dragged, .taken) {
      position: relative;
      z-index: 1;
      border-color: var(--accent);
      background: var(--soft);
      box-shadow: 0 0.4em 1em rgb(0 0 0 / 18%);
      cursor: grabbing;
      user-select: none;
    }
    @media (forced-colors: active) {
      .rank:is(.dragged, .taken) {
        outline: 3px solid Highlight;
      }
    }
    .rank:not(:has(.grip)) {
      padding-inline-start: 0.75em;
      cursor: default;
    }
    .rank .name {
      flex: 1;
      min-inline-size: 0;
    }
    .rank .at {
      display: grid;
      flex: none;
      place-items: center;
      min-inline-size: 1.8em;
      block-size: 1.8em;
      border-radius: 1em;
      background: var(--accent);
      color: var(--on-accent);
      font-size: 0.875em;
      font-weight: 600;
      font-variant-numeric: tabular-nums;
    }
    .ranks.open .at {
      background: none;
      box-shadow: inset 0 0 0 1px var(--edge);
      color: var(--quiet);
    }
    .shifts {
      display: flex;
      flex: none;
    }
    :is(.grip, .shift) {
      display: grid;
      flex: none;
      place-items: center;
      inline-size: 2.5em;
      min-block-size: 2.75em;
      padding: 0;
      border: 0;
      color: var(--quiet);
    }
    .grip {
      cursor: inherit;
      touch-action: none;
    }
    .shift:disabled {
      opacity: 0.35;
      cursor: default;
    }
    :is(.grip, .shift) svg {
      inline-size: 1.5em;
      fill: none;
      stroke: currentColor;
      stroke-width: 2;
      stroke-linecap: round;
    }
    .grip svg {
      stroke-width: 3;
    }
    .keep {
      justify-self: start;
    }
  `,
};
