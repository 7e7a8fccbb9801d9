// The page of one product: what it costs and earns, what goes with it, and what could stand in its place.
import { html, nothing } from "lit";
import { View } from "./view";
import "./pack-notice";
import "./rail";
import { picture } from "./picture";
import { date, signed } from "../format";
import { href } from "../route";
import type { Product } from "../shop";

class ProductPage extends View {
  static override properties = { ...View.properties, item: {} };
  declare item: string;

  override render() {
    const product = this.till.product(this.item);
    return product ? this.page(product) : this.unknown();
  }

  private unknown() {
    return html`<div class="failure">
      <h1 tabindex="-1">${this.words.noProduct}</h1>
      <p>${this.words.noProductWhy(this.item)}</p>
      <p><a href=${href({ page: "home" })}>${this.words.toShop}</a></p>
    </div>`;
  }

  private page(product: Product) {
    const { till, words } = this;
    const name = this.text(product.name);
    const line = till.lines.find((line) => line.product === product);
    const { category } = product;
    return html`
      <article class="product" aria-labelledby="product-title">
        ${picture(product)}
        <div class="about">
          <p class="note">${category ? (words.categories[category] ?? category) : words.number(product.id)}</p>
          <h1 id="product-title" tabindex="-1">${name}</h1>
          <p class="price">${this.amount(product.price)}</p>
          ${this.earns(product)} ${this.had(product)}
          <p class="buy">
            <button type="button" class="main" @click=${() => till.add(product)}>${words.putInCart}</button>
            <span class="note" role="status">
              ${line ? html`<a href=${href({ page: "cart" })}>${words.inCart(this.number(line.quantity))}</a>` : nothing}
            </span>
          </p>
        </div>
      </article>
      ${this.rails(product, name)}
      <pack-notice .till=${till}></pack-notice>
    `;
  }

  private earns(product: Product) {
    const points = this.till.earns(product);
    return points ? html`<p class="earns-one">${this.words.earnsOne(signed(points, this.till.locale))}</p>` : nothing;
  }

  /** When the member had it. */
  private had({ id }: Product) {
    const { history, locale, shop } = this.till;
    const times = history.filter(({ items }) => items.includes(id));
    const last = times.at(-1);
    if (!last) return nothing;
    return html`<p class="note">
      ${this.words.hadBefore(this.number(times.length), date(last.at, locale, shop.timeZone))}
    </p>`;
  }

  private rails(product: Product, name: string) {
    const { till, words } = this;
    const kind = product.category;
    return html`<shop-rail
        .till=${till}
        name="also-bought"
        .heading=${words.alsoBought}
        .why=${words.alsoBoughtWhy(name)}
        .empty=${words.nothingToShow}
        .wanted=${{ wish: "also-bought", item: product.id, k: 4 } as const}
      ></shop-rail>
      <shop-rail
        .till=${till}
        name="similar"
        .heading=${words.similar}
        .why=${words.similarWhy(name)}
        .empty=${words.nothingToShow}
        .wanted=${{ wish: "similar", item: product.id, k: 4, ...(kind && { rules: { categories: [kind] } }) } as const}
      ></shop-rail>`;
  }
}

customElements.define("shop-product", ProductPage);
