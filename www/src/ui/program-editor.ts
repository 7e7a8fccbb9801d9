// The program as a text to change, with what is wrong shown in its place.
import { html, nothing } from "lit";
import { explain } from "patronage/explain";
import { View } from "./view";
import { lineOf, locate } from "../pointer";
import { sentences } from "../sentences";

class ProgramEditor extends View {
  static override properties = { ...View.properties, dropping: { state: true } };
  declare private dropping: boolean;
  private timer = 0;

  constructor() {
    super();
    this.dropping = false;
  }

  override render() {
    const { draft, isDraft, programRefusal } = this.till;
    const wrong = programRefusal ? this.wrongLine() : undefined;
    const count = draft.split("\n").length;
    return html`<section class="program" aria-labelledby="program-title">
      <div class="heading">
        <div>
          <h2 id="program-title">${this.words.program}</h2>
          <p class="note">${this.words.programWhy}</p>
        </div>
        <div class="actions">
          <span class="state">${isDraft ? this.words.draft : this.words.published}</span>
          ${
            isDraft
              ? html`<button
                  type="button"
                  class="plain"
                  @click=${() => this.till.setProgram(this.till.shop.programText)}
                >
                  ${this.words.restore}
                </button>`
              : nothing
          }
          <label class="plain file">
            <input type="file" accept=".json,application/json" class="visually-hidden" @change=${this.opened} />
            <span>${this.words.open}</span>
          </label>
        </div>
      </div>
      <div
        class="editor ${this.dropping ? "dropping" : ""}"
        data-hint=${this.words.programDrop}
        @dragover=${this.over}
        @dragleave=${this.out}
        @drop=${this.dropped}
      >
        <ol class="numbers" aria-hidden="true">
          ${Array.from({ length: count }, (_, index) => html`<li class=${index + 1 === wrong ? "wrong" : ""}>${index + 1}</li>`)}
        </ol>
        <textarea
          id="program-text"
          aria-label=${this.words.programText}
          aria-invalid=${programRefusal !== undefined}
          aria-describedby="program-verdict"
          spellcheck="false"
          autocapitalize="off"
          wrap="off"
          rows=${Math.min(count, 30)}
          .value=${draft}
          @input=${this.typed}
          @scroll=${this.scrolled}
        ></textarea>
      </div>
      <div id="program-verdict" class="program-verdict ${programRefusal ? "bad" : "good"}" role="status">
        ${programRefusal ? this.refused(wrong) : this.compiled()}
      </div>
    </section>`;
  }

  private compiled() {
    const { earn, tiers } = this.till.document;
    return html`<p>${this.words.programGood(earn.length, tiers?.length ?? 0)}</p>`;
  }

  private refused(line: number | undefined) {
    const error = this.till.programRefusal;
    if (!error) return nothing;
    return html`<p class="what">${explain(error, sentences[this.till.locale])}</p>
      <p>
        <code>${error.code}</code> ${this.words.at} <code>${error.path || "/"}</code>
        ${line ? html`<button type="button" class="link" @click=${() => this.go(line)}>${this.words.line(line)}</button>` : nothing}
      </p>
      <p class="note">${this.words.programBad}</p>`;
  }

  /** The line that the error is about: where its path leads, or where the text stops being JSON. */
  private wrongLine(): number | undefined {
    const { draft, programRefusal: error } = this.till;
    if (!error) return undefined;
    if (error.code === "json") return lineOf(draft, characters(draft, Number(error.params["offset"] ?? 0)));
    return lineOf(draft, locate(draft, error.path));
  }

  private go(line: number): void {
    const field = this.field;
    if (!field) return;
    const before = field.value
      .split("\n")
      .slice(0, line - 1)
      .join("\n").length;
    const start = before + (line > 1 ? 1 : 0);
    const end = field.value.indexOf("\n", start);
    field.focus();
    field.setSelectionRange(start, end < 0 ? field.value.length : end);
    field.scrollTop = (line - 6) * parseFloat(getComputedStyle(field).lineHeight);
  }

  private get field(): HTMLTextAreaElement | null {
    return this.querySelector("textarea");
  }

  private readonly typed = (event: Event) => {
    const text = (event.target as HTMLTextAreaElement).value;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.till.setProgram(text), 120);
  };

  private readonly scrolled = (event: Event) => {
    const numbers = this.querySelector<HTMLElement>(".numbers");
    if (numbers) numbers.scrollTop = (event.target as HTMLElement).scrollTop;
  };

  private readonly over = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.dropping = true;
  };

  private readonly out = () => {
    this.dropping = false;
  };

  private readonly dropped = (event: DragEvent) => {
    event.preventDefault();
    this.dropping = false;
    void this.read(event.dataTransfer?.files[0]);
  };

  private readonly opened = (event: Event) => {
    const field = event.target as HTMLInputElement;
    void this.read(field.files?.[0]).then(() => (field.value = ""));
  };

  private async read(file: File | undefined): Promise<void> {
    if (file) this.till.setProgram(await file.text());
  }
}

/** How many characters the first bytes of a text are. */
function characters(text: string, bytes: number): number {
  return new TextDecoder().decode(new TextEncoder().encode(text).slice(0, bytes)).length;
}

customElements.define("program-editor", ProgramEditor);
