import { css, html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { define } from "../define.js";
import type { Item } from "../interview.js";
import { fill } from "../words/index.js";
import { Items, itemStyles, type Naming } from "./items.js";
import type { QuestionType } from "./question.js";

type Mode = "list" | "tab" | "carousel";

/** Panels that the respondent adds: below each other, behind tabs, or one after the other. */
class Panels extends Items {
  protected override readonly naming: Naming = {
    min: "minPanelCount",
    max: "maxPanelCount",
    add: "allowAddPanel",
    remove: "allowRemovePanel",
  };
  /** The one on show, where they are not all. */
  #at = 0;
  #wrong = "";

  get #mode(): Mode {
    const { displayMode, renderMode } = this.question.definition;
    const mode = displayMode ?? renderMode ?? "list";
    return mode === "tab" || mode === "list" ? mode : "carousel";
  }

  protected override willUpdate(): void {
    const last = this.items.length - 1;
    this.#at = Math.max(0, Math.min(this.#at, last));
    // What has just been found wrong comes into sight.
    const wrong = this.items.map((item) => Number(item.wrong ?? 0)).join("");
    const first = wrong.indexOf("1");
    if (wrong !== this.#wrong && first >= 0 && wrong[this.#at] !== "1") this.#at = first;
    this.#wrong = wrong;
  }

  protected override addItem(): void {
    const { length } = this.items;
    super.addItem();
    this.#at = length;
  }

  protected override removed(index: number): void {
    if (this.#at > index) this.#at -= 1;
  }

  #show(at: number): void {
    this.#at = at;
    const { words } = this.question;
    this.said = fill(words.items.place, { at: at + 1, of: this.items.length });
    this.requestUpdate();
  }

  protected override render(): unknown {
    const { question, items } = this;
    const { texts, words } = question;
    const add = this.adding(texts["addPanelText"] ?? words.items.add);
    if (items.length === 0) {
      return html`<p class="none">${texts["noEntriesText"] ?? words.items.none}</p>
        ${add} ${this.announcing()}`;
    }
    const shown = { list: () => this.#list(), tab: () => this.#tabs(), carousel: () => this.#carousel() }[this.#mode]();
    return html`${shown} ${add} ${this.announcing()}`;
  }

  /** A panel's own title; none where the document has none, or none of its gaps is filled yet. */
  #title({ texts }: Item): string | undefined {
    return (
      texts?.["templateTitle"]?.trim() ||
      this.question.texts["templateTitle"]?.replace(/\{.*\}/, "").trim() ||
      undefined
    );
  }

  #name(item: Item): string {
    return this.#title(item) ?? fill(this.question.words.items.entry, { at: item.index + 1 });
  }

  /** A panel, named by its title, or by its tab where it has one. */
  #panel(item: Item, tab?: string) {
    const { question } = this;
    const { words, texts } = question;
    const id = `${question.id}-panel-${item.index}`;
    const title = tab === undefined ? this.#title(item) : undefined;
    const name = this.#name(item);
    const about = item.texts?.["templateDescription"] ?? texts["templateDescription"];
    return html`<div
      class="panel item"
      part="panel"
      role=${tab === undefined ? "group" : "tabpanel"}
      id=${id}
      data-item=${item.index}
      aria-labelledby=${tab ?? (title === undefined ? nothing : `${id}-title`)}
      aria-label=${(tab ?? title) === undefined ? name : nothing}
    >
      ${title === undefined ? nothing : html`<div class="heading" part="panel-title" id="${id}-title">${title}</div>`}
      ${about ? html`<p class="description">${about}</p>` : nothing} ${question.inner(item.elements)}
      ${this.removing(item.index, fill(words.items.removeOne, { name }), texts["removePanelText"] ?? words.items.remove)}
    </div>`;
  }

  #list() {
    return repeat(
      this.items,
      ({ index }) => index,
      (item) => this.#panel(item),
    );
  }

  #carousel() {
    const { items, question } = this;
    const item = items[this.#at];
    const { words, texts } = question;
    const step = (by: number, text: string) =>
      html`<button
        type="button"
        ?disabled=${items[this.#at + by] === undefined}
        @click=${() => this.#show(this.#at + by)}
      >
        ${text}
      </button>`;
    return html`${item ? this.#panel(item) : nothing}
      <div class="steps">
        ${step(-1, texts["prevPanelText"] ?? texts["panelPrevText"] ?? words.previous)}
        <span aria-hidden="true">${this.#at + 1} / ${items.length}</span>
        ${step(1, texts["nextPanelText"] ?? texts["panelNextText"] ?? words.next)}
      </div>`;
  }

  #tabs() {
    const { items, question } = this;
    const { id, texts } = question;
    const shown = items[this.#at];
    return html`<div class="tabs" role="tablist" aria-label=${texts["title"] ?? nothing} @keydown=${this.#onKey}>
        ${repeat(
          items,
          ({ index }) => index,
          (item, at) =>
            html`<button
              type="button"
              role="tab"
              id="${id}-tab-${item.index}"
              aria-selected=${at === this.#at}
              aria-controls=${at === this.#at ? `${id}-panel-${item.index}` : nothing}
              tabindex=${at === this.#at ? 0 : -1}
              @click=${() => this.#show(at)}
            >
              ${this.#tabText(item)}${item.wrong ? html`<span class="mark" aria-hidden="true"> !</span><span class="unseen"> (${question.words.items.wrong})</span>` : nothing}
            </button>`,
        )}
      </div>
      ${shown ? this.#panel(shown, `${id}-tab-${shown.index}`) : nothing}`;
  }

  #tabText(item: Item): string {
    const own = item.texts?.["templateTabTitle"] ?? this.question.texts["templateTabTitle"];
    return own?.trim() || this.#title(item) || this.question.texts["tabTitlePlaceholder"] || this.#name(item);
  }

  #onKey = (event: KeyboardEvent): void => {
    const forwards = getComputedStyle(this).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const { length } = this.items;
    const to =
      event.key === "Home"
        ? 0
        : event.key === "End"
          ? length - 1
          : event.key === "ArrowLeft" || event.key === "ArrowRight"
            ? (this.#at + (event.key === forwards ? 1 : length - 1)) % length
            : undefined;
    if (to === undefined) return;
    event.preventDefault();
    this.#show(to);
    this.focusOn('[role="tab"][aria-selected="true"]');
  };
}

define("patronage-panels", Panels);

export const paneldynamic: QuestionType = {
  shape: "group",
  render: (question) => html`<patronage-panels data-inner .question=${question}></patronage-panels>`,
  styles: css`
    ${itemStyles}
    patronage-panels {
      display: grid;
      gap: 1em;
      min-inline-size: 0;
    }
    .panel .panel {
      padding: 1em;
    }
    .panel > .remove {
      justify-self: end;
      margin-block: -0.75em -0.5em;
    }
    .steps {
      display: flex;
      flex-wrap: wrap;
      gap: 1em;
      align-items: center;
      color: var(--quiet);
      font-variant-numeric: tabular-nums;
    }
    .steps button:disabled {
      opacity: 0.5;
      cursor: default;
    }
    .tabs {
      display: flex;
      flex-wrap: wrap;
      gap: 0.25em;
      margin-block-end: -1em;
    }
    .tabs button {
      border-color: transparent;
      border-block-end: 0;
      border-end-start-radius: 0;
      border-end-end-radius: 0;
      color: var(--quiet);
    }
    .tabs button[aria-selected="true"] {
      border-color: var(--hair);
      box-shadow: inset 0 3px var(--accent);
      color: inherit;
    }
    @media (forced-colors: active) {
      .tabs button[aria-selected="true"] {
        outline: 2px solid Highlight;
        outline-offset: -4px;
      }
    }
    .tabs + .panel {
      border-start-start-radius: 0;
    }
  `,
};
