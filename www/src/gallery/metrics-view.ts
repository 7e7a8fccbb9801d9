// What the answers to a survey amount to.
import { html, nothing } from "lit";
import type { Catalogued } from "./catalogue";
import { chart } from "./charts";
import { Component } from "./component";
import { measures } from "./measures";
import type { Answers } from "./responses";
import { Sample } from "./sample";

class MetricsView extends Component {
  static override properties = {
    survey: { attribute: false },
    responses: { attribute: false },
    locale: { attribute: false },
  };
  declare survey: Catalogued;
  declare responses: readonly Answers[];

  override render() {
    const { survey, responses, locale, say } = this;
    if (responses.length === 0) return html`<p class="note empty">${say.none}</p>`;
    const sample = new Sample(survey, responses, locale, say);
    return measures[survey.id](sample).map(
      ({ title, note, view }) =>
        html`<div class="measure">
          <h3>${title}</h3>
          ${note ? html`<p class="note">${note}</p>` : nothing} ${chart(title, view, { say, locale })}
        </div>`,
    );
  }
}

customElements.define("gallery-metrics", MetricsView);
