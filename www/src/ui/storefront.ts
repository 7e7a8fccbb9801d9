// The page as a whole: it loads the shop and the engine, then shows the till.
import { LitElement, html, nothing } from "lit";
import { words, type Locale, type Words } from "../words";
import { loadShop } from "../shop";
import type { Till } from "../till";
import { number, text } from "../format";
import { preferences, remember, type Theme } from "../preferences";
import { href, Router, type Route } from "../route";
import "./member";
import "./circumstances";
import "./home";
import "./product";
import "./cart";
import "./offers";
import "./pack-notice";
import "./rail";
import "./receipt";
import "./program-editor";
import "./order-log";

/** What somebody had before may well go with what they take today. */
const COMPLETES = { wish: "basket", k: 4, rules: { bought: "keep" } } as const;

class Storefront extends LitElement {
  static override properties = {
    till: { state: true },
    failure: { state: true },
    locale: { state: true },
    theme: { state: true },
  };
  declare private till: Till | undefined;
  declare private failure: boolean;
  declare private locale: Locale;
  declare private theme: Theme;
  private readonly router = new Router((forward) => void this.moved(forward));

  constructor() {
    super();
    this.failure = false;
    ({ locale: this.locale, theme: this.theme } = preferences());
    void this.begin();
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  private readonly begin = async () => {
    this.failure = false;
    try {
      const [shop, { Till }, { compiler }] = await Promise.all([loadShop(), import("../till"), import("../engine")]);
      const till = new Till(shop, this.locale, await compiler());
      await till.open();
      till.addEventListener("change", () => this.requestUpdate());
      this.arrive(till);
      // Who opens the cart needs the offers now; who opens another page has time until then.
      if (this.router.route.page !== "cart") (window.requestIdleCallback ?? setTimeout)(() => void till.price());
      this.till = till;
    } catch (error) {
      console.error(error);
      this.failure = true;
    }
  };

  /** Another page: a screen reader reads its heading, and one that somebody goes forward to begins at its top. */
  private async moved(forward: boolean): Promise<void> {
    const { till } = this;
    if (till) this.arrive(till);
    this.requestUpdate();
    await this.updateComplete;
    if (forward) scrollTo(0, 0);
    requestAnimationFrame(() => this.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true }));
  }

  private arrive(till: Till): void {
    const { route } = this.router;
    if (route.page === "product") till.look(route.id);
    if (route.page === "cart") void till.price();
  }

  override render() {
    const page = document.documentElement;
    page.lang = this.locale;
    page.dataset["theme"] = this.theme;
    const say = words[this.locale];
    const { route } = this.router;
    document.title = this.tabTitle(say);
    return html`
      <a class="skip" href=${route.page === "cart" ? "#cart" : "#content"}>
        ${route.page === "cart" ? say.skip : say.skipToContent}
      </a>
      ${this.header(route)}
      <main id="content" tabindex="-1">${this.till ? this.page(this.till, route) : this.waiting()}</main>
      ${this.till ? html`<footer><p>${say.footer}</p></footer>` : nothing}
    `;
  }

  private tabTitle(say: Words): string {
    const { route } = this.router;
    if (route.page === "cart") return say.title;
    if (route.page === "home" || !this.till) return say.homeTitle;
    const product = this.till.product(route.id);
    return `${product ? text(product.name, this.locale) : say.noProduct} · Patronage`;
  }

  private header(route: Route) {
    const say = words[this.locale];
    const count = this.till?.count ?? 0;
    return html`<header class="bar">
      <a class="wordmark" href="./" lang="en">Patronage</a>
      <nav class="ways" aria-label=${say.pages}>
        <a href=${href({ page: "home" })} aria-current=${route.page === "home" ? "page" : nothing}>${say.storefront}</a>
        <a href=${href({ page: "cart" })} aria-current=${route.page === "cart" ? "page" : nothing}>
          ${say.cart}${count ? html` <span class="count-in-cart">${number(count, this.locale)}</span>` : nothing}
        </a>
        <a href="./gallery.html">${say.surveys}</a>
      </nav>
      <div class="settings">
        <div class="choice" role="group" aria-label=${say.language}>
          ${this.languageButton("en", "English")} ${this.languageButton("zh-CN", "中文")}
        </div>
        <label class="theme">
          <span class="visually-hidden">${say.theme}</span>
          <select @change=${this.themeChosen} .value=${this.theme}>
            ${(["auto", "light", "dark"] as const).map(
              (theme) => html`<option value=${theme} ?selected=${theme === this.theme}>${say.themes[theme]}</option>`,
            )}
          </select>
        </label>
      </div>
    </header>`;
  }

  private languageButton(locale: Locale, name: string) {
    return html`<button
      type="button"
      lang=${locale}
      aria-pressed=${locale === this.locale}
      @click=${() => this.speak(locale)}
    >
      ${name}
    </button>`;
  }

  private speak(locale: Locale): void {
    this.locale = locale;
    remember({ locale });
    this.till?.setLocale(locale);
  }

  private readonly themeChosen = (event: Event) => {
    this.theme = (event.target as HTMLSelectElement).value as Theme;
    remember({ theme: this.theme });
  };

  private waiting() {
    const say = words[this.locale];
    if (!this.failure)
      return html`<p class="loading" role="status"><span class="pulse" aria-hidden="true"></span>${say.loading}</p>`;
    return html`<div class="failure" role="alert">
      <h1>${say.failed}</h1>
      <p>${say.failedWhy}</p>
      <button type="button" class="plain" @click=${() => void this.begin()}>${say.retry}</button>
    </div>`;
  }

  private page(till: Till, route: Route) {
    switch (route.page) {
      case "product":
        return html`<shop-product .till=${till} .item=${route.id}></shop-product>`;
      case "cart":
        return this.cart(till);
      default:
        return html`${this.heading(till, this.shopName(till))}<shop-home .till=${till}></shop-home>`;
    }
  }

  private shopName(till: Till): string {
    const { name, id } = till.document;
    return typeof name === "string" ? name : (name?.[this.locale] ?? id ?? "Patronage");
  }

  private heading({ shop }: Till, title: string) {
    const say = words[this.locale];
    const source =
      shop.source.kind === "orders" ? say.source.orders(shop.source.file) : say.source.generated(shop.source.seed);
    return html`<div class="title">
      <h1 tabindex="-1">${title}</h1>
      <p>
        <span>${source}</span>
        <span>${say.counts(number(shop.members.length, this.locale), number(shop.orders, this.locale))}</span>
      </p>
    </div>`;
  }

  private cart(till: Till) {
    const say = words[this.locale];
    return html`
      ${this.heading(till, this.shopName(till))}
      <div class="floor">
        <div class="counter">
          <shop-member .till=${till}></shop-member>
          <shop-circumstances .till=${till}></shop-circumstances>
          <shop-cart .till=${till}></shop-cart>
          <shop-rail
            class="compact"
            .till=${till}
            name="completes"
            .heading=${say.completes}
            .why=${say.completesWhy}
            .empty=${say.nothingToShow}
            .wanted=${COMPLETES}
          ></shop-rail>
          <pack-notice .till=${till}></pack-notice>
          <shop-offers .till=${till}></shop-offers>
        </div>
        <shop-receipt .till=${till}></shop-receipt>
      </div>
      <program-editor .till=${till}></program-editor>
      <order-log .till=${till}></order-log>
    `;
  }
}

customElements.define("patronage-storefront", Storefront);
