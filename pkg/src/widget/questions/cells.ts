import { css, html, nothing, unsafeCSS } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { SurveyElement, SurveyLine } from "../../survey.js";
import { define } from "../define.js";
import type { Item } from "../interview.js";
import { fill } from "../words/index.js";
import { Items, itemStyles, type Naming } from "./items.js";
import { flagOf, type Question, type QuestionType } from "./question.js";
import { totalText } from "./total.js";

const STEPS = ["few", "some", "many"] as const;

/** A matrix of questions: rows that are given, or that the respondent adds; with totals and details. */
class Cells extends Items {
  protected override readonly naming: Naming = {
    min: "minRowCount",
    max: "maxRowCount",
    add: "allowAddRows",
    remove: "allowRemoveRows",
  };
  /** The rows whose details are open. */
  #open = new Set<number>();

  protected override get canAdd(): boolean {
    return this.#grows && super.canAdd;
  }

  protected override get canRemove(): boolean {
    return this.#grows && super.canRemove;
  }

  get #grows(): boolean {
    return this.question.type === "matrixdynamic";
  }

  get #hasDetails(): boolean {
    const mode = this.question.definition["detailPanelMode"];
    return mode !== undefined && mode !== "none";
  }

  protected override willUpdate(): void {
    for (const item of this.items) {
      if (item.wrong && !this.#open.has(item.index)) this.#open.add(item.index);
    }
  }

  protected override addItem(): void {
    if (flagOf(this.question.definition, "detailPanelShowOnAdding")) this.#open.add(this.items.length);
    super.addItem();
  }

  protected override removed(index: number): void {
    const rest = [...this.#open].filter((open) => open !== index);
    this.#open = new Set(rest.map((open) => (open > index ? open - 1 : open)));
  }

  #toggle(index: number): void {
    const closes = this.#open.delete(index);
    if (!closes) {
      if (this.question.definition["detailPanelMode"] === "underRowSingle") this.#open.clear();
      this.#open.add(index);
    }
    this.requestUpdate();
  }

  protected override render(): unknown {
    const { question, items } = this;
    const { definition, texts, words } = question;
    if (items.length === 0) {
      return html`<p class="none">${texts["noRowsText"] ?? words.items.none}</p>
        ${this.adding(texts["addRowText"] ?? words.items.addRow)} ${this.announcing()}`;
    }
    const columns = this.#columns();
    const named = items.some(({ value }) => value !== undefined);
    const mode = definition["displayMode"];
    const size = STEPS[columns.length < 3 ? 0 : columns.length < 5 ? 1 : 2];
    // The roles stay what they are where the table stands as cards.
    return html`<div class="cells-box">
        <table class="cells ${mode === "list" || mode === "table" ? mode : size}" role="table" part="matrix">
          ${definition["showHeader"] === false ? nothing : this.#head(columns, named)}
          <tbody role="rowgroup">
            ${repeat(
              items,
              ({ index }) => index,
              (item) => this.#row(item, columns, named),
            )}
          </tbody>
          ${question.totals ? this.#totals(columns, named) : nothing}
        </table>
      </div>
      ${this.adding(texts["addRowText"] ?? words.items.addRow)} ${this.announcing()}`;
  }

  /** The columns that have a cell somewhere, or a total. */
  #columns(): readonly SurveyLine[] {
    const { columns = [], totals } = this.question;
    return columns.filter(
      ({ value }) => this.items.some((item) => this.#cell(item, value)) || totals?.[String(value)] !== undefined,
    );
  }

  #cell(item: Item, column: unknown): SurveyElement | undefined {
    const path = `${this.question.path}[${item.index}].${String(column)}`;
    return item.elements.find((element) => element.path === path && !("elements" in element));
  }

  #head(columns: readonly SurveyLine[], named: boolean) {
    const { words } = this.question;
    const asked = (this.question.definition["columns"] ?? []) as readonly { name?: unknown; isRequired?: unknown }[];
    const required = ({ value }: SurveyLine) =>
      asked.some(({ name, isRequired }) => name === value && isRequired === true);
    return html`<thead role="rowgroup">
      <tr role="row">
        ${this.#hasDetails ? html`<td role="cell"></td>` : nothing} ${named ? html`<td role="cell"></td>` : nothing}
        ${columns.map(
          (column) =>
            html`<th role="columnheader" scope="col">
              ${column.text}${required(column) ? html`<span class="mark" aria-hidden="true"> *</span><span class="unseen"> (${words.required})</span>` : nothing}
            </th>`,
        )}
        ${this.canRemove ? html`<td role="cell"></td>` : nothing}
      </tr>
    </thead>`;
  }

  #row(item: Item, columns: readonly SurveyLine[], named: boolean) {
    const { question } = this;
    const { words, texts } = question;
    const at = item.index + 1;
    const name = item.text ?? fill(words.items.row, { at });
    return html`<tr class="item" role="row" data-item=${item.index}>
        ${this.#hasDetails ? html`<td class="cell-details" role="cell">${this.#toggler(item, name)}</td>` : nothing}
        ${named ? html`<th class="cell-name" role="rowheader" scope="row">${item.text}</th>` : nothing}
        ${columns.map((column) => {
          const cell = this.#cell(item, column.value);
          return html`<td class=${cell ? "cell" : "cell void"} role="cell">
            ${cell ? html`<div class="cell-title" aria-hidden="true">${column.text}</div>` : nothing}
            ${cell ? question.inner([cell], "bare") : nothing}
          </td>`;
        })}
        ${
          this.canRemove
            ? html`<td class="cell-remove" role="cell">
                ${this.removing(item.index, fill(words.items.removeOne, { name }), texts["removeRowText"] ?? words.items.remove)}
              </td>`
            : nothing
        }
      </tr>
      ${this.#hasDetails && this.#open.has(item.index) ? this.#details(item, columns, named, name) : nothing}`;
  }

  #toggler({ index }: Item, name: string) {
    const { id, words } = this.question;
    const open = this.#open.has(index);
    return html`<button
      type="button"
      class="toggle"
      aria-expanded=${open}
      aria-controls=${open ? `${id}-details-${index}` : nothing}
      aria-label=${fill(words.items.details, { name })}
      @click=${() => this.#toggle(index)}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true"><path d="m8 10 4 4 4-4" /></svg>
    </button>`;
  }

  #details(item: Item, columns: readonly SurveyLine[], named: boolean, name: string) {
    const { question } = this;
    const cells = new Set(columns.map(({ value }) => this.#cell(item, value)));
    const width = columns.length + 1 + Number(named) + Number(this.canRemove);
    return html`<tr class="details" role="row" id="${question.id}-details-${item.index}">
      <td role="cell" colspan=${width}>
        <div class="inside" role="group" aria-label=${fill(question.words.items.details, { name })}>
          ${question.inner(item.elements.filter((element) => !cells.has(element)))}
        </div>
      </td>
    </tr>`;
  }

  #totals(columns: readonly SurveyLine[], named: boolean) {
    const { question } = this;
    const word = question.texts["totalText"] ?? question.words.items.total;
    const texts = columns.map((column) => totalText(question, String(column.value)));
    // Where rows have no names, the word stands in the first column that has no total.
    const place = named ? -1 : texts.indexOf(undefined);
    return html`<tfoot role="rowgroup">
      <tr class="totals" role="row">
        ${this.#hasDetails ? html`<td role="cell"></td>` : nothing}
        ${named ? html`<th class="cell-name" role="rowheader" scope="row">${word}</th>` : nothing}
        ${columns.map(({ text }, at) => {
          if (at === place) return html`<th class="cell-name" role="rowheader" scope="row">${word}</th>`;
          const total = texts[at];
          return html`<td class=${total === undefined ? "cell void" : "cell"} role="cell">
            ${total === undefined ? nothing : html`<div class="cell-title" aria-hidden="true">${text}</div>`}${total}
          </td>`;
        })}
        ${this.canRemove ? html`<td role="cell"></td>` : nothing}
      </tr>
    </tfoot>`;
  }
}

/** How a matrix of one size stands as cards. */
function cards(size: string) {
  const table = unsafeCSS(`.cells.${size}`);
  return css`
    ${table}, ${table} :is(tbody, tfoot, tr, td, th) {
      display: block;
      inline-size: auto;
      padding: 0;
      border: 0;
    }
    ${table} thead, ${table} tr > td:empty, ${table} .void {
      display: none;
    }
    ${table}, ${table} tbody {
      display: grid;
      gap: 0.75em;
      min-inline-size: 0;
    }
    ${table} tr {
      position: relative;
      display: grid;
      gap: 0.75em;
      padding: 1em;
      border: 1px solid var(--hair);
      border-radius: var(--round);
    }
    ${table} .details {
      margin-block-start: -1.5em;
      border-block-start: 0;
      border-start-start-radius: 0;
      border-start-end-radius: 0;
    }
    ${table} .cell-title {
      display: block;
    }
    ${table} .cell-name {
      font-size: 1.05em;
    }
    ${table} .cell-details {
      position: absolute;
      inset-block-start: 0.5em;
      inset-inline-end: 0.5em;
      z-index: 1;
    }
    ${table} .totals .cell {
      display: flex;
      justify-content: space-between;
      gap: 1em;
    }
  `;
}

const styles = css`
  ${itemStyles}
  patronage-cells {
    display: grid;
    gap: 0.75em;
    min-inline-size: 0;
  }
  .cells-box {
    container: cells / inline-size;
    min-inline-size: 0;
  }
  .cells-box:has(> .table) {
    overflow-x: auto;
    /* Room for the outline of what has the focus. */
    margin: -5px;
    padding: 5px;
  }
  .cells {
    inline-size: 100%;
    border-collapse: collapse;
  }
  .cells.table {
    min-inline-size: 40em;
  }
  .cells :is(td, th) {
    padding: 0.5em 0.4em;
    text-align: start;
    vertical-align: top;
  }
  .cells thead th {
    color: var(--quiet);
    font-size: 0.875em;
    font-weight: 600;
    vertical-align: bottom;
  }
  .cells :is(tbody .item, .totals) {
    border-block-start: 1px solid var(--hair);
  }
  .cells .cell-name {
    padding-block-start: 1.1em;
    font-weight: 600;
  }
  .cells .totals > * {
    padding-block: 0.7em;
    padding-inline: 0.8em;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .cells .cell-title {
    display: none;
    margin-block-end: 0.3em;
    color: var(--quiet);
    font-size: 0.9375em;
    font-weight: 500;
  }
  .cells .cell .line {
    min-inline-size: 5em;
  }
  .cells .cell .choices {
    grid-template-columns: 1fr;
  }
  .cell-remove,
  .cell-details {
    inline-size: 1%;
    white-space: nowrap;
  }
  .toggle {
    display: grid;
    place-items: center;
    inline-size: 2.75em;
    padding: 0;
    border-color: transparent;
  }
  .toggle svg {
    inline-size: 1.5em;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    transition: rotate var(--quick);
  }
  .toggle[aria-expanded="true"] svg {
    rotate: 180deg;
  }
  .details .inside {
    display: grid;
    gap: 1.25em;
    padding: 0.5em 0.75em 1em;
  }
  @container cells (max-width: 26em) {
    ${cards("few")}
  }
  @container cells (max-width: 40em) {
    ${cards("some")}
  }
  @container cells (max-width: 54em) {
    ${cards("many")}
  }
  ${cards("list")}
`;

define("patronage-cells", Cells);

const render = (question: Question) => html`<patronage-cells data-inner .question=${question}></patronage-cells>`;

export const matrixdropdown: QuestionType = { shape: "group", render, styles };
export const matrixdynamic: QuestionType = { shape: "group", render, styles };
