// Who would be asked, what and why: the same function that a page or an edge worker asks.
import { html, nothing } from "lit";
import {
  load,
  type Choice,
  type Invitations,
  type InvitationsDocument,
  type InviteReason,
  type InviteRequest,
} from "patronage/invite";
import { explain } from "patronage/explain";
import { Component } from "./component";
import { sentences } from "./measure";

const { Invitations: Compiled, draw } = await load();

const EVENTS = ["order.completed", "support.closed", "subscription.ended"];
const PAGES = ["/", "/quiz", "/app/points", "/events/tasting"];
const DAY = 86_400_000;

/** What is known about somebody, as the form has it. */
interface Known {
  member: string;
  purchases: number;
  delivered: number | undefined;
  event: string;
  page: string;
  last: string;
  lastDays: number;
  language: string;
}

class InvitationsView extends Component {
  static override properties = {
    document: { attribute: false },
    counts: { attribute: false },
    locale: { attribute: false },
    known: { state: true },
  };
  declare document: InvitationsDocument;
  /** How full the quotas are, by survey. */
  declare counts: NonNullable<InviteRequest["counts"]>;
  declare private known: Known;
  private compiled: Invitations | undefined;

  constructor() {
    super();
    const nothing = { event: "", page: "/", last: "", lastDays: 3, language: "" };
    this.known = { member: "m-1007", purchases: 6, delivered: 4, ...nothing };
  }

  private choose(): Choice {
    this.compiled ??= new Compiled(this.document);
    const { member, purchases, delivered, event, page, last, lastDays, language } = this.known;
    const now = Date.now();
    return this.compiled.choose({
      member: { id: member, purchases },
      purchases,
      page,
      now,
      counts: this.counts,
      ...(event && { event }),
      ...(language && { languages: [language] }),
      ...(delivered !== undefined && { deliveries: [{ order: "A-1042", at: at(now - delivered * DAY) }] }),
      ...(last && { history: [{ survey: last, at: at(now - lastDays * DAY) }] }),
    });
  }

  override render() {
    const { say, locale } = this;
    const { invite, surveys } = this.choose();
    return html`<div class="invitations">
      ${this.form()}
      <div>
        <p class="invited" role="status">
          <strong>${invite ? say.asked(this.named(invite.id)) : say.askedNone}</strong>
          ${invite?.occasion ? html`<span class="note">${say.occasion(invite.occasion)}</span>` : nothing}
          ${invite?.incentive ? html`<span class="note">${say.earns}</span>` : nothing}
        </p>
        <ul class="whys" aria-label=${say.reasons}>
          ${surveys.map(
            ({ survey, why }) =>
              html`<li data-code=${why.code}>
                <b>${this.named(survey)}</b>
                <span>${explain(this.told(why), sentences[locale])}</span>
                ${this.sampled(survey)}
              </li>`,
          )}
        </ul>
      </div>
    </div>`;
  }

  /** A reason, with the names of surveys for their ids. */
  private told(why: InviteReason): InviteReason {
    return why.code === "outranked" ? { ...why, by: this.named(why.by) } : why;
  }

  /** Where somebody stands in the sample of a survey that has one. */
  private sampled(survey: string) {
    const rule = this.document.surveys.find(({ id }) => id === survey);
    if (!rule?.sample) return nothing;
    const share = this.number(draw(this.known.member, survey) * 100);
    return html`<span class="note">${this.say.stands(this.say.percent(share))} (${rule.sample})</span>`;
  }

  private named(id: string): string {
    const name = this.document.surveys.find((rule) => rule.id === id)?.name;
    return name === undefined || typeof name === "string" ? (name ?? id) : (name[this.locale] ?? id);
  }

  private form() {
    const { say, known } = this;
    const surveys = this.document.surveys.map(({ id }) => [id, this.named(id)] as const);
    return html`<form class="known" @submit=${(event: Event) => event.preventDefault()}>
      <p class="pair">
        <span>${say.member} <b>${known.member}</b></span>
        <button type="button" class="plain" @click=${this.another}>${say.another}</button>
      </p>
      ${this.count("purchases", say.purchases, known.purchases, 0)}
      ${this.count("delivered", say.delivered, known.delivered, 0, say.deliveredNever)}
      ${this.select("event", say.event, [["", say.nothing], ...EVENTS.map((event) => [event, say.events[event] ?? event] as const)])}
      ${this.select(
        "page",
        say.page,
        PAGES.map((page) => [page, page] as const),
      )}
      <div class="pair">
        ${this.select("last", say.last, [["", say.nothing], ...surveys])}
        ${known.last ? this.count("lastDays", say.lastDays, known.lastDays, 0) : nothing}
      </div>
      ${this.select("language", say.reads, [
        ["", say.any],
        ["en", "English"],
        ["zh-CN", "中文"],
        ["fr", "Français"],
      ])}
    </form>`;
  }

  private count(key: keyof Known, label: string, value: number | undefined, min: number, none = "") {
    return html`<label
      ><span>${label}</span
      ><input
        type="number"
        name=${key}
        min=${min}
        max="999"
        placeholder=${none}
        .value=${value === undefined ? "" : String(value)}
        @input=${(event: InputEvent) => this.numbered(key, event, none !== "")}
    /></label>`;
  }

  private numbered(key: keyof Known, event: InputEvent, optional: boolean): void {
    const { value, valueAsNumber } = event.target as HTMLInputElement;
    if (value === "" && optional) this.known = { ...this.known, [key]: undefined };
    else if (Number.isInteger(valueAsNumber) && valueAsNumber >= 0)
      this.known = { ...this.known, [key]: valueAsNumber };
  }

  private select(key: keyof Known, label: string, options: readonly (readonly [string, string])[]) {
    return html`<label
      ><span>${label}</span
      ><select
        name=${key}
        @change=${(event: Event) => (this.known = { ...this.known, [key]: (event.target as HTMLSelectElement).value })}
      >
        ${options.map(([value, text]) => html`<option value=${value} ?selected=${value === this.known[key]}>${text}</option>`)}
      </select></label
    >`;
  }

  private readonly another = () => {
    this.known = { ...this.known, member: `m-${1000 + Math.floor(Math.random() * 9000)}` };
  };
}

function at(millis: number): string {
  return new Date(millis).toISOString();
}

customElements.define("gallery-invitations", InvitationsView);
