import { css, html, LitElement, nothing, type PropertyDeclarations } from "lit";
import { ifDefined } from "lit/directives/if-defined.js";
import { define } from "../define.js";
import { imageAddress } from "../clean.js";
import { asText } from "../interview.js";
import { numberOf, type Question, type QuestionType } from "./question.js";
import { Pen } from "./pen.js";

/** How many pixels of the picture stand for one of its measure. */
const SCALE = 2;

/** A signature drawn with a pointer, or a name that is typed; the answer is a picture either way. */
class Signature extends LitElement {
  static override properties: PropertyDeclarations = {
    question: { attribute: false },
    typed: { state: true },
  };
  declare question: Question;
  /** The name that stands for the signature. */
  declare protected typed: string;
  #pen: Pen | undefined;
  /** What the canvas shows, and the answer as it was painted last. */
  #shown: unknown;
  #painted: unknown;

  constructor() {
    super();
    this.typed = "";
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  get #width(): number {
    return Math.min(Math.max(numberOf(this.question.definition, "signatureWidth") ?? 300, 50), 2000);
  }

  get #height(): number {
    return Math.min(Math.max(numberOf(this.question.definition, "signatureHeight") ?? 200, 50), 2000);
  }

  get #color(): string {
    return String(this.question.definition["penColor"] ?? "#1c211f");
  }

  protected override firstUpdated(): void {
    const canvas = this.querySelector("canvas");
    if (!canvas) return;
    canvas.width = this.#width * SCALE;
    canvas.height = this.#height * SCALE;
    canvas.getContext("2d")?.scale(SCALE, SCALE);
    const { definition } = this.question;
    const thin = numberOf(definition, "penMinWidth") ?? 0.5;
    const thick = Math.max(numberOf(definition, "penMaxWidth") ?? 2.5, thin);
    this.#pen = new Pen(canvas, { color: this.#color, thin, thick }, () => this.#keep(""));
  }

  protected override updated(): void {
    const { value } = this.question;
    const same = value === this.#painted;
    this.#painted = value;
    if (same || value === this.#shown) return;
    this.#shown = value;
    if (value === undefined) this.typed = "";
    void this.#show(value);
  }

  /** Paints an answer that came from elsewhere, such as a draft. */
  async #show(value: unknown): Promise<void> {
    this.#clean();
    const link = imageAddress(asText(value as never));
    if (!link?.startsWith("data:")) return;
    const image = new Image();
    image.src = link;
    await image.decode().catch(() => undefined);
    if (this.#shown === value && image.width > 0) {
      this.querySelector("canvas")?.getContext("2d")?.drawImage(image, 0, 0, this.#width, this.#height);
    }
  }

  #clean(): void {
    const context = this.querySelector("canvas")?.getContext("2d");
    context?.clearRect(0, 0, this.#width, this.#height);
    const { backgroundColor } = this.question.definition;
    if (!context || typeof backgroundColor !== "string") return;
    context.fillStyle = backgroundColor;
    context.fillRect(0, 0, this.#width, this.#height);
  }

  /** What stands on the canvas is the answer. */
  #keep(typed: string): void {
    const canvas = this.querySelector("canvas");
    if (!canvas) return;
    this.typed = typed;
    const value = canvas.toDataURL(this.question.definition["dataFormat"] === "jpeg" ? "image/jpeg" : "image/png");
    this.#shown = value;
    this.question.answer(value);
  }

  #clear(): void {
    this.typed = "";
    this.#shown = undefined;
    this.#clean();
    this.question.answer(undefined);
    this.querySelector("input")?.focus();
  }

  /** Writes a name as large as it fits. */
  #type(name: string): void {
    this.#clean();
    if (name.trim() === "") {
      this.typed = "";
      this.#shown = undefined;
      this.question.answer(undefined);
      return;
    }
    const context = this.querySelector("canvas")?.getContext("2d");
    if (!context) return;
    const [width, height] = [this.#width, this.#height];
    const font = (size: number) =>
      `italic ${size}px "Snell Roundhand", "Segoe Script", "Brush Script MT", KaiTi, STKaiti, cursive`;
    context.font = font(100);
    context.font = font(Math.min((100 * width * 0.9) / context.measureText(name).width, height * 0.45));
    context.fillStyle = this.#color;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText(name, width / 2, height / 2, width * 0.95);
    this.#keep(name);
  }

  protected override render(): unknown {
    const { question } = this;
    const { words, texts, readOnly, id, definition } = question;
    const empty = question.value === undefined;
    const on = (what: "down" | "move" | "up") => (event: PointerEvent) => {
      if (readOnly) return;
      // A drawing takes the place of a typed name.
      if (what === "down" && this.typed !== "") this.#clean();
      this.#pen?.[what](event);
    };
    const placeholder = readOnly ? texts["placeholderReadOnly"] : texts["placeholder"];
    return html`<div class="pad" part="signature">
        <canvas
          role="img"
          aria-label=${empty ? words.signature.empty : words.signature.there}
          @pointerdown=${on("down")}
          @pointermove=${on("move")}
          @pointerup=${on("up")}
          @pointercancel=${on("up")}
        ></canvas>
        ${empty && definition["showPlaceholder"] !== false ? html`<span class="here" aria-hidden="true">${placeholder ?? (readOnly ? "" : words.signature.here)}</span>` : nothing}
      </div>
      ${
        readOnly
          ? nothing
          : html`<div class="typing">
              <label class="label" for=${id}>${words.signature.type}</label>
              <input
                class="line"
                id=${id}
                autocomplete="name"
                .value=${this.typed}
                aria-invalid=${ifDefined(question.invalid)}
                @input=${(event: Event) => this.#type((event.target as HTMLInputElement).value)}
              />
              ${empty || definition["allowClear"] === false ? nothing : html`<button type="button" @click=${() => this.#clear()}>${words.clear}</button>`}
            </div>`
      }`;
  }
}

define("patronage-signature", Signature);

export const signaturepad: QuestionType = {
  shape: "group",
  render: (question) => html`<patronage-signature .question=${question}></patronage-signature>`,
  styles: css`
    patronage-signature {
      display: grid;
      gap: 0.6em;
      justify-items: start;
    }
    .pad {
      position: relative;
      max-inline-size: 100%;
      border: 1px solid var(--edge);
      border-radius: var(--round);
      /* Ink is dark: paper stays light in the dark. */
      background: #ffffff;
      overflow: hidden;
    }
    .pad canvas {
      display: block;
      inline-size: 24em;
      max-inline-size: 100%;
      touch-action: none;
      cursor: crosshair;
    }
    .pad .here {
      position: absolute;
      inset-block-end: 1em;
      inset-inline: 1.5em;
      padding-block-start: 0.35em;
      border-block-start: 1px solid #7b8681;
      color: #59625e;
      font-size: 0.875em;
      pointer-events: none;
    }
    .typing {
      display: flex;
      flex-wrap: wrap;
      gap: 0.5em 0.75em;
      align-items: center;
      max-inline-size: 100%;
    }
    .typing .line {
      inline-size: 15em;
    }
  `,
};
