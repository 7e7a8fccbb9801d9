// The page as a whole: it loads the shop and the engine, then shows the till.
import { LitElement, html, nothing } from "lit";
import { words, type Locale } from "../words";
import { loadShop } from "../shop";
import type { Till } from "../till";
import { number } from "../format";
import { preferences, remember, type Theme } from "../preferences";
import "./buyer";
import "./cart";
import "./receipt";
import "./program-editor";
import "./order-log";

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
      // The engine is loaded with the module that holds it.
      const [shop, { Till }] = await Promise.all([loadShop(), import("../till")]);
      const till = new Till(shop, this.locale);
      await till.open();
      till.addEventListener("change", () => this.requestUpdate());
      this.till = till;
    } catch (error) {
      console.error(error);
      this.failure = true;
    }
  };

  override render() {
    const page = document.documentElement;
    page.lang = this.locale;
    page.dataset["theme"] = this.theme;
    const say = words[this.locale];
    document.title = say.title;
    return html`
      <a class="skip" href="#cart">${say.skip}</a>
      ${this.header()}
      <main>${this.till ? this.shopFloor(this.till) : this.waiting()}</main>
      ${this.till ? html`<footer><p>${say.footer}</p></footer>` : nothing}
    `;
  }

  private header() {
    const say = words[this.locale];
    return html`<header class="bar">
      <a class="wordmark" href="./" lang="en">Patronage</a>
      <nav class="ways">
        <a href="./" aria-current="page">${say.storefront}</a>
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

  private shopFloor(till: Till) {
    const { shop } = till;
    const say = words[this.locale];
    const source =
      shop.source.kind === "orders" ? say.source.orders(shop.source.file) : say.source.generated(shop.source.seed);
    const name = till.document.name;
    return html`
      <div class="title">
        <h1>${typeof name === "string" ? name : (name?.[this.locale] ?? till.document.id ?? "Patronage")}</h1>
        <p>
          <span>${source}</span>
          <span>${say.counts(number(shop.members.length, this.locale), number(shop.orders, this.locale))}</span>
        </p>
      </div>
      <div class="floor">
        <div class="counter">
          <shop-buyer .till=${till}></shop-buyer>
          <shop-cart .till=${till}></shop-cart>
        </div>
        <shop-receipt .till=${till}></shop-receipt>
      </div>
      <program-editor .till=${till}></program-editor>
      <order-log .till=${till}></order-log>
    `;
  }
}

customElements.define("patronage-storefront", Storefront);
