import { css, html, LitElement, nothing, type PropertyDeclarations } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { SurveyDocument } from "../../survey.js";
import { LARGEST_FILES } from "../../responses/response.js";
import type { Json } from "../../types.js";
import { define } from "../define.js";
import { imageAddress } from "../clean.js";
import { CATEGORIES } from "./categories.js";
import { fill } from "../words/index.js";
import { itemStyles } from "./items.js";
import { flagOf, numberOf, type Question, type QuestionType } from "./question.js";

/** A file as the answer keeps it. */
interface Kept {
  readonly name: string;
  readonly type: string;
  /** The file itself, as a data URL. */
  readonly content: string;
}

/** Files, chosen or dropped; they are part of the answer. What cannot be taken is named, and what is there stays. */
class Files extends LitElement {
  static override properties: PropertyDeclarations = {
    question: { attribute: false },
    refused: { state: true },
    reading: { state: true },
    over: { state: true },
    said: { state: true },
  };
  declare question: Question;
  /** Why files were not taken. */
  declare protected refused: readonly string[];
  declare protected reading: boolean;
  /** Whether something is being dragged over the place. */
  declare protected over: boolean;
  declare protected said: string | undefined;
  #focus: string | undefined;

  constructor() {
    super();
    this.refused = [];
    this.reading = false;
    this.over = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  get #kept(): readonly Kept[] {
    const { value } = this.question;
    const files = (Array.isArray(value) ? value : []) as readonly (Partial<Kept> | null | undefined)[];
    // An answer may come from elsewhere: it is what it is.
    return files.flatMap((file) => (typeof file === "object" && file !== null ? [keptOf(file)] : []));
  }

  get #most(): number {
    const { definition } = this.question;
    return flagOf(definition, "allowMultiple") ? numberOf(definition, "maxFiles") || Infinity : 1;
  }

  /** Takes files in: each that may be taken, whatever becomes of the others. */
  async #take(files: readonly File[]): Promise<void> {
    if (files.length === 0 || this.reading || this.question.readOnly) return;
    const { question } = this;
    const before = this.#most === 1 ? [] : this.#kept;
    // What a new file takes the place of makes room for it.
    let room = question.room() + (this.#most === 1 ? 0.75 * JSON.stringify(this.#kept).length : 0);
    const refused: string[] = [];
    const taken: Kept[] = [];
    this.reading = true;
    for (const file of files) {
      const full = before.length + taken.length >= this.#most;
      const why = full ? fill(question.words.file.many, { count: this.#most }) : refusal(question, file, room);
      const content = why === undefined ? await read(file) : undefined;
      if (content === undefined) {
        refused.push(why ?? fill(question.words.file.unread, { name: file.name }));
        continue;
      }
      taken.push({ name: file.name, type: file.type, content });
      room -= file.size;
    }
    this.reading = false;
    this.refused = [...new Set(refused)];
    if (taken.length === 0) return;
    this.question.answer([...before, ...taken] as unknown as Json);
    this.said = fill(question.words.file.taken, {
      names: taken.map(({ name }) => name).join(question.words.file.comma),
    });
  }

  #remove(at: number): void {
    const kept = this.#kept.filter((_, place) => place !== at);
    this.said = fill(this.question.words.file.removed, { name: this.#kept[at]?.name ?? "" });
    this.question.answer(kept as unknown as Json);
    this.refused = [];
    this.#focus = kept.length > 0 ? `[data-remove="${Math.min(at, kept.length - 1)}"]` : "input";
  }

  protected override updated(): void {
    const focus = this.#focus;
    if (focus === undefined) return;
    this.#focus = undefined;
    this.querySelector<HTMLElement>(focus)?.focus();
  }

  protected override render(): unknown {
    const { question, refused, reading } = this;
    const { words, id } = question;
    return html`${question.readOnly ? nothing : this.#place()}
      ${
        refused.length > 0
          ? html`<div class="errors" role="alert" id="${id}-refused">
              ${refused.map((text) => html`<p>${text}</p>`)}
            </div>`
          : nothing
      }
      ${
        this.#kept.length > 0
          ? html`<ul class="files">
              ${repeat(
                this.#kept,
                ({ name }, at) => `${at} ${name}`,
                (file, at) => this.#file(file, at),
              )}
            </ul>`
          : nothing
      }
      <div class="unseen" role="status">${reading ? words.file.reading : this.said}</div>`;
  }

  #place() {
    const { question, over } = this;
    const { words, definition, texts, id } = question;
    const several = this.#most > 1;
    const limits = [acceptedText(question), sizeText(question)].filter(Boolean).join(" · ");
    const drop = (event: DragEvent) => {
      event.preventDefault();
      this.over = event.type === "dragover";
      if (event.type === "drop") this.question.until(this.#take([...(event.dataTransfer?.files ?? [])]));
    };
    const camera = definition["sourceType"] === "camera";
    return html`<label
      class="drop ${over ? "over" : ""}"
      part="drop"
      @dragover=${drop}
      @dragleave=${() => (this.over = false)}
      @drop=${drop}
    >
      <input
        type="file"
        accept=${accepted(definition).join() || nothing}
        capture=${camera ? (definition["cameraFacingMode"] === "user" ? "user" : "environment") : nothing}
        ?multiple=${several}
        aria-describedby=${[limits && `${id}-limits`, this.refused.length > 0 && `${id}-refused`].filter(Boolean).join(" ") || nothing}
        aria-invalid=${question.invalid ?? nothing}
        @change=${(event: Event) => {
          const input = event.target as HTMLInputElement;
          const files = [...(input.files ?? [])];
          // The same file may be chosen again, once it has been mended.
          input.value = "";
          this.question.until(this.#take(files));
        }}
      />
      <span class="choose">${several ? words.file.chooseSeveral : words.file.choose}</span>
      <span class="description">${texts["filePlaceholder"] ?? words.file.drop}</span>
      ${limits ? html`<span class="description" id="${id}-limits">${limits}</span>` : nothing}
    </label>`;
  }

  #file({ name, type, content }: Kept, at: number) {
    const { definition, words, readOnly } = this.question;
    const shows = definition["showPreview"] !== false && definition["allowImagesPreview"] !== false;
    const link = shows && type.startsWith("image/") ? imageAddress(content) : undefined;
    return html`<li class="kept" part="file">
      ${link === undefined ? sheet : html`<img src=${link} alt="" draggable="false" />`}
      <span class="name">${name}</span>
      ${
        readOnly
          ? nothing
          : html`<button
              type="button"
              class="remove"
              data-remove=${at}
              aria-label=${fill(words.items.removeOne, { name })}
              @click=${() => this.#remove(at)}
            >
              ${words.items.remove}
            </button>`
      }
    </li>`;
  }
}

function keptOf({ name, type, content }: Partial<Kept>): Kept {
  return { name: String(name ?? ""), type: String(type ?? ""), content: String(content ?? "") };
}

const sheet = html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 3h8l4 4v14H6zM14 3v4h4" /></svg>`;

/** What the document accepts: endings and media types, such as `.pdf` and `image/*`. */
function accepted({ acceptedTypes, acceptedCategories }: SurveyDocument): readonly string[] {
  const named = Array.isArray(acceptedCategories) ? acceptedCategories : [];
  const all = [acceptedTypes, ...named.map((name) => CATEGORIES[String(name).toLowerCase()])];
  return all
    .flatMap((types) => (typeof types === "string" ? types.split(",") : []))
    .map((type) => type.trim().toLowerCase())
    .filter(Boolean);
}

function isAccepted({ name, type }: File, types: readonly string[]): boolean {
  const fits = (one: string) => {
    if (one.startsWith(".")) return name.toLowerCase().endsWith(one);
    if (one.endsWith("/*")) return type.startsWith(one.slice(0, -1));
    return one === type || one === "*" || (!one.includes("/") && name.toLowerCase().endsWith(`.${one}`));
  };
  return types.length === 0 || types.some(fits);
}

/** Why a file may not be taken, where so many bytes of files still have room in the response. */
function refusal(question: Question, file: File, room: number): string | undefined {
  const { words, definition } = question;
  if (!isAccepted(file, accepted(definition))) {
    return fill(words.file.wrong, { name: file.name, types: acceptedText(question) });
  }
  const most = numberOf(definition, "maxSize") || Infinity;
  if (file.size > most) return fill(words.file.large, { name: file.name, size: size(question, most) });
  return file.size > room ? fill(words.file.full, { name: file.name, size: size(question, LARGEST_FILES) }) : undefined;
}

function acceptedText({ definition, words }: Question): string {
  const name = (type: string) => (words.file.kinds as Readonly<Record<string, string>>)[type] ?? type;
  return accepted(definition).map(name).join(words.file.comma);
}

function sizeText(question: Question): string {
  const most = numberOf(question.definition, "maxSize");
  return most ? fill(question.words.file.upTo, { size: size(question, most) }) : "";
}

function size({ locale }: Question, bytes: number): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"];
  const step = Math.max(0, Math.min(units.length - 1, Math.floor(Math.log(bytes) / Math.log(1024))));
  const format = new Intl.NumberFormat(locale, { style: "unit", unit: units[step], maximumFractionDigits: 1 } as never);
  return format.format(bytes / 1024 ** step);
}

function read(file: File): Promise<string | undefined> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => resolve(undefined);
    reader.readAsDataURL(file);
  });
}

define("patronage-files", Files);

export const file: QuestionType = {
  shape: "group",
  render: (question) => html`<patronage-files .question=${question}></patronage-files>`,
  styles: css`
    ${itemStyles}
    patronage-files {
      display: grid;
      gap: 0.6em;
      overflow-wrap: anywhere;
    }
    .drop {
      position: relative;
      display: grid;
      gap: 0.2em;
      place-items: center;
      padding: 1.5em 1em;
      border: 1px dashed var(--edge);
      border-radius: var(--round);
      background: var(--field);
      text-align: center;
      cursor: pointer;
      transition:
        border-color var(--quick),
        background var(--quick);
    }
    .drop:hover,
    .drop.over {
      border-color: var(--accent);
      background: var(--soft);
    }
    .drop:has(:focus-visible) {
      outline: 3px solid var(--focus);
      outline-offset: 2px;
    }
    .drop input {
      position: absolute;
      inset: 0;
      inline-size: 100%;
      block-size: 100%;
      opacity: 0;
      cursor: inherit;
    }
    .drop .choose {
      color: var(--accent);
      font-weight: 600;
    }
    .drop .description {
      font-size: 0.9375em;
    }
    .files {
      display: grid;
      gap: 0.4em;
      margin: 0;
      padding: 0;
      list-style: none;
    }
    .kept {
      display: flex;
      gap: 0.75em;
      align-items: center;
      padding: 0.4em 0.5em;
      border: 1px solid var(--hair);
      border-radius: var(--round);
      background: var(--field);
    }
    .kept :is(img, svg) {
      flex: none;
      inline-size: 3em;
      block-size: 3em;
      border-radius: calc(var(--round) / 2);
      object-fit: cover;
    }
    .kept svg {
      padding: 0.5em;
      box-sizing: border-box;
      fill: none;
      stroke: var(--quiet);
      stroke-width: 1.6;
      stroke-linejoin: round;
    }
    .kept .name {
      flex: 1;
      min-inline-size: 0;
    }
  `,
};
