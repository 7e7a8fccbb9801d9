// The gallery as a whole: which survey is shown, and whose answers count.
import { html, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { InvitationsDocument } from "patronage/invite";
import type { SurveyResponse } from "patronage/responses";
import { preferences, remember, type Theme } from "../preferences";
import { words as shopWords } from "../words";
import {
  findOperator,
  loadInvitationRules,
  loadSurvey,
  localised,
  SURVEYS,
  type Catalogued,
  type Operator,
  type SurveyId,
} from "./catalogue";
import { Component } from "./component";
import { QUOTAS } from "./measures";
import { endpointOf, madeUp, SEED, stored, type Answers } from "./responses";
import type { Locale } from "./words";
import "./invitations-view";
import "./metrics-view";
import "./quality-view";

/** So many are made up at a time. */
const BATCH = 200;

/** Whether the edge worker stores answers. */
type Store = "asking" | "stored" | "offline";

class GalleryPage extends Component {
  static override properties = {
    locale: { state: true },
    theme: { state: true },
    survey: { state: true },
    rules: { state: true },
    failure: { state: true },
    given: { state: true },
    made: { state: true },
    showsMade: { state: true },
    making: { state: true },
    store: { state: true },
    round: { state: true },
    shown: { state: true },
  };
  declare private theme: Theme;
  declare private survey: Catalogued | undefined;
  declare private rules: InvitationsDocument | undefined;
  declare private failure: boolean;
  /** The answers that somebody gave, by survey and key. */
  declare private given: ReadonlyMap<SurveyId, ReadonlyMap<string, Answers>>;
  /** Those that were made up, which are never among the others. */
  declare private made: ReadonlyMap<SurveyId, readonly Answers[]>;
  declare private showsMade: boolean;
  declare private making: boolean;
  declare private store: Store;
  /** Counts the interviews, so that another begins anew. */
  declare private round: number;
  /** Whether the widget shows the survey: what stands beneath comes after it, so that nothing moves. */
  declare private shown: boolean;
  private operator: Promise<Operator | undefined> = findOperator();
  private found: Operator | undefined;
  private asking: AbortController | undefined;

  constructor() {
    super();
    ({ locale: this.locale, theme: this.theme } = preferences());
    this.failure = this.showsMade = this.making = this.shown = false;
    this.given = new Map();
    this.made = new Map();
    this.store = "asking";
    this.round = 0;
    addEventListener("hashchange", () => void this.open());
    void this.open();
  }

  protected override updated(): void {
    const [kinds, chosen] = [
      this.querySelector<HTMLElement>(".kinds"),
      this.querySelector<HTMLElement>('.kinds [aria-current="true"]'),
    ];
    if (kinds && chosen)
      kinds.scrollLeft = chosen.offsetLeft - kinds.offsetLeft - kinds.clientWidth / 2 + chosen.offsetWidth / 2;
  }

  private get chosen(): SurveyId {
    return SURVEYS.find((id) => `#${id}` === location.hash) ?? "nps";
  }

  private readonly open = async (): Promise<void> => {
    const id = this.chosen;
    this.failure = false;
    this.store = "asking";
    try {
      const [survey, rules, operator] = await Promise.all([loadSurvey(id), loadInvitationRules(), this.operator]);
      if (id !== this.chosen) return;
      [this.survey, this.rules, this.found] = [survey, rules, operator];
      this.round += 1;
      this.shown = false;
      this.showsMade = this.showsMade && this.answers(this.made.get(id)).length > 0;
      await this.fetchStored(id);
    } catch (error) {
      console.error(error);
      this.failure = id === this.chosen;
    }
  };

  private async fetchStored(id: SurveyId): Promise<void> {
    this.asking?.abort();
    const asking = (this.asking = new AbortController());
    if (!this.found) return void (this.store = "offline");
    const responses = await stored(this.found, id, asking.signal).catch(() => undefined);
    if (asking.signal.aborted) return;
    this.store = responses ? "stored" : "offline";
    if (responses) this.add(id, responses);
  }

  private add(id: SurveyId, responses: readonly Answers[]): void {
    const known = new Map(this.given.get(id));
    for (const response of responses) known.set(response.key, response);
    this.given = new Map(this.given).set(id, known);
  }

  private answers(kept: readonly Answers[] | ReadonlyMap<string, Answers> | undefined): readonly Answers[] {
    return kept === undefined ? [] : [...kept.values()];
  }

  private readonly completed = (event: Event) => {
    const response = (event as CustomEvent<SurveyResponse>).detail;
    this.showsMade = false;
    if (this.survey) this.add(this.survey.id, [response]);
  };

  private readonly make = async () => {
    const { survey, locale } = this;
    if (!survey || this.making) return;
    this.making = true;
    const before = this.answers(this.made.get(survey.id));
    try {
      const made = await madeUp(survey, before.length, BATCH, locale);
      this.made = new Map(this.made).set(survey.id, [...before, ...made]);
      this.showsMade = true;
    } finally {
      this.making = false;
    }
  };

  override render() {
    const { say } = this;
    document.documentElement.lang = this.locale;
    document.documentElement.dataset["theme"] = this.theme;
    document.title = say.title;
    return html`<a class="skip" href="#interview" @click=${this.skip}>${say.skip}</a>
      ${this.header()}
      <main>
        <div class="title">
          <h1>${say.heading}</h1>
          <p>${say.lead}</p>
        </div>
        ${this.choice()}
        ${this.survey && this.rules && !this.failure ? this.floor(this.survey, this.rules) : this.waiting()}
      </main>
      ${this.shown || this.failure ? html`<footer><p>${say.footer}</p></footer>` : nothing}`;
  }

  private readonly skip = (event: Event) => {
    event.preventDefault();
    this.querySelector<HTMLElement>(".interview")?.focus();
  };

  private header() {
    const shop = shopWords[this.locale];
    return html`<header class="bar">
      <a class="wordmark" href="./" lang="en">Patronage</a>
      <nav class="ways">
        <a href="./">${shop.storefront}</a>
        <a href="./gallery.html" aria-current="page">${shop.surveys}</a>
      </nav>
      <div class="settings">
        <div class="choice" role="group" aria-label=${shop.language}>
          ${(["en", "zh-CN"] as const).map(
            (locale) =>
              html`<button
                type="button"
                lang=${locale}
                aria-pressed=${locale === this.locale}
                @click=${() => this.speak(locale)}
              >
                ${locale === "en" ? "English" : "中文"}
              </button>`,
          )}
        </div>
        <label class="theme">
          <span class="visually-hidden">${shop.theme}</span>
          <select @change=${this.themeChosen}>
            ${(["auto", "light", "dark"] as const).map(
              (theme) => html`<option value=${theme} ?selected=${theme === this.theme}>${shop.themes[theme]}</option>`,
            )}
          </select>
        </label>
      </div>
    </header>`;
  }

  private speak(locale: Locale): void {
    this.locale = locale;
    remember({ locale });
  }

  private readonly themeChosen = (event: Event) => {
    this.theme = (event.target as HTMLSelectElement).value as Theme;
    remember({ theme: this.theme });
  };

  private choice() {
    const { say } = this;
    return html`<nav class="kinds" aria-label=${say.heading}>
      ${SURVEYS.map(
        (id) => html`<a href="#${id}" aria-current=${id === this.chosen ? "true" : "false"}>${say.kinds[id]}</a>`,
      )}
    </nav>`;
  }

  private waiting() {
    const { say } = this;
    if (!this.failure)
      return html`<p class="loading" role="status"><span class="pulse" aria-hidden="true"></span>${say.loading}</p>`;
    return html`<div class="failure" role="alert">
      <h2>${say.failed}</h2>
      <p>${say.failedWhy}</p>
      <button type="button" class="plain" @click=${() => void this.open()}>${say.retry}</button>
    </div>`;
  }

  private floor(survey: Catalogued, rules: InvitationsDocument) {
    const { say, locale, shown } = this;
    return html`<div class="floor">
        <section class="interview" id="interview" tabindex="-1" aria-label=${localised(survey.title, locale)}>
          ${this.interview(survey)}
          ${
            shown
              ? html`<p class="beneath">
                  <button type="button" class="link" @click=${() => (this.round += 1)}>${say.again}</button>
                  <a class="link" href="./surveys/${survey.id}.json">${say.document}</a>
                </p>`
              : nothing
          }
        </section>
        ${shown ? this.outcome(survey) : nothing}
      </div>
      ${
        shown
          ? html`<section class="who">
              <h2>${say.who}</h2>
              <p class="note">${say.whoWhy}</p>
              <gallery-invitations .document=${rules} .counts=${this.counts()} .locale=${locale}></gallery-invitations>
            </section>`
          : nothing
      }`;
  }

  /** What the answers amount to, and how far they can be trusted. */
  private outcome(survey: Catalogued) {
    const { say, locale, showsMade } = this;
    const given = this.answers(this.given.get(survey.id));
    const made = this.answers(this.made.get(survey.id));
    const responses = showsMade ? made : given;
    return html`<section class="trust">
        <h2>${say.quality}</h2>
        <p class="note">${say.qualityWhy}</p>
        <gallery-quality .survey=${survey} .responses=${responses} .locale=${locale}></gallery-quality>
      </section>
      <aside class="sheet" aria-label=${say.metrics}>
        <h2>${say.metrics}</h2>
        ${this.source(given.length, made.length)}
        <gallery-metrics .survey=${survey} .responses=${responses} .locale=${locale}></gallery-metrics>
      </aside>`;
  }

  /** The widget; its own endpoint keeps what is answered, where there is one. */
  private interview(survey: Catalogued) {
    const { found, locale, theme, round } = this;
    return keyed(
      `${survey.id} ${round}`,
      html`<patronage-survey
        .document=${survey.document}
        .survey=${survey.id}
        .endpoint=${found && endpointOf(found, survey.id)}
        .locale=${locale}
        .theme=${theme}
        @patronage-show=${() => (this.shown = true)}
        @patronage-complete=${this.completed}
      ></patronage-survey>`,
    );
  }

  private source(given: number, made: number) {
    const { say, showsMade } = this;
    return html`<div class="source">
      <div class="choice" role="group" aria-label=${say.source}>
        <button type="button" aria-pressed=${!showsMade} @click=${() => (this.showsMade = false)}>
          ${say.given(this.number(given))}
        </button>
        ${
          made
            ? html`<button type="button" aria-pressed=${showsMade} @click=${() => (this.showsMade = true)}>
                ${say.made(this.number(made))}
              </button>`
            : nothing
        }
      </div>
      <button type="button" class="plain make" ?disabled=${this.making} @click=${this.make}>
        ${this.making ? say.making : made ? say.makeMore(String(BATCH)) : say.make(String(BATCH))}
      </button>
      <p class=${showsMade ? "made" : "note"} role="status">
        ${showsMade ? say.madeNote(String(SEED)) : this.storing(given)}
      </p>
    </div>`;
  }

  private storing(given: number): string {
    const { stores } = this.say;
    return this.store === "stored" ? stores.stored(this.number(given)) : stores[this.store];
  }

  /** How full the quotas of the study are. */
  private counts() {
    const study = this.answers(this.given.get("study"));
    const ages = QUOTAS.map(([id]) => [id, study.filter(({ data }) => data["age"] === id).length] as const);
    return { study: Object.fromEntries(ages) };
  }
}

customElements.define("patronage-gallery", GalleryPage);
