// A row of recommended products, each with the reason, and honest words where there is nothing to show.
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { explain } from "patronage/explain";
import { PatronageError } from "patronage/loyalty";
import type { Recommendations, RecommendReason, RecommendRequest } from "patronage/recommend";
import { View } from "./view";
import { picture } from "./picture";
import { href } from "../route";
import { sentences } from "../sentences";
import type { Product } from "../shop";
import type { Wanted } from "../till";

/** How many reasons a product is shown with. */
const REASONS = 2;

class Rail extends View {
  static override properties = {
    ...View.properties,
    name: {},
    heading: {},
    why: {},
    empty: {},
    steady: { type: Boolean },
    wanted: { attribute: false },
    found: { state: true },
    wrong: { state: true },
    busy: { state: true },
  };
  /** Distinguishes the ids of this row. */
  declare name: string;
  declare heading: string;
  /** What the row is, in a sentence. */
  declare why: string;
  /** What stands here where nothing is found. */
  declare empty: string;
  declare wanted: Wanted;
  /** Whether what is put into the cart leaves the row as it is until the page is opened again. */
  declare steady: boolean;
  declare private found: Recommendations | undefined;
  declare private wrong: Error | undefined;
  /** Whether an answer is on its way. */
  declare private busy: boolean;
  /** The request whose answer is shown, or on its way. */
  private asked = "";
  /** Which wish, product and member that is about. */
  private about = "";
  private answering = Promise.resolve();

  private readonly opened = () => this.requestUpdate();

  constructor() {
    super();
    this.busy = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.till.pack.addEventListener("change", this.opened);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.till.pack.removeEventListener("change", this.opened);
  }

  override willUpdate(): void {
    this.ask();
  }

  /** Asks, unless that has been asked already. */
  private ask(again = false): void {
    const { pack } = this.till;
    if (pack.state.kind !== "open") return;
    const request = this.till.request(this.wanted);
    const key = JSON.stringify(this.steady ? { ...request, basket: [] } : request);
    if (key === this.asked && !again) return;
    this.asked = key;
    const about = JSON.stringify([this.wanted.wish, this.wanted.item, this.till.listed?.id]);
    // What is shown for another product or to another member is no answer for this one.
    if (about !== this.about) this.found = this.wrong = undefined;
    this.about = about;
    this.busy = true;
    this.answering = this.answer(request, key, again);
  }

  /** Shows the answer. One that another question has overtaken is dropped, and so is what is wrong with it. */
  private async answer(request: RecommendRequest, key: string, again: boolean): Promise<void> {
    let found: Recommendations | undefined;
    let wrong: Error | undefined;
    try {
      found = await this.till.pack.ask(request, again);
    } catch (error) {
      wrong = error as Error;
    }
    if (key !== this.asked) return;
    if (wrong && !(wrong instanceof PatronageError)) console.error(wrong);
    this.found = found;
    this.wrong = wrong;
    this.busy = false;
    this.dispatchEvent(new Event("answered", { bubbles: true }));
  }

  override render() {
    const { kind } = this.till.pack.state;
    if (kind !== "open" && kind !== "loading") return nothing;
    const isBusy = this.busy || kind === "loading";
    return html`<section class="rail" aria-labelledby="${this.name}-title" aria-busy=${isBusy}>
      <h2 id="${this.name}-title" tabindex="-1">${this.heading}</h2>
      <p class="note">${this.why}</p>
      ${this.contents()}
    </section>`;
  }

  private contents() {
    if (this.wrong) return html`<p class="refusal" role="alert">${this.failure(this.wrong)}</p>`;
    if (!this.found) return this.waiting();
    const { items, absent } = this.found;
    const known = items.flatMap((item) => {
      const product = this.till.product(item.item);
      return product ? [{ product, why: item.why }] : [];
    });
    return html`
      ${
        known.length === 0
          ? html`<p class="empty">${absent.length ? this.words.partsAbsent : this.empty}</p>`
          : html`<ul class="tiles">
              ${repeat(
                known,
                ({ product }) => product.id,
                ({ product, why }) => this.tile(product, why),
              )}
            </ul>`
      }
      ${
        absent.length
          ? html`<p class="absent" role="status">
              ${known.length ? this.words.partsAbsent : nothing}
              <button type="button" class="link" @click=${() => this.ask(true)}>${this.words.fetchAgain}</button>
            </p>`
          : nothing
      }
    `;
  }

  /** As many empty places as there will be tiles. */
  private waiting() {
    return html`<ul class="tiles" aria-hidden="true">
      ${Array.from({ length: this.wanted.k ?? 4 }, () => html`<li class="tile waiting"><span class="picture"></span></li>`)}
    </ul>`;
  }

  private tile(product: Product, why: readonly RecommendReason[]) {
    const name = this.text(product.name);
    return html`<li class="tile">
      ${picture(product)}
      <p class="name"><a href=${href({ page: "product", id: product.id })}>${name}</a></p>
      <p class="price">${this.amount(product.price)}</p>
      <ul class="because">
        ${why.slice(0, REASONS).map((reason) => html`<li data-code=${reason.code}>${this.say(reason)}</li>`)}
      </ul>
      ${this.put(product, name)}
    </li>`;
  }

  private put(product: Product, name: string) {
    const count = this.till.lines.find((line) => line.product === product)?.quantity ?? 0;
    const label = count ? this.words.putInMore(name, this.number(count)) : this.words.putIn(name);
    return html`<button
      type="button"
      class=${count ? "put has" : "put"}
      aria-label=${label}
      @click=${() => void this.add(product)}
    >
      ${count ? this.number(count) : html`<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M4 8h8M8 4v8" /></svg>`}
    </button>`;
  }

  /** The row may go on without what now lies in the cart: then the focus goes on to what has come in its place. */
  private async add(product: Product): Promise<void> {
    const place = [...this.querySelectorAll(".put")].indexOf(document.activeElement as Element);
    this.till.add(product);
    await this.updateComplete;
    await this.answering;
    await this.updateComplete;
    // Whoever has gone elsewhere meanwhile, or still stands where they stood, stays there.
    if (place < 0 || document.activeElement !== document.body) return;
    const buttons = this.querySelectorAll<HTMLElement>(".put");
    (buttons[Math.min(place, buttons.length - 1)] ?? this.querySelector("h2"))?.focus();
  }

  private failure(error: Error): string {
    return error instanceof PatronageError ? explain(error, sentences[this.till.locale]) : this.words.packFailed;
  }

  private say(reason: RecommendReason): string {
    const name = (id: string) => this.text(this.till.product(id)?.name) || id;
    return explain(named(reason, name), sentences[this.till.locale]);
  }
}

/** A reason with the names of products in the place of their numbers. */
function named(reason: RecommendReason, name: (id: string) => string): RecommendReason {
  if (reason.code === "because") return { ...reason, items: reason.items.slice(0, REASONS).map(name) };
  return reason.code === "similar-to" ? { ...reason, item: name(reason.item) } : reason;
}

customElements.define("shop-rail", Rail);
