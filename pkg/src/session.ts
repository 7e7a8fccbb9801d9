import { Held } from "./handle.js";
import { toJson } from "./json.js";
import { moment } from "./moment.js";
import type {
  Survey,
  SurveyChanges,
  SurveyConstructor,
  SurveyDocument,
  SurveyElement,
  SurveyEnding,
  SurveyOptions,
  SurveyPage,
  SurveyQuestion,
  SurveyQuiz,
  SurveyState,
  SurveyWarning,
  Vocabulary,
} from "./survey.js";
import type { Json, Now } from "./types.js";

/** The class that the engine's glue exports. */
export interface EngineSurvey {
  call(call: string): string;
  free(): void;
}

/** What the engine writes: its name for the pages is the one of the recorded conformance traces. */
type WrittenState = Omit<SurveyState, "pages"> & { readonly visiblePages: readonly string[] };

/** The `Survey` of one engine. */
export function surveyOf(Compiled: new (document: string, options: string) => EngineSurvey): SurveyConstructor {
  class Session extends Held<EngineSurvey> {
    readonly #text: string;
    #document: SurveyDocument | undefined;

    constructor(document: SurveyDocument | string, options: SurveyOptions = {}) {
      const text = toJson(document);
      const told = optionsText(options);
      super("Survey", () => new Compiled(text, told));
      this.#text = text;
    }

    page(): SurveyPage {
      const { page, ...written } = this.#told("page") as SurveyPage;
      const elements = this.#worded(written.elements);
      const texts = { ...strings(this.definition("")), ...written.texts };
      const [own] = this.#worded(page ? [page] : []);
      return { ...written, ...(own && "elements" in own && { page: own }), texts, elements };
    }

    question(path: string): SurveyQuestion | undefined {
      const written = this.#told("question", path) as SurveyQuestion | null;
      if (!written) return undefined;
      const { name: title, place } = written;
      return { ...written, texts: { title, ...strings(this.definition(place)), ...written.texts } };
    }

    ending(): SurveyEnding {
      return this.#told("ending") as SurveyEnding;
    }

    definition(place: string): SurveyDocument {
      this.#document ??= JSON.parse(this.#text) as SurveyDocument;
      const steps = place.split("/").slice(1);
      return steps.reduce((at, step) => (at[step] ?? {}) as SurveyDocument, this.#document);
    }

    /** The engine tells the texts that are not simply there: the others stand in the document. */
    #worded(elements: readonly SurveyElement[]): SurveyElement[] {
      return elements.map((element) => {
        if (!("place" in element)) return element;
        // The one page of a document without pages has no place: what stands there is the survey's.
        const texts = element.place === "" ? {} : { ...strings(this.definition(element.place)), ...element.texts };
        return { ...element, texts, elements: this.#worded(element.elements ?? []) };
      });
    }

    state(): SurveyState {
      const written = this.#told("state") as WrittenState;
      const { visiblePages: pages, ...state } = written;
      return { ...state, pages };
    }

    value(name: string): Json | undefined {
      const value = this.#told("value", name) as Json;
      return value ?? undefined;
    }

    timings(): Readonly<Record<string, number>> {
      return this.#told("timings") as Readonly<Record<string, number>>;
    }

    elapsed(): Readonly<Record<string, number>> {
      return this.#told("elapsed") as Readonly<Record<string, number>>;
    }

    quiz(): SurveyQuiz {
      return this.#told("quiz") as SurveyQuiz;
    }

    warnings({ names }: Vocabulary): readonly SurveyWarning[] {
      return this.#told("warnings", names) as readonly SurveyWarning[];
    }

    static {
      for (const method of METHODS) {
        const value = function (this: Session, ...values: readonly unknown[]): SurveyChanges {
          return this.#call(method, values);
        };
        Object.defineProperty(this.prototype, method, { value, writable: true, configurable: true });
      }
    }

    setNow(now: Now): SurveyChanges {
      return this.#call("setNow", [moment(now, "")]);
    }

    #call(method: Method, values: readonly unknown[]): SurveyChanges {
      return this.#told(method, ...values) as SurveyChanges;
    }

    /** Sends a call over. */
    #told(method: string, ...values: readonly unknown[]): unknown {
      const call = [JSON.stringify(method), ...values.map(argument)].join();
      return JSON.parse(this.ask((compiled) => compiled.call(`[${call}]`)));
    }
  }
  return Session as unknown as SurveyConstructor;
}

/** The options as the engine reads them, and what it is given beside them. */
export function optionsText({ now, ...rest }: SurveyOptions, beside?: Readonly<Record<string, unknown>>): string {
  return toJson({ ...rest, ...(now !== undefined && { now: moment(now, "/now") }), ...beside });
}

/** The plain texts of an object of the document. */
function strings(definition: SurveyDocument): Record<string, string> {
  const texts = Object.entries(definition).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return Object.fromEntries(texts);
}

/** An argument as JSON, where `undefined` is `null`, which is as empty; what is refused has its place in the argument. */
function argument(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : toJson(value ?? null);
}

/** The methods that change something and say what. */
type Method = {
  [Name in keyof Survey]: Survey[Name] extends (...values: never[]) => SurveyChanges ? Name : never;
}[keyof Survey];

/** Each of them that is sent over as it comes, which the compiler checks. */
const METHODS = Object.keys({
  answer: true,
  comment: true,
  addItem: true,
  removeItem: true,
  open: true,
  tick: true,
  setValue: true,
  clearValue: true,
  setComment: true,
  setVariable: true,
  setData: true,
  mergeData: true,
  setLocale: true,
  start: true,
  nextPage: true,
  prevPage: true,
  performNext: true,
  performPrevious: true,
  goToPage: true,
  showPreview: true,
  cancelPreview: true,
  tryComplete: true,
  doComplete: true,
  clear: true,
} satisfies Record<Exclude<Method, "setNow">, true>) as readonly Method[];
