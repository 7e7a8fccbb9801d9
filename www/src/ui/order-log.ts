// What became of every line of the order log: nothing is dropped in silence.
import { html, nothing } from "lit";
import { View } from "./view";
import type { Problem } from "../shop";

class OrderLog extends View {
  override render() {
    const { shop, locale } = this.till;
    if (shop.source.kind !== "orders") return nothing;
    const aside = shop.problems.reduce((sum, { count }) => sum + count, 0);
    const seconds = shop.seconds.toLocaleString(locale, { maximumFractionDigits: 1 });
    return html`<section class="log" aria-labelledby="log-title">
      <div class="heading">
        <div>
          <h2 id="log-title">${this.words.log}</h2>
          <p class="note">${this.words.logWhy(this.number(shop.lines), seconds)}</p>
        </div>
      </div>
      <table>
        <thead>
          <tr>
            <th scope="col" class="figure">${this.words.logShare}</th>
            <th scope="col">${this.words.logReason}</th>
            <th scope="col">${this.words.logExamples}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td class="figure">${this.number(shop.lines - aside)}</td>
            <th scope="row">${this.words.logUsed}</th>
            <td></td>
          </tr>
          ${shop.problems.map((problem) => this.problem(problem))}
        </tbody>
      </table>
    </section>`;
  }

  private problem({ reason, fault, count, examples }: Problem) {
    return html`<tr class=${fault ? "fault" : ""}>
      <td class="figure">${this.number(count)}</td>
      <th scope="row">${this.words.reasons[reason] ?? reason}</th>
      <td class="note">
        ${
          fault
            ? examples
                .slice(0, 3)
                .map(
                  ({ line, column, found }) => html`<p>${this.words.logExample(this.number(line), column, found)}</p>`,
                )
            : nothing
        }
      </td>
    </tr>`;
  }
}

customElements.define("order-log", OrderLog);
