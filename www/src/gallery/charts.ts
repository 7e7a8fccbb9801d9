// The charts, drawn with SVG and nothing else: each has its numbers in a table beside it, for those who cannot see it.
import { html, nothing, svg, type TemplateResult } from "lit";
import type { Point, Row, Share, View } from "./measure";
import type { GalleryWords, Locale } from "./words";

/** What a chart needs besides its numbers. */
export interface Telling {
  readonly say: GalleryWords;
  readonly locale: Locale;
}

const WIDTH = 400;

export function chart(title: string, view: View, telling: Telling): TemplateResult {
  switch (view.kind) {
    case "score":
      return score(title, view, telling);
    case "bars":
      return bars(title, view, telling);
    case "pairs":
      return pairs(title, view, telling);
    case "scatter":
      return scatter(title, view, telling);
    case "facts":
      return html`<dl class="facts">
        ${view.rows.map(
          ({ label, value }) =>
            html`<div>
              <dt>${label}</dt>
              <dd>${value}</dd>
            </div>`,
        )}
      </dl>`;
    case "lacking":
      return html`<p class="note">${view.why === telling.say.none ? view.why : telling.say.lacking(view.why)}</p>`;
  }
}

/** A number with as many decimals as it needs, but one at the most. */
function number(value: number, locale: Locale, digits = 1): string {
  return value.toLocaleString(locale, { maximumFractionDigits: digits });
}

type Of<Kind extends View["kind"]> = Extract<View, { kind: Kind }>;

function score(title: string, view: Of<"score">, { say, locale }: Telling) {
  const { value, low, high, min, max, percent, note, shares, answers } = view;
  const told = (value: number) => (percent ? say.percent(number(value, locale)) : number(value, locale));
  const interval = low !== undefined && high !== undefined ? say.interval(told(low), told(high)) : undefined;
  return html`
    <p class="score">
      <strong>${percent ? html`${number(value, locale)}<small>%</small>` : number(value, locale)}</strong>
      <span
        >${note ? html`<b>${note}</b>` : nothing}<span>${interval}</span
        ><span>${say.answers(number(answers, locale))}</span></span
      >
    </p>
    ${scale(view)}
    <p class="ends" aria-hidden="true"><span>${number(min, locale)}</span><span>${number(max, locale)}</span></p>
    ${shares ? parts(shares, telling(say, locale)) : nothing}
    ${table(
      title,
      [say.m.name, say.m.value, say.m.low, say.m.high],
      [
        [title, told(value), low === undefined ? "–" : told(low), high === undefined ? "–" : told(high)],
        ...(shares ?? []).map(({ label, value }) => [label, say.percent(number(value, locale)), "–", "–"]),
      ],
      say,
    )}
  `;
}

const telling = (say: GalleryWords, locale: Locale): Telling => ({ say, locale });

/** A line from the least to the most, with the interval as a band and the score as a mark. */
function scale({ value, low = value, high = value, min, max }: Of<"score">) {
  const at = (value: number) => ((Math.min(max, Math.max(min, value)) - min) / (max - min)) * WIDTH;
  const zero = min < 0 ? svg`<line class="zero" x1=${at(0)} x2=${at(0)} y1="2" y2="22" />` : nothing;
  return html`<svg class="scale" viewBox="0 0 ${WIDTH} 24" preserveAspectRatio="none" aria-hidden="true">
    <rect class="track" x="0" y="9" width=${WIDTH} height="6" rx="3" />
    ${zero}
    <rect class="band" x=${at(low)} y="6" width=${Math.max(at(high) - at(low), 1)} height="12" rx="3" />
    <rect class="mark" x=${Math.min(Math.max(at(value) - 2, 0), WIDTH - 4)} y="1" width="4" height="22" rx="2" />
  </svg>`;
}

/** Parts of a whole, side by side. */
function parts(shares: readonly Share[], { say, locale }: Telling) {
  let from = 0;
  const drawn = shares.map(({ value, tone }) => {
    const part = svg`<rect class=${tone} x=${(from / 100) * WIDTH} y="0" width=${(value / 100) * WIDTH} height="10" />`;
    from += value;
    return part;
  });
  return html`<svg class="parts" viewBox="0 0 ${WIDTH} 10" preserveAspectRatio="none" aria-hidden="true">${drawn}</svg>
    <ul class="key">
      ${shares.map(
        ({ label, value, tone }) =>
          html`<li>
            <i class=${tone} aria-hidden="true"></i>${label} <b>${say.percent(number(value, locale, 0))}</b>
          </li>`,
      )}
    </ul>`;
}

function bars(title: string, { rows, min, max }: Of<"bars">, { say, locale }: Telling) {
  const at = (value: number) => ((Math.min(max, Math.max(min, value)) - min) / (max - min || 1)) * WIDTH;
  const from = at(Math.max(min, Math.min(0, max)));
  const told = (row: Row) => (row.note && row.low === undefined ? row.note : number(row.value, locale));
  return html`<ul class="bars" aria-hidden="true">
      ${rows.map(
        (row) =>
          html`<li>
            <span class="label">${row.label}</span><span class="figure">${told(row)}</span>
            <svg viewBox="0 0 ${WIDTH} 8" preserveAspectRatio="none">
              <rect class="track" x="0" y="0" width=${WIDTH} height="8" rx="2" />
              <rect
                class=${row.value < 0 ? "bar bad" : "bar"}
                x=${Math.min(from, at(row.value))}
                y="0"
                width=${Math.max(Math.abs(at(row.value) - from), row.value === min ? 0 : 2)}
                height="8"
                rx="2"
              />
              ${
                row.low !== undefined && row.high !== undefined
                  ? svg`<line class="whisker" x1=${at(row.low)} x2=${at(row.high)} y1="4" y2="4" />`
                  : nothing
              }
            </svg>
          </li>`,
      )}
    </ul>
    ${table(
      title,
      [say.m.name, say.m.value, ...(rows.some(({ low }) => low !== undefined) ? [say.m.low, say.m.high] : [])],
      rows.map(({ label, value, low, high, note }) => [
        label,
        note && low === undefined ? note : number(value, locale, 2),
        ...(low === undefined || high === undefined ? [] : [number(low, locale), number(high, locale)]),
      ]),
      say,
    )}`;
}

/** Two measures of the same things. */
function pairs(title: string, { rows, names }: Of<"pairs">, { say, locale }: Telling) {
  const most = Math.max(...rows.flatMap(({ one, other }) => [one, other]), 1);
  const told = (value: number) => say.percent(number(value, locale));
  const bar = (value: number, kind: string, y: number) =>
    svg`<rect class=${kind} x="0" y=${y} width=${Math.max((value / most) * WIDTH, 1)} height="6" rx="2" />`;
  return html`<ul class="bars" aria-hidden="true">
      ${rows.map(
        ({ label, one, other }) =>
          html`<li>
            <span class="label">${label}</span><span class="figure">${told(one)}</span>
            <svg class="two" viewBox="0 0 ${WIDTH} 14" preserveAspectRatio="none">
              ${bar(one, "bar", 0)} ${bar(other, "bar second", 8)}
            </svg>
          </li>`,
      )}
    </ul>
    <ul class="key" aria-hidden="true">
      <li><i class="good"></i>${names[0]}</li>
      <li><i class="second"></i>${names[1]}</li>
    </ul>
    ${table(
      title,
      [say.m.name, ...names],
      rows.map(({ label, one, other }) => [label, told(one), told(other)]),
      say,
    )}`;
}

const SIDE = 360;
const EDGE = 34;

function scatter(title: string, { points, axes }: Of<"scatter">, { say, locale }: Telling) {
  const room = SIDE - 2 * EDGE;
  const across = (x: number) => EDGE + x * room;
  const up = (y: number) => SIDE - EDGE - y * room;
  const dot = ({ x, y }: Point, at: number) => svg`<g>
    <circle class="dot" cx=${across(x)} cy=${up(y)} r="9" />
    <text class="mark" x=${across(x)} y=${up(y) + 4} text-anchor="middle">${at + 1}</text>
  </g>`;
  return html`<svg class="scatter" viewBox="0 0 ${SIDE} ${SIDE}" aria-hidden="true">
      <rect class="ground" x=${EDGE} y=${EDGE} width=${room} height=${room} rx="4" />
      <line class="zero" x1=${across(0.5)} x2=${across(0.5)} y1=${EDGE} y2=${SIDE - EDGE} />
      <line class="zero" x1=${EDGE} x2=${SIDE - EDGE} y1=${up(0.5)} y2=${up(0.5)} />
      <text x=${SIDE - EDGE} y=${SIDE - 10} text-anchor="end">${axes[0]} → −1</text>
      <text x=${EDGE} y=${EDGE - 12}>↑ ${axes[1]} 1</text>
      <text class="quadrant" x=${EDGE + 8} y=${EDGE + 18}>${say.m.categories["attractive"]}</text>
      <text class="quadrant" x=${SIDE - EDGE - 8} y=${EDGE + 18} text-anchor="end">
        ${say.m.categories["performance"]}
      </text>
      <text class="quadrant" x=${EDGE + 8} y=${SIDE - EDGE - 8}>${say.m.categories["indifferent"]}</text>
      <text class="quadrant" x=${SIDE - EDGE - 8} y=${SIDE - EDGE - 8} text-anchor="end">
        ${say.m.categories["must-be"]}
      </text>
      ${points.map(dot)}
    </svg>
    <ol class="points" aria-hidden="true">
      ${points.map(({ label, note }) => html`<li>${label} <span class="note">${note}</span></li>`)}
    </ol>
    ${table(
      title,
      [say.m.name, say.m.category, say.m.better, say.m.worse],
      points.map(({ label, note, x, y }) => [label, note, number(y, locale, 2), number(-x, locale, 2)]),
      say,
    )}`;
}

function table(title: string, head: readonly string[], rows: readonly (readonly string[])[], say: GalleryWords) {
  return html`<details class="numbers">
    <summary>${say.asTable}</summary>
    <div class="wide" tabindex="0" role="region" aria-label=${title}>
      <table>
        <thead>
          <tr>
            ${head.map((name, at) => html`<th scope="col" class=${at ? "figure" : ""}>${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ([name, ...values]) =>
              html`<tr>
                <th scope="row">${name}</th>
                ${values.map((value) => html`<td class="figure">${value}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}
