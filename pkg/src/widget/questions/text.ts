import { css, html, noChange } from "lit";
import { ifDefined } from "lit/directives/if-defined.js";
import { live } from "lit/directives/live.js";
import type { Json } from "../../types.js";
import { asText } from "../interview.js";
import { numberOf, type Question, type QuestionType } from "./question.js";

const KINDS = [
  "color",
  "date",
  "datetime-local",
  "email",
  "month",
  "number",
  "password",
  "range",
  "tel",
  "time",
  "url",
  "week",
];

/** One line: text, number, date, time … */
export const text: QuestionType = {
  shape: "field",
  render(question) {
    const { definition, texts } = question;
    const kind = KINDS.find((kind) => kind === definition["inputType"]) ?? "text";
    const limit = (end: Json | undefined) => ifDefined(asText(end) || undefined);
    return html`<input
      class="line"
      part="input"
      id=${question.id}
      type=${kind}
      .value=${question.own ? noChange : live(asText(question.value))}
      placeholder=${ifDefined(texts["placeholder"])}
      autocomplete=${ifDefined((definition["autocomplete"] as string | undefined) || undefined)}
      maxlength=${ifDefined(numberOf(definition, "maxLength"))}
      min=${limit(question.min)}
      max=${limit(question.max)}
      step=${kind === "number" || kind === "range" ? (numberOf(definition, "step") ?? "any") : "any"}
      ?readonly=${question.readOnly}
      ?disabled=${question.readOnly && (kind === "range" || kind === "color")}
      aria-label=${ifDefined(question.label)}
      aria-describedby=${ifDefined(question.describedBy)}
      aria-invalid=${ifDefined(question.invalid)}
      aria-required=${ifDefined(question.required ? "true" : undefined)}
      @input=${(event: Event) => question.answer(read(event.target as HTMLInputElement, kind))}
    />`;
  },
  styles: css`
    .line {
      box-sizing: border-box;
      inline-size: 100%;
      max-inline-size: 30em;
      min-block-size: 2.75em;
      padding: 0.5em 0.75em;
      border: 1px solid var(--edge);
      border-radius: var(--round);
      background: var(--field);
      color: inherit;
      font: inherit;
    }
    input.line:read-only,
    .area:read-only {
      background: var(--well);
    }
    .line[type="number"],
    .line[type="date"],
    .line[type="time"],
    .line[type="month"],
    .line[type="week"] {
      max-inline-size: 14em;
    }
    .line[type="color"] {
      inline-size: 4em;
      padding: 0.25em;
    }
  `,
};

function read(input: HTMLInputElement, kind: string): string | number | undefined {
  if (input.value === "") return undefined;
  return kind === "number" || kind === "range" ? input.valueAsNumber : input.value;
}

/** Several lines. */
export const comment: QuestionType = {
  shape: "field",
  render: (question) => area(question, question.id, question.value, (text) => question.answer(text)),
  styles: css`
    .area {
      display: block;
      box-sizing: border-box;
      inline-size: 100%;
      min-block-size: 5.5em;
      padding: 0.6em 0.75em;
      border: 1px solid var(--edge);
      border-radius: var(--round);
      background: var(--field);
      color: inherit;
      font: inherit;
      resize: vertical;
    }
  `,
};

/** A field of several lines, also for comments beside an answer. */
export function area(
  question: Question,
  id: string,
  value: unknown,
  write: (text: string) => void,
  label = question.label,
) {
  const { definition, texts } = question;
  const placeholder = id === question.id ? texts["placeholder"] : texts["commentPlaceholder"];
  return html`<textarea
    class="area"
    part="input"
    id=${id}
    rows=${numberOf(definition, "rows") ?? 3}
    .value=${question.own ? noChange : live(asText(value as never))}
    placeholder=${ifDefined(placeholder)}
    maxlength=${ifDefined(numberOf(definition, "maxLength"))}
    ?readonly=${question.readOnly}
    aria-label=${ifDefined(label)}
    aria-describedby=${ifDefined(question.describedBy)}
    aria-invalid=${ifDefined(question.invalid)}
    aria-required=${ifDefined(question.required && id === question.id ? "true" : undefined)}
    @input=${(event: Event) => write((event.target as HTMLTextAreaElement).value)}
  ></textarea>`;
}
