// The offers: those that act, with what they take off, and of each other one why it does not, and what is missing.
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { explain } from "patronage/explain";
import type { AppliedOffer, Offer, OfferReason, RefusedOffer } from "patronage/offers";
import { View } from "./view";
import { sentences } from "../sentences";
import type { Product } from "../shop";

class ShopOffers extends View {
  override render() {
    const { offersState } = this.till;
    if (offersState === "none") return nothing;
    return html`<section
      class="offers"
      id="offers"
      aria-labelledby="offers-title"
      aria-busy=${offersState === "loading"}
    >
      <h2 id="offers-title" tabindex="-1">${this.words.offers}</h2>
      ${this.contents()}
    </section>`;
  }

  private contents() {
    const { best, offersState, lines } = this.till;
    if (offersState === "loading") return html`<p class="note" role="status">${this.words.offersLoading}</p>`;
    if (offersState === "failed") return this.failed();
    if (!best) return html`<p class="note">${this.words.offersReturns}</p>`;
    if (lines.length === 0) return html`<p class="note">${this.words.offersEmpty}</p>`;
    const { applied, refused, proven } = best.combination;
    const micros = best.micros.toLocaleString(this.till.locale, { maximumSignificantDigits: 2 });
    return html`
      <p class="note">${proven ? this.words.offersProven(micros) : this.words.offersUnproven(micros)}</p>
      ${
        applied.length === 0
          ? html`<p class="empty">${this.words.offersNone}</p>`
          : html`<ul class="acting" aria-label=${this.words.offersActing}>
              ${repeat(
                applied,
                ({ offer }) => offer,
                (offer) => this.acting(offer),
              )}
            </ul>`
      }
      ${
        refused.length === 0
          ? nothing
          : html`<h3>${this.words.offersIdle}</h3>
              <ul class="idle">
                ${repeat(
                  this.ordered(refused),
                  ({ offer }) => offer,
                  (offer) => this.idle(offer),
                )}
              </ul>`
      }
    `;
  }

  private failed() {
    return html`<div class="pack-notice refusal" role="alert">
      <p>${this.words.offersFailed}</p>
      <p><button type="button" class="plain" @click=${() => void this.retry()}>${this.words.retry}</button></p>
    </div>`;
  }

  /** The button is gone then: the focus stays with the offers. */
  private async retry(): Promise<void> {
    this.querySelector("h2")?.focus();
    await this.till.price();
  }

  private acting({ offer, discount, gift, why }: AppliedOffer) {
    const next = why.code === "next-step" ? this.till.bridge(offer, why.missing) : undefined;
    return html`<li data-offer=${offer} tabindex="-1">
      <p class="name">${this.name(offer)} ${this.coupon(offer)}</p>
      <p class="figure">${discount ? this.amount(-discount) : gift ? this.words.gift : nothing}</p>
      <p class="why">${this.say(why)} ${next ? this.offerProduct(next, offer) : nothing}</p>
    </li>`;
  }

  private idle({ offer, why }: RefusedOffer) {
    const missing = why.code === "below-threshold" ? why.missing : why.code === "too-few-units" ? 0 : undefined;
    const next = missing === undefined ? undefined : this.till.bridge(offer, missing);
    return html`<li data-offer=${offer} tabindex="-1" data-code=${why.code}>
      <p class="name">${this.name(offer)} ${this.coupon(offer)}</p>
      <p class="why">${this.say(why)} ${next ? this.offerProduct(next, offer) : nothing}</p>
    </li>`;
  }

  /** What is in reach comes first. */
  private ordered(refused: readonly RefusedOffer[]): RefusedOffer[] {
    const near = ({ why }: RefusedOffer) => (why.code === "below-threshold" || why.code === "too-few-units" ? 0 : 1);
    return refused.toSorted((a, b) => near(a) - near(b));
  }

  private offerProduct(product: Product, offer: string) {
    const words = this.words.addToReach(this.text(product.name), this.amount(product.price));
    return html`<button type="button" class="link" @click=${() => void this.add(product, offer)}>${words}</button>`;
  }

  /** The button goes, or is about another product then: the focus goes on to the offer, wherever it stands now. */
  private async add(product: Product, offer: string): Promise<void> {
    this.till.add(product);
    await this.updateComplete;
    const place = this.querySelector<HTMLElement>(`[data-offer="${CSS.escape(offer)}"]`);
    (place ?? this.querySelector("h2"))?.focus();
  }

  private coupon(id: string) {
    return this.offer(id)?.coupon ? html`<span class="coupon">${this.words.coupon}</span>` : nothing;
  }

  private offer(id: string): Offer | undefined {
    return this.till.promotions?.document.offers.find((offer) => offer.id === id);
  }

  private name(id: string): string {
    return this.text(this.offer(id)?.name) || id;
  }

  private say(reason: OfferReason): string {
    const { promotions, locale, document } = this.till;
    const product = (id: string) => this.text(this.till.product(id)?.name) || id;
    const told = reason.code === "puts-in" ? { ...reason, product: product(reason.product) } : this.told(reason);
    // The offers name themselves; the tiers are the program's.
    return explain(told, sentences[locale], { ...promotions?.document, tiers: document.tiers });
  }
}

customElements.define("shop-offers", ShopOffers);
