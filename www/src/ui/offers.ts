// The offers: those that act, with what they take off, and of each other one why it does not, and what is missing.
import { html, nothing } from "lit";
import { explain } from "patronage/explain";
import type { AppliedOffer, Offer, OfferReason, RefusedOffer } from "patronage/offers";
import { View } from "./view";
import { sentences } from "../sentences";
import type { Product } from "../shop";

class ShopOffers extends View {
  override render() {
    const { promotions, shop } = this.till;
    if (!shop.offersText) return nothing;
    return html`<section class="offers" id="offers" aria-labelledby="offers-title" aria-busy=${!promotions}>
      <h2 id="offers-title">${this.words.offers}</h2>
      ${this.contents()}
    </section>`;
  }

  private contents() {
    const { best, promotions, lines } = this.till;
    if (!promotions) return html`<p class="note" role="status">${this.words.offersLoading}</p>`;
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
              ${applied.map((offer) => this.acting(offer))}
            </ul>`
      }
      ${
        refused.length === 0
          ? nothing
          : html`<h3>${this.words.offersIdle}</h3>
              <ul class="idle">
                ${this.ordered(refused).map((offer) => this.idle(offer))}
              </ul>`
      }
    `;
  }

  private acting({ offer, discount, gift, why }: AppliedOffer) {
    const next = why.code === "next-step" ? this.till.bridge(offer, why.missing) : undefined;
    return html`<li data-offer=${offer}>
      <p class="name">${this.name(offer)} ${this.coupon(offer)}</p>
      <p class="figure">${discount ? this.amount(-discount) : gift ? this.words.gift : nothing}</p>
      <p class="why">${this.say(why)} ${next ? this.offerProduct(next) : nothing}</p>
    </li>`;
  }

  private idle({ offer, why }: RefusedOffer) {
    const missing = why.code === "below-threshold" ? why.missing : why.code === "too-few-units" ? 0 : undefined;
    const next = missing === undefined ? undefined : this.till.bridge(offer, missing);
    return html`<li data-offer=${offer} data-code=${why.code}>
      <p class="name">${this.name(offer)} ${this.coupon(offer)}</p>
      <p class="why">${this.say(why)} ${next ? this.offerProduct(next) : nothing}</p>
    </li>`;
  }

  /** What is in reach comes first. */
  private ordered(refused: readonly RefusedOffer[]): RefusedOffer[] {
    const near = ({ why }: RefusedOffer) => (why.code === "below-threshold" || why.code === "too-few-units" ? 0 : 1);
    return refused.toSorted((a, b) => near(a) - near(b));
  }

  private offerProduct(product: Product) {
    const words = this.words.addToReach(this.text(product.name), this.amount(product.price));
    return html`<button type="button" class="link" @click=${() => this.till.add(product)}>${words}</button>`;
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
