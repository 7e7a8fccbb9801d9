import { css, html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import type { Json } from "../../types.js";
import { asNumber, numberOf, type Question, type QuestionType } from "./question.js";

/** A number on a scale, or the two ends of a range. */
export const slider: QuestionType = {
  shape: "group",
  render(question) {
    const { definition, words, texts } = question;
    const range = definition["sliderType"] === "range";
    const [min, max] = [asNumber(question.min) ?? 0, asNumber(question.max) ?? 100];
    const answer = numbersOf(question.value);
    const at = range ? [answer[0] ?? min, answer[1] ?? max] : [answer[0] ?? (min + max) / 2];
    const labels = range ? [words.slider.from, words.slider.to] : [texts["title"] ?? ""];
    const shown =
      answer.length === 0 ? words.slider.unset : answer.map((one) => format(one, question.locale)).join(" – ");
    const clears = !question.readOnly && definition["allowClear"] === true && answer.length > 0;
    return html`<div class="gauge ${answer.length === 0 ? "unset" : ""}" part="slider">
      <output class="reading">${shown}</output>
      ${at.map((_, place) => end(question, at, place, { min, max, label: labels[place] ?? "", unset: answer.length === 0 }))}
      ${
        definition["showLabels"] === false
          ? nothing
          : html`<div class="ends" aria-hidden="true">
              <span>${format(min, question.locale)}</span><span>${format(max, question.locale)}</span>
            </div>`
      }
      ${clears ? html`<button type="button" @click=${() => question.answer(undefined)}>${words.clear}</button>` : nothing}
    </div>`;
  },
  styles: css`
    .gauge {
      display: grid;
      gap: 0.25em;
      max-inline-size: 36em;
    }
    .gauge .reading {
      color: var(--accent);
      font-size: 1.25em;
      font-weight: 600;
      font-variant-numeric: tabular-nums;
    }
    .gauge.unset .reading {
      color: var(--quiet);
      font-size: 1em;
      font-weight: 400;
    }
    .gauge input {
      inline-size: 100%;
      block-size: 2em;
      margin: 0;
      accent-color: var(--accent);
      cursor: pointer;
    }
    .gauge.unset input {
      accent-color: var(--edge);
    }
    .gauge button {
      justify-self: start;
    }
    .gauge .ends {
      display: flex;
      justify-content: space-between;
      margin: 0;
      color: var(--quiet);
      font-size: 0.875em;
      font-variant-numeric: tabular-nums;
    }
  `,
};

interface End {
  readonly min: number;
  readonly max: number;
  readonly label: string;
  readonly unset: boolean;
}

function end(question: Question, at: readonly number[], place: number, { min, max, label, unset }: End) {
  const { definition, readOnly, words } = question;
  const give = (event: Event) => {
    const given = (event.target as HTMLInputElement).valueAsNumber;
    if (at.length === 1) return question.answer(given);
    // The ends of a range do not pass each other.
    const [low = min, high = max] = at;
    question.answer(place === 0 ? [Math.min(given, high), high] : [low, Math.max(given, low)]);
  };
  // The place where the handle stands before there is an answer is an answer too, if it is pressed.
  const settle = (event: Event) => unset && give(event);
  return html`<input
    type="range"
    min=${min}
    max=${max}
    step=${numberOf(definition, "step") ?? 1}
    .value=${live(String(at[place]))}
    ?disabled=${readOnly}
    aria-label=${label}
    aria-valuetext=${unset ? words.slider.unset : nothing}
    @input=${give}
    @pointerup=${settle}
    @keydown=${(event: KeyboardEvent) => (event.key === "Enter" || event.key === " ") && settle(event)}
  />`;
}

function numbersOf(value: Json | undefined): readonly number[] {
  const list = Array.isArray(value) ? (value as Json[]) : [value];
  return list
    .map(Number)
    .filter((number, at) => list[at] !== undefined && list[at] !== null && Number.isFinite(number));
}

function format(number: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 6 }).format(number);
}
