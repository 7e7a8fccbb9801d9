// The engine's answer: points, tier, discount, every rule with its reason, the ledger entry, and the edge's word on it.
import { html, nothing } from "lit";
import { View } from "./view";
import { explain } from "patronage/explain";
import { day, signed } from "../format";
import { sentences } from "../sentences";
import type { Preview, Reason, Status } from "patronage/loyalty";
import type { Verdict } from "../edge";

class Receipt extends View {
  override render() {
    const { answer, refusal, offersState } = this.till;
    return html`${answer ? this.glance(answer.preview) : nothing}
      <section
        class="receipt"
        id="receipt"
        tabindex="-1"
        aria-labelledby="receipt-title"
        aria-busy=${offersState === "loading"}
      >
        <h2 id="receipt-title">${this.words.result}</h2>
        <p class="visually-hidden" role="status">${answer ? this.announcement(answer.preview) : nothing}</p>
        ${refusal ? this.refused(refusal) : nothing} ${answer ? this.answered(answer.preview) : nothing}
      </section>`;
  }

  /** On a phone, where the answer lies below the cart: its sum stays in sight. */
  private glance({ points, after }: Preview) {
    const { locale } = this.till;
    return html`<a class="glance" href="#receipt">
      <span class="points">${signed(points, locale)} <small>${this.words.points(points)}</small></span>
      <span class="tier" data-tier=${this.rank(after.tier)}>${this.tier(after.tier)}</span>
      <span class="visually-hidden">${this.words.glance}</span>
    </a>`;
  }

  private announcement({ points, amount: total, after }: Preview): string {
    return this.words.announce(
      signed(points, this.till.locale),
      this.tier(after.tier),
      this.amount(total + (this.till.best?.combination.shipping ?? 0)),
    );
  }

  private refused(error: Error & { code: string; path: string }) {
    return html`<div class="refusal" role="alert">
      <p>${this.words.refused}</p>
      <p>${explain(error, sentences[this.till.locale])}</p>
      <p><code>${error.code}</code> ${this.words.at} <code>${error.path || "/"}</code></p>
    </div>`;
  }

  private answered(preview: Preview) {
    const { locale } = this.till;
    return html`
      <p class="headline" aria-hidden="true">
        <span class="count">${signed(preview.points, locale)}</span>
        <span class="unit">${this.words.points(preview.points)}</span>
      </p>
      ${this.standing(preview)} ${this.sums(preview)} ${this.rules(preview)} ${this.entry(preview)} ${this.proof()}
    `;
  }

  private standing({ before, after }: Preview) {
    const { next } = after;
    const full = next ? Math.max(next.from, 1) : 1;
    const rising = before.tier !== after.tier;
    const done = next ? share(after.value, full) : 100;
    // Where the tier has changed, the way before it belongs to another goal.
    const earlier = rising || !next ? 0 : Math.min(share(before.value, full), done);
    return html`<div class="standing">
      <p class="change">
        <span class="tier" data-tier=${this.rank(after.tier)}>${this.tier(after.tier)}</span>
        <span>${this.change(before, after)}</span>
      </p>
      ${
        next
          ? html`<div
                class="progress"
                role="progressbar"
                aria-label=${this.words.progress(this.tier(next.tier))}
                aria-valuemin="0"
                aria-valuemax="100"
                aria-valuenow=${next.percent}
              >
                <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                  <rect class="way" width="100" height="4" />
                  <rect class="done" width=${done} height="4" />
                  <rect class="before" width=${earlier} height="4" />
                </svg>
              </div>
              <p class="next">
                <span>${this.words.toNext(this.measured(next.missing, after), this.tier(next.tier))}</span>
                <span class="figure">${this.number(next.percent)}%</span>
              </p>`
          : html`<p class="next">${this.words.top}</p>`
      }
      <details>
        <summary>${this.words.why}</summary>
        <ul class="reasons">
          ${after.why.map((reason) => html`<li>${this.say(reason)}</li>`)}
          <li>${this.period(after)}</li>
          ${after.benefits.map(({ name }) => (name ? html`<li>${this.words.benefits}: ${this.text(name)}</li>` : nothing))}
        </ul>
      </details>
    </div>`;
  }

  private change(before: Status, after: Status): string {
    const [from, to] = [this.tier(before.tier), this.tier(after.tier)];
    if (before.tier === after.tier) return this.words.tierStays(to);
    if (before.tier === null) return this.words.tierReached(to);
    const rises = this.rank(after.tier) > this.rank(before.tier);
    return rises ? this.words.tierRises(from, to) : this.words.tierFalls(from, to);
  }

  private rank(tier: string | null): number {
    return (this.till.document.tiers?.findIndex(({ id }) => id === tier) ?? -1) + 1;
  }

  /** Points or money, as the program counts. */
  private measured(value: number, { on }: Status): string {
    return on === "spend" ? this.amount(value) : this.words.missingPoints(this.number(value));
  }

  private period({ period, value, on }: Status): string {
    const { locale } = this.till;
    const counted = on === "spend" ? this.amount(value) : this.words.missingPoints(this.number(value));
    if (!period.from || !period.until) return this.words.countedAll(counted);
    return this.words.counted(counted, day(period.from, locale), day(period.until, locale));
  }

  private sums({ amount: paid, discount }: Preview) {
    const combination = this.till.best?.combination;
    const offered = combination?.lines.reduce((sum, line) => sum + line.discount, 0) ?? 0;
    // What the tier takes off comes after the offers.
    const tier = combination ? combination.amount - offered - paid : discount;
    const goods = combination?.amount ?? paid + discount;
    const shipping = combination?.shipping ?? 0;
    const row = (name: string, value: number) =>
      html`<div>
        <dt>${name}</dt>
        <dd>${this.amount(value)}</dd>
      </div>`;
    return html`<dl class="sums">
      ${offered || tier || shipping ? row(this.words.subtotal, goods) : nothing}
      ${offered ? row(this.words.offersOff, -offered) : nothing} ${tier ? row(this.words.discount, -tier) : nothing}
      ${shipping ? row(this.words.shipping, shipping) : nothing}
      <div class="total">
        <dt>${this.words.total}</dt>
        <dd>${this.amount(paid + shipping)}</dd>
      </div>
    </dl>`;
  }

  private rules({ rules }: Preview) {
    const { locale } = this.till;
    return html`<ul class="rules" aria-label=${this.words.rule}>
      ${rules.map(
        ({ rule, points, why }) =>
          html`<li class=${points === 0 ? "idle" : "active"}>
            <span class="name">${this.rule(rule)}</span>
            <span class="figure">${points === 0 ? "–" : signed(points, locale)}</span>
            <span class="why">${this.say(why)}</span>
          </li>`,
      )}
    </ul>`;
  }

  private say(reason: Reason): string {
    return explain(this.told(reason), sentences[this.till.locale], this.till.document);
  }

  private entry({ entry }: Preview) {
    return html`<details class="entry">
      <summary>${this.words.ledger}</summary>
      <p class="note">${this.words.ledgerWhy}</p>
      <pre tabindex="0" aria-label=${this.words.ledger}><code>${JSON.stringify(entry, null, 2)}</code></pre>
    </details>`;
  }

  private proof() {
    const { answer, verdict, locale } = this.till;
    const micros = answer ? answer.micros.toLocaleString(locale, { maximumSignificantDigits: 2 }) : "";
    return html`<footer class="proof">
      <p title=${this.words.tookWhy}>${this.words.took(micros)}</p>
      <p class="verdict" data-kind=${verdict.kind}>${this.verdict(verdict)}</p>
    </footer>`;
  }

  private verdict(verdict: Verdict): string {
    const { edge } = this.words;
    switch (verdict.kind) {
      case "agrees":
        return edge.agrees(this.number(verdict.bytes));
      case "differs":
        return edge.differs(this.number(verdict.from));
      case "refuses":
        return edge.refuses(verdict.code);
      default:
        return edge[verdict.kind];
    }
  }
}

/** What part of a hundred, from nothing to all. */
function share(value: number, whole: number): number {
  return Math.min(Math.max((value / whole) * 100, 0), 100);
}

customElements.define("shop-receipt", Receipt);
