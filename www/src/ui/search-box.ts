// A field that searches as one types, with the matches in a list below it (the combobox pattern).
import { LitElement, html, nothing, type TemplateResult } from "lit";

export interface Matches<T> {
  items: T[];
  total: number;
}

const PAGE = 40;

export class SearchBox<T> extends LitElement {
  static override properties = {
    name: {},
    label: {},
    hint: {},
    search: { attribute: false },
    row: { attribute: false },
    status: { attribute: false },
    none: {},
    open: { state: true },
    active: { state: true },
    limit: { state: true },
    query: { state: true },
  };
  /** Distinguishes the ids of this box. */
  declare name: string;
  declare label: string;
  declare hint: string;
  declare none: string;
  declare search: (query: string, limit: number) => Matches<T>;
  declare row: (item: T) => TemplateResult;
  declare status: (shown: number, total: number) => string;
  declare private open: boolean;
  declare private active: number;
  declare private limit: number;
  declare private query: string;
  private found: Matches<T> = { items: [], total: 0 };

  constructor() {
    super();
    this.open = false;
    this.active = -1;
    this.limit = PAGE;
    this.query = "";
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override render() {
    this.found = this.open ? this.search(this.query.trim(), this.limit) : { items: [], total: 0 };
    const { items, total } = this.found;
    const list = `${this.name}-list`;
    return html`
      <label class="visually-hidden" for="${this.name}-field">${this.label}</label>
      <div class="search" @focusout=${this.left}>
        <svg class="lens" viewBox="0 0 16 16" aria-hidden="true">
          <circle cx="7" cy="7" r="4.5" />
          <path d="m10.5 10.5 3.5 3.5" />
        </svg>
        <input
          id="${this.name}-field"
          type="text"
          role="combobox"
          autocomplete="off"
          spellcheck="false"
          placeholder=${this.hint}
          aria-expanded=${this.open}
          aria-controls=${list}
          aria-autocomplete="list"
          aria-activedescendant=${this.active >= 0 ? `${this.name}-${this.active}` : nothing}
          .value=${this.query}
          @input=${this.typed}
          @focus=${this.show}
          @click=${this.show}
          @keydown=${this.key}
        />
        <div class="matches" ?hidden=${!this.open}>
          <ul id=${list} role="listbox" aria-label=${this.label} tabindex="-1" @scroll=${this.scrolled}>
            ${items.map((item, index) => this.option(item, index))}
          </ul>
          <p class="note" role="status">
            ${this.open ? (total ? this.status(items.length, total) : this.none) : nothing}
          </p>
        </div>
      </div>
    `;
  }

  private option(item: T, index: number) {
    return html`<li
      id="${this.name}-${index}"
      role="option"
      aria-selected=${index === this.active}
      @pointerdown=${(event: Event) => event.preventDefault()}
      @click=${() => this.choose(index)}
    >
      ${this.row(item)}
    </li>`;
  }

  private readonly show = () => {
    this.open = true;
  };

  private readonly typed = (event: Event) => {
    this.query = (event.target as HTMLInputElement).value;
    this.open = true;
    this.limit = PAGE;
    this.active = this.query.trim() ? 0 : -1;
    this.list?.scrollTo(0, 0);
  };

  private readonly left = (event: FocusEvent) => {
    if (!this.contains(event.relatedTarget as Node | null)) this.close();
  };

  /** More matches are laid out as the list is scrolled to its end. */
  private readonly scrolled = () => {
    const list = this.list;
    if (list && list.scrollTop + list.clientHeight > list.scrollHeight - 200 && this.limit < this.found.total) {
      this.limit += PAGE;
    }
  };

  private readonly key = (event: KeyboardEvent) => {
    const last = this.found.items.length - 1;
    const moves: Record<string, () => void> = {
      ArrowDown: () => this.move(this.open ? Math.min(this.active + 1, last) : 0),
      ArrowUp: () => this.move(Math.max(this.active - 1, 0)),
      Home: () => this.move(0),
      End: () => this.move(last),
      Enter: () => this.choose(this.active),
    };
    if (event.key === "Escape") this.close();
    else if (event.isComposing || !(event.key in moves)) return;
    else if ((event.key === "Home" || event.key === "End") && this.query) return;
    else moves[event.key]?.();
    event.preventDefault();
  };

  private move(to: number): void {
    this.open = true;
    this.active = to;
    void this.updateComplete.then(() => {
      this.querySelector(`[id="${this.name}-${to}"]`)?.scrollIntoView({ block: "nearest" });
    });
  }

  private choose(index: number): void {
    const item = this.found.items[index];
    if (item === undefined) return;
    this.close();
    this.dispatchEvent(new CustomEvent("choose", { detail: item }));
  }

  private close(): void {
    this.open = false;
    this.active = -1;
    this.query = "";
    this.limit = PAGE;
  }

  private get list(): HTMLElement | null {
    return this.querySelector("[role=listbox]");
  }
}

customElements.define("search-box", SearchBox);
