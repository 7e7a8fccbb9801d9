// The lines of the cart, each with what it earns and by which rule.
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { View } from "./view";
import "./search-box";
import { Finder, everyLanguage } from "../find";
import { signed, text } from "../format";
import type { LineAnswer } from "patronage/loyalty";
import { href } from "../route";
import type { Product } from "../shop";
import type { CartLine } from "../till";

class ShopCart extends View {
  private finder: Finder<Product> | undefined;

  override render() {
    const { lines } = this.till;
    return html`<section class="cart" id="cart" tabindex="-1" aria-labelledby="cart-title">
      <div class="heading">
        <h2 id="cart-title">${this.words.cart}</h2>
        <search-box
          name="products"
          .label=${this.words.add}
          .hint=${this.words.addSearch}
          .none=${this.words.nothingFound}
          .search=${this.search}
          .row=${this.row}
          .status=${(shown: number, total: number) => this.words.found(this.number(shown), this.number(total))}
          @choose=${(event: CustomEvent<Product>) => this.till.add(event.detail)}
        ></search-box>
      </div>
      ${
        lines.length === 0
          ? html`<p class="empty">${this.words.empty}</p>`
          : html`<ul class="lines">
              ${repeat(
                lines,
                (line) => line.product.id,
                (line, index) => this.line(line, index),
              )}
            </ul>`
      }
    </section>`;
  }

  private readonly search = (query: string, limit: number) => {
    this.finder ??= new Finder(
      this.till.shop.products,
      ({ id, name, category }) => `${id} ${everyLanguage(name)} ${category ?? ""}`,
    );
    return this.finder.find(query, limit);
  };

  private readonly row = (product: Product) => html`
    <span class="name">${this.text(product.name)}</span>
    <span class="note">${product.category ?? product.id}</span>
    <span class="figure">${this.amount(product.price)}</span>
  `;

  private line(line: CartLine, index: number) {
    const { product, quantity } = line;
    const name = this.text(product.name);
    const answer = this.till.answer?.preview.lines[index];
    return html`<li class="line">
      <div class="what">
        <p class="name"><a href=${href({ page: "product", id: product.id })}>${name}</a></p>
        <p class="note">${this.words.each(this.amount(product.price))}</p>
      </div>
      <div class="quantity">
        <button
          type="button"
          aria-label=${this.words.fewer(name)}
          @click=${() => this.till.setQuantity(line, quantity - 1)}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M4 8h8" /></svg>
        </button>
        <input
          type="number"
          inputmode="numeric"
          step="1"
          min="-9999"
          max="9999"
          aria-label=${this.words.quantity(name)}
          .value=${String(quantity)}
          @input=${(event: Event) => this.typed(line, event)}
          @blur=${() => this.requestUpdate()}
        />
        <button
          type="button"
          aria-label=${this.words.more(name)}
          @click=${() => this.till.setQuantity(line, quantity + 1)}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M4 8h8M8 4v8" /></svg>
        </button>
      </div>
      <p class="amount">${this.amount(product.price * quantity)}</p>
      <button type="button" class="remove" aria-label=${this.words.remove(name)} @click=${() => this.till.remove(line)}>
        <svg viewBox="0 0 16 16" aria-hidden="true"><path d="m4.5 4.5 7 7m0-7-7 7" /></svg>
      </button>
      ${this.reduced(index)} ${answer ? this.earned(answer) : nothing}
    </li>`;
  }

  /** What offers take off the line. */
  private reduced(index: number) {
    const { best, promotions, locale } = this.till;
    const offers = best?.combination.lines[index]?.offers ?? [];
    if (offers.length === 0) return nothing;
    const name = (id: string) => promotions?.document.offers.find((offer) => offer.id === id)?.name;
    return html`<p class="reduced">
      ${offers.map(
        ({ offer, discount }) =>
          html`<span
            >${text(name(offer), locale) || offer} <span class="figure">${this.amount(-discount)}</span></span
          >`,
      )}
    </p>`;
  }

  private earned(answer: LineAnswer) {
    const { document, locale } = this.till;
    if (answer.excluded !== undefined) {
      const exclusion = document.exclude?.find(({ id }) => id === answer.excluded);
      return html`<p class="earns none">${this.words.excluded(this.text(exclusion?.name) || answer.excluded)}</p>`;
    }
    return html`<p class="earns">
      <span class="points" aria-label=${this.words.lineEarns(signed(answer.points, locale))}
        >${signed(answer.points, locale)}</span
      >
      ${Object.entries(answer.earned).map(
        ([rule, points]) =>
          html`<span class="by">${this.rule(rule)} <span class="figure">${this.number(points)}</span></span>`,
      )}
    </p>`;
  }

  private typed(line: CartLine, event: Event): void {
    const value = (event.target as HTMLInputElement).valueAsNumber;
    if (Number.isSafeInteger(value) && Math.abs(value) <= 9999) this.till.setQuantity(line, value);
  }
}

customElements.define("shop-cart", ShopCart);
