import { css, html, nothing, svg } from "lit";
import { live } from "lit/directives/live.js";
import type { SurveyChoice } from "../../survey.js";
import { fill } from "../words/index.js";
import { numberOf, type Question, type QuestionType } from "./question.js";

/** A scale: numbers as for NPS, CSAT and CES, stars, or faces. */
export const rating: QuestionType = {
  shape: "group",
  role: "radiogroup",
  render(question) {
    const points = scale(question);
    const look = question.definition["rateType"] ?? question.definition["rateDisplayMode"];
    const kind = look === "stars" ? "stars" : look === "smileys" ? "smileys" : "labels";
    const chosen = points.findIndex(({ value }) => value === question.value);
    return html`<div class="rated ${kind}">
      <div class="scale ${kind} ${size(points)}" part="scale">
        ${points.map((point, at) => one(question, point, { kind, at, of: points.length, lit: kind === "stars" ? at <= chosen : at === chosen }))}
      </div>
      ${ends(question)}
    </div>`;
  },
  styles: css`
    .scale {
      display: grid;
      grid-auto-flow: column;
      grid-auto-columns: minmax(0, 1fr);
      gap: 0.35em;
    }
    .point {
      position: relative;
      display: grid;
      box-sizing: border-box;
      place-items: center;
      min-block-size: 2.9em;
      border: 1px solid var(--hair);
      border-radius: var(--round);
      background: var(--field);
      font-variant-numeric: tabular-nums;
      cursor: pointer;
      transition:
        border-color var(--quick),
        background var(--quick),
        color var(--quick);
    }
    .point input {
      position: absolute;
      inset: 0;
      inline-size: 100%;
      block-size: 100%;
      margin: 0;
      opacity: 0;
      cursor: inherit;
    }
    .point:hover {
      border-color: var(--edge);
    }
    .labels .point.lit {
      border-color: var(--accent);
      background: var(--accent);
      color: var(--on-accent);
      font-weight: 600;
    }
    .point:has(:focus-visible) {
      outline: 3px solid var(--focus);
      outline-offset: 2px;
    }
    .point:has(:disabled) {
      cursor: default;
    }
    .point:has(:disabled):not(.lit) {
      opacity: 0.65;
    }
    .rated:not(.labels) {
      display: inline-grid;
      max-inline-size: 100%;
    }
    .scale:not(.labels) {
      grid-auto-columns: minmax(0, 3.25em);
      margin-inline: -0.6em;
    }
    .stars .point,
    .smileys .point {
      border-color: transparent;
      background: none;
      color: var(--edge);
    }
    .stars .lit,
    .smileys .lit {
      color: var(--accent);
    }
    .smileys .lit {
      background: var(--soft);
    }
    .point svg {
      inline-size: min(2.1em, 100%);
      block-size: auto;
      fill: none;
      stroke: currentColor;
      stroke-width: 1.6;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
    .stars .lit svg {
      fill: currentColor;
    }
    .ends {
      display: flex;
      justify-content: space-between;
      gap: 1em;
      margin-block-start: 0.4em;
      inline-size: 0;
      min-inline-size: 100%;
      color: var(--quiet);
      font-size: 0.875em;
    }
    .ends span:last-child {
      text-align: end;
    }
    .worded .point {
      padding: 0.4em 0.6em;
      line-height: 1.3;
      text-align: center;
      hyphens: auto;
    }
    .lots {
      grid-auto-flow: row;
      grid-template-columns: repeat(auto-fill, minmax(2.75em, 1fr));
    }
    @container frame (max-width: 34em) {
      .worded.labels {
        grid-auto-flow: row;
      }
      .worded.labels ~ .ends {
        display: none;
      }
      .scale.many {
        grid-auto-flow: row;
        grid-template-columns: repeat(6, 1fr);
      }
    }
  `,
};

/** How much room the points need: words are stacked where it is narrow, many numbers stand in several lines. */
function size(points: readonly SurveyChoice[]): string {
  if (points.length > 12) return "lots";
  if (points.some(({ text }) => text.length > 3)) return "worded";
  return points.length > 7 ? "many" : "";
}

interface Look {
  readonly kind: "labels" | "stars" | "smileys";
  readonly at: number;
  readonly of: number;
  readonly lit: boolean;
}

function one(question: Question, { value, text }: SurveyChoice, { kind, at, of, lit }: Look) {
  const { words } = question;
  const label = {
    labels: text,
    stars: fill(words.stars, { count: at + 1, of }),
    smileys: words.moods[of < 2 ? 0 : Math.round((at / (of - 1)) * (words.moods.length - 1))] ?? text,
  }[kind];
  return html`<label class=${lit ? "point lit" : "point"} part="point ${lit ? "chosen" : ""}">
    <input
      type="radio"
      name=${question.id}
      aria-label=${label}
      .checked=${live(question.value === value)}
      ?disabled=${question.readOnly}
      @change=${() => question.answer(value)}
    />
    ${kind === "labels" ? html`<span aria-hidden="true">${text}</span>` : kind === "stars" ? star : face(of < 2 ? 1 : at / (of - 1))}
  </label>`;
}

const star = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <path d="m12 3 2.7 5.8 6.3.7-4.7 4.3 1.3 6.2-5.6-3.2L6.4 20l1.3-6.2L3 9.5l6.3-.7z" />
</svg>`;

/** A face, from 0 for sad to 1 for glad. */
function face(mood: number) {
  const bend = 12 + mood * 8;
  const mouth = svg`<path d="M8 ${20 - bend / 3 - 1} Q12 ${bend} 16 ${20 - bend / 3 - 1}" />`;
  return html`<svg viewBox="0 0 24 24" aria-hidden="true">
    <circle cx="12" cy="12" r="9.5" />
    <path d="M9 9.2v.6M15 9.2v.6" />
    ${mouth}
  </svg>`;
}

/** The words of both ends: as far apart as the scale is wide, however long they are. */
function ends({ texts }: Question) {
  const [low, high] = [texts["minRateDescription"], texts["maxRateDescription"]];
  return low || high ? html`<div class="ends"><span>${low}</span><span>${high}</span></div>` : nothing;
}

/** The points of the scale: the document's own, or numbers from end to end. */
function scale({ definition, choices = [] }: Question): readonly SurveyChoice[] {
  if (choices.length > 0) return choices;
  const from = numberOf(definition, "rateMin") ?? 1;
  const step = numberOf(definition, "rateStep") || 1;
  const count = numberOf(definition, "rateCount");
  const to = numberOf(definition, "rateMax") ?? (count === undefined ? 5 : from + step * (count - 1));
  const length = Math.min(Math.max(Math.floor((to - from) / step) + 1, 0), 100);
  return Array.from({ length }, (_, at) => ({ value: from + at * step, text: String(from + at * step) }));
}
