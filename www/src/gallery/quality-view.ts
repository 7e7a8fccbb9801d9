// How far the answers to a survey can be trusted.
import { html } from "lit";
import { explain } from "patronage/explain";
import type { QualityAnswer } from "patronage/metrics";
import type { Json } from "patronage/survey";
import type { Catalogued } from "./catalogue";
import { Component } from "./component";
import { quality, sentences } from "./measure";
import type { Answers } from "./responses";
import { part } from "./sample";

/** So many are shown one by one: those with a sign first. */
const SHOWN = 8;
/** From so many responses on, their median says something. */
const ENOUGH = 5;

interface Judged {
  readonly key: string;
  readonly answer: QualityAnswer;
}

class QualityView extends Component {
  static override properties = {
    survey: { attribute: false },
    responses: { attribute: false },
    locale: { attribute: false },
  };
  declare survey: Catalogued;
  declare responses: readonly Answers[];

  override render() {
    const { say, responses } = this;
    if (responses.length === 0) return html`<p class="note empty">${say.none}</p>`;
    const judged = this.judged();
    const flagged = judged.filter(({ answer }) => answer.doubts.length > 0);
    const all = this.number(judged.length);
    const order = [...flagged, ...judged.filter((one) => !flagged.includes(one)).reverse()].slice(0, SHOWN);
    return html`<p>${flagged.length ? say.flagged(this.number(flagged.length), all) : say.unflagged(all)}</p>
      <div class="wide" tabindex="0" role="region" aria-label=${say.quality}>
        <table>
          <thead>
            <tr>
              <th scope="col">${say.response}</th>
              <th scope="col" class="figure">${say.took}</th>
              <th scope="col">${say.signs}</th>
            </tr>
          </thead>
          <tbody>
            ${order.map((one) => this.row(one))}
          </tbody>
        </table>
      </div>`;
  }

  private row({ key, answer }: Judged) {
    const { say, locale } = this;
    const signs = answer.doubts.map((doubt) => {
      const named = doubt.code === "straight-line" ? { ...doubt, battery: this.named(doubt.battery) } : doubt;
      return html`<li>${explain(named, sentences[locale])}</li>`;
    });
    const took = answer.millis === undefined ? "–" : say.seconds(this.number(answer.millis / 1000));
    return html`<tr>
      <th scope="row">${key.startsWith("made-up") ? key : key.slice(0, 8)}</th>
      <td class="figure">${took}</td>
      <td>
        ${
          signs.length
            ? html`<ul class="signs">
                ${signs}
              </ul>`
            : html`<span class="note">${say.noSign}</span>`
        }
      </td>
    </tr>`;
  }

  private named(battery: string): string {
    return this.say.m.batteryNames[battery] ?? battery;
  }

  private judged(): Judged[] {
    const { survey, responses } = this;
    const times = responses.map(took).sort((a, b) => a - b);
    const median = times[times.length >> 1] ?? 0;
    const lengths = responses.map(({ data }) => Object.keys(data).length).sort((a, b) => a - b);
    const half = (lengths[lengths.length >> 1] ?? 0) / 2;
    // Who was screened out has answered little, and is no faster than others for it.
    const others = ({ data }: Answers) =>
      responses.length >= ENOUGH && Object.keys(data).length >= half ? { median, part: "1/3" } : {};
    return responses.map((response) => ({
      key: response.key,
      answer: quality({
        millis: took(response),
        // Not every question is shown to everybody: only what was answered had to be read.
        words: Object.keys(response.data).reduce((sum, name) => sum + survey.words(name, this.locale), 0),
        ...others(response),
        batteries: batteries(survey, response),
      }),
    }));
  }
}

function took({ timings, started, completed }: Answers): number {
  const sum = Object.values(timings).reduce((sum, one) => sum + one, 0);
  return Math.max(0, Math.round(sum || Date.parse(completed) - Date.parse(started)));
}

function batteries(survey: Catalogued, { data }: Answers) {
  const asked = survey.questions.filter(({ type, rows = [] }) => type === "matrix" && rows.length >= 4);
  return asked
    .filter(({ name = "" }) => data[name] !== undefined)
    .map(({ name = "", rows = [] }) => ({
      battery: name,
      answers: rows.map(({ value }) => simple(part(data[name], String(value)))),
    }));
}

function simple(value: Json | undefined): string | number | boolean | null {
  return typeof value === "object" || value === undefined ? null : value;
}

customElements.define("gallery-quality", QualityView);
