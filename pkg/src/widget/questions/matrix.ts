import { css, html, nothing, unsafeCSS } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { live } from "lit/directives/live.js";
import type { SurveyDocument, SurveyLine } from "../../survey.js";
import type { Json } from "../../types.js";
import { localText } from "../local.js";
import { flagOf, type Question, type QuestionType } from "./question.js";

type Cells = Readonly<Record<string, Json>>;

/** How a matrix of one size stands as cards. */
function cards(size: string) {
  const matrix = unsafeCSS(`.matrix-table.${size}`);
  return css`
    ${matrix}, ${matrix} > .matrix-row > * {
      display: block;
      inline-size: auto;
      min-inline-size: 0;
    }
    ${matrix} {
      display: grid;
      gap: 0.75em;
    }
    ${matrix} > .head, ${matrix} > .nameless > :first-child {
      display: none;
    }
    ${matrix} > .matrix-row {
      display: grid;
      gap: 0.25em;
      padding: 0.75em;
      border-radius: var(--round);
      background: var(--well);
    }
    ${matrix} > .matrix-row > :first-child {
      padding: 0 0 0.25em;
      font-weight: 600;
    }
    ${matrix} > .missing {
      box-shadow: inset 3px 0 var(--wrong);
    }
    ${matrix} > .missing > :first-child {
      box-shadow: none;
    }
    ${matrix} > .matrix-row > .matrix-cell {
      display: flex;
      gap: 0.7em;
      align-items: center;
      block-size: auto;
      padding: 0.4em 0.75em;
      border: 1px solid var(--hair);
      border-radius: var(--round);
      background: var(--field);
      text-align: start;
    }
    ${matrix} > .matrix-row > .matrix-cell:has(:checked) {
      border-color: var(--accent);
    }
    ${matrix} > .matrix-row > .matrix-cell:not(.told):has(:checked) {
      background: var(--soft);
    }
    ${matrix} .matrix-cell > span {
      position: static;
      inline-size: auto;
      block-size: auto;
      overflow: visible;
      clip-path: none;
    }
    ${matrix} > .matrix-row.head,
    ${matrix} > .nameless > :first-child {
      display: none;
    }
    ${matrix}.short > .matrix-row {
      grid-template-columns: repeat(auto-fit, minmax(2.75em, 1fr));
    }
    ${matrix}.short > .matrix-row > :first-child {
      grid-column: 1 / -1;
    }
    ${matrix}.short > .matrix-row > .matrix-cell {
      flex-direction: column;
      gap: 0.25em;
      padding: 0.4em 0.2em;
    }
  `;
}

/**
 * One answer for each row, or several: on a wide place the rows stand as a table, on a narrow one as cards. A row is a
 * group of radio buttons that bears its name, so that it is read alike in both.
 */
export const matrix: QuestionType = {
  shape: "group",
  render(question) {
    const { columns = [], definition } = question;
    const rows = rowsOf(question);
    const short = columns.every(({ text }) => text.length < 4) && !definition["cells"];
    const size = columns.length < 5 ? "few" : columns.length < 8 ? "some" : "many";
    const mode = definition["displayMode"] === "list" ? "list" : definition["displayMode"] === "table" ? "table" : size;
    return html`<div class="matrix-box">
      <div class="matrix-table ${mode} ${short ? "short" : ""}" part="matrix">
        ${definition["showHeader"] === false ? nothing : head(columns)}
        ${repeat(rows, keyOf, (row) => line(question, row))}
      </div>
    </div>`;
  },
  styles: css`
    .matrix-box {
      container: matrix / inline-size;
      min-inline-size: 0;
      overflow-x: auto;
      /* Room for the outline of what has the focus. */
      margin: -5px;
      padding: 5px;
    }
    .matrix-table {
      display: table;
      inline-size: 100%;
      table-layout: fixed;
      border-collapse: separate;
      border-spacing: 0 0.3em;
    }
    .matrix-table.table {
      min-inline-size: 34em;
    }
    .matrix-row {
      display: table-row;
    }
    .matrix-row > * {
      display: table-cell;
      vertical-align: middle;
    }
    .matrix-row > :first-child {
      inline-size: 30%;
      padding: 0.5em 0.75em;
      border-start-start-radius: var(--round);
      border-end-start-radius: var(--round);
    }
    .matrix-row > :last-child {
      border-start-end-radius: var(--round);
      border-end-end-radius: var(--round);
    }
    .matrix-row.nameless > :first-child {
      display: none;
    }
    .matrix-row:not(.head) > * {
      background: var(--well);
    }
    .matrix-row.missing > :first-child {
      box-shadow: inset 3px 0 var(--wrong);
    }
    [dir="rtl"] .matrix-row.missing > :first-child {
      box-shadow: inset -3px 0 var(--wrong);
    }
    .matrix-table .head > * {
      padding: 0.25em 0.4em;
      color: var(--quiet);
      font-size: 0.875em;
      text-align: center;
      vertical-align: bottom;
    }
    .matrix-cell {
      position: relative;
      box-sizing: border-box;
      min-block-size: 2.75em;
      block-size: 2.75em;
      padding: 0.4em;
      text-align: center;
      cursor: pointer;
    }
    .matrix-cell input {
      inline-size: 1.35em;
      block-size: 1.35em;
      margin: 0;
      accent-color: var(--accent);
      vertical-align: middle;
      cursor: inherit;
    }
    .matrix-row:not(.head) > .matrix-cell:hover,
    .matrix-row:not(.head) > .matrix-cell:has(:checked) {
      background: var(--soft);
    }
    .matrix-cell:has(:disabled) {
      cursor: default;
    }
    .matrix-cell:has(:focus-visible) {
      z-index: 1;
      outline: 3px solid var(--focus);
      outline-offset: -2px;
      border-radius: var(--round);
    }
    .matrix-cell :focus-visible {
      outline: none;
    }
    .matrix-cell.told {
      font-size: 0.9375em;
    }
    .matrix-cell.told input {
      position: absolute;
      inset: 0;
      inline-size: 100%;
      block-size: 100%;
      opacity: 0;
    }
    .matrix-row:not(.head) > .matrix-cell.told:has(:checked) {
      background: var(--accent);
      color: var(--on-accent);
    }
    .matrix-cell > span {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .matrix-cell.told > span {
      position: static;
      inline-size: auto;
      block-size: auto;
      overflow: visible;
      clip-path: none;
    }
    @media (forced-colors: active) {
      .matrix-cell.told:has(:checked) {
        outline: 3px solid Highlight;
        outline-offset: -3px;
      }
    }
    @container matrix (max-width: 30em) {
      ${cards("few")}
    }
    @container matrix (max-width: 38em) {
      ${cards("some")}
    }
    @container matrix (max-width: 60em) {
      ${cards("many")}
    }
    ${cards("list")}
  `,
};

function head(columns: readonly SurveyLine[]) {
  return html`<div class="matrix-row head" aria-hidden="true">
    <div></div>
    ${columns.map(({ text }) => html`<div>${text}</div>`)}
  </div>`;
}

function line(question: Question, row: Row) {
  const { columns = [], definition, readOnly } = question;
  const several = definition["cellType"] === "checkbox";
  const lacks = question.errors.some(({ code }) => code === "rows" || code === "required") && row.chosen.length === 0;
  const all = flagOf(definition, "eachRowRequired", "isAllRowRequired");
  return html`<div
    class="matrix-row ${lacks ? "missing" : ""} ${row.text === undefined ? "nameless" : ""}"
    part="matrix-row"
    role=${several ? "group" : "radiogroup"}
    aria-label=${row.text ?? nothing}
    aria-invalid=${lacks && !several ? "true" : nothing}
    aria-required=${all && !several ? "true" : nothing}
  >
    <div class="matrix-name" aria-hidden="true">${row.text}</div>
    ${columns.map((column) => {
      const told = cellText(question, row, column);
      return html`<label class="matrix-cell ${told === undefined ? "" : "told"}">
        <input
          type=${several ? "checkbox" : "radio"}
          name="${question.id}-${row.key}"
          .checked=${live(isIn(row.chosen, column.value))}
          ?disabled=${readOnly}
          @change=${(event: Event) => {
            const on = (event.target as HTMLInputElement).checked;
            question.answer(
              several ? severalOf(question, row, column.value, on) : withCell(question, row, column.value),
            );
          }}
        />
        <span>${told ?? column.text}</span>
      </label>`;
    })}
  </div>`;
}

/** A row with what is chosen in it; a matrix without rows has one that has no name. */
interface Row {
  readonly key: string | undefined;
  readonly text: string | undefined;
  readonly chosen: readonly Json[];
}

function rowsOf({ rows = [], definition, value }: Question): readonly Row[] {
  const list = (cell: Json | undefined) => (Array.isArray(cell) ? (cell as Json[]) : cell === undefined ? [] : [cell]);
  const has = Array.isArray(definition["rows"]) && definition["rows"].length > 0;
  if (!has) return [{ key: undefined, text: undefined, chosen: list(value) }];
  return rows.map(({ value: row, text }) => {
    const key = String(row);
    return { key, text, chosen: list(cellsOf(value)[key]) };
  });
}

function keyOf({ key }: Row): string | undefined {
  return key;
}

function cellsOf(value: Json | undefined): Cells {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Cells) : {};
}

function isIn(chosen: readonly Json[], value: Json): boolean {
  return chosen.some((one) => JSON.stringify(one) === JSON.stringify(value));
}

/** The answer with another cell in one row. */
function withCell({ value }: Question, { key }: Row, cell: Json | undefined): Json | undefined {
  if (key === undefined) return cell;
  const others = Object.entries(cellsOf(value)).filter(([name]) => name !== key);
  const cells = cell === undefined ? others : [...others, [key, cell] as const];
  return Object.fromEntries(cells);
}

/** The answer with one choice of a row more or less; one that excludes others stands alone. */
function severalOf(question: Question, row: Row, value: Json, on: boolean): Json | undefined {
  const columns = (question.definition["columns"] ?? []) as readonly SurveyDocument[];
  const alone = (one: Json) =>
    columns.some((column) => isIn([column["value"] as Json], one) && flagOf(column, "isExclusive"));
  const kept = row.chosen.filter((one) => !isIn([one], value) && !alone(one));
  const next = !on ? kept : alone(value) ? [value] : [...kept, value];
  return withCell(question, row, next.length > 0 ? next : undefined);
}

/** What a cell itself says. */
function cellText({ definition, locale }: Question, { key }: Row, { value }: SurveyLine): string | undefined {
  const cells = definition["cells"] as Readonly<Record<string, SurveyDocument | undefined>> | undefined;
  return localText(
    (key !== undefined ? cells?.[key] : undefined)?.[String(value)] ?? cells?.["default"]?.[String(value)],
    locale,
  );
}
