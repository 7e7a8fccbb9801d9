// A survey in progress, and who paints which part of it: a call paints again what it changed, and nothing else.
import type {
  Survey,
  SurveyChanges,
  SurveyData,
  SurveyItem,
  SurveyPage,
  SurveyQuestion,
  SurveyValue,
} from "../survey.js";
import type { Json } from "../types.js";
import type { Words } from "./words/index.js";

/** Whoever paints one question. */
export interface Painter {
  readonly path: string;
  /** The name under which the answers keep it, or the question that it is within. */
  readonly data: string;
  /** Whether its texts have answers in them. */
  readonly piped: boolean;
  /** Looks whether the question is another than was painted last. */
  look(): void;
}

/** Whoever paints the page. */
export interface Stage {
  /** The tree is another than before; told before the questions are asked to look. */
  turn(changes: SurveyChanges): void;
  /** A call changed answers. */
  answered(names: readonly string[]): void;
}

/** A panel or row, and whether something that is wrong in it is shown. */
export interface Item extends SurveyItem {
  readonly wrong?: true;
}

/** A question as it is shown now. */
export interface Shown extends SurveyQuestion {
  readonly items?: readonly Item[];
}

/** What one button does. */
export type Step = "start" | "performNext" | "performPrevious" | "showPreview" | "cancelPreview" | "tryComplete";

export class Interview {
  page: SurveyPage;
  /** All answers, followed name by name: asking the survey for all after each would cost what all cost. */
  data: SurveyData;
  /** The questions whose errors are shown. */
  readonly checked = new Set<string>();
  /** What will still become part of an answer, such as a file that is being read. */
  readonly pending = new Set<Promise<unknown>>();
  readonly #painters = new Set<Painter>();
  #painted: string;
  /** Whether an answer shows its errors at once. */
  readonly #hasty: boolean;

  constructor(
    readonly survey: Survey,
    readonly words: Words,
    readonly locale: string,
    readonly stage: Stage,
  ) {
    this.page = survey.page();
    this.data = survey.state().data;
    this.#painted = JSON.stringify(this.page);
    this.#hasty = survey.definition("")["checkErrorsMode"] === "onValueChanged";
  }

  /** A question, with those of its errors that the respondent should see by now. */
  question(path: string): Shown | undefined {
    const question = this.survey.question(path);
    if (!question) return undefined;
    const items = question.items?.map((item) =>
      this.#isWrong(`${path}[${item.index}].`) ? { ...item, wrong: true } : item,
    );
    return {
      ...question,
      ...(items && { items: items as Item[] }),
      errors: this.checked.has(path) ? question.errors : [],
    };
  }

  /** Whether an error is shown of what begins with a path. */
  #isWrong(path: string): boolean {
    const within = [...this.checked].filter((one) => one.startsWith(path));
    return within.some((one) => this.survey.question(one)?.errors.length);
  }

  /** Follows a question; the result ends that. */
  follow(painter: Painter): () => void {
    this.#painters.add(painter);
    return () => this.#painters.delete(painter);
  }

  answer(path: string, value: SurveyValue): void {
    if (this.#hasty) this.checked.add(path);
    this.settle(this.survey.answer(path, value));
  }

  comment(path: string, text: string): void {
    this.settle(this.survey.comment(path, text));
  }

  /** Waits with the next step until an answer is whole. */
  until(work: Promise<unknown>): void {
    this.pending.add(work);
    void work.finally(() => this.pending.delete(work));
  }

  /** Whether the document wants to go on by itself, and the page has its answers, all of them chosen with one touch. */
  advances(): boolean {
    const { autoAdvanceEnabled, goNextPageAutomatic, autoAdvanceAllowComplete, allowCompleteSurveyAutomatic } =
      this.survey.definition("");
    const on = this.page.buttons.at(-1);
    const ends = autoAdvanceAllowComplete !== false && allowCompleteSurveyAutomatic !== false && on === "complete";
    if ((!autoAdvanceEnabled && !goNextPageAutomatic) || !(on === "next" || ends)) return false;
    return [...this.#painters].every(({ path }) => {
      const question = this.survey.question(path);
      const { type, value, errors, place = "" } = question ?? {};
      const touched = ["rating", "radiogroup", "boolean", "dropdown", "imagepicker"].includes(type ?? "");
      const told = type === "html" || type === "image" || type === "expression";
      const { showOtherItem, hasOther } = this.survey.definition(place);
      const writes = value === "other" && (showOtherItem || hasOther);
      return told || (touched && value !== undefined && !writes && errors?.length === 0);
    });
  }

  /** Goes on or back; where that is refused, says how many answers need attention. */
  step(step: Step): number {
    const changes = this.survey[step]();
    if (changes.refused) this.#reveal();
    else if (changes.page || changes.stage) this.checked.clear();
    this.settle(changes);
    return changes.refused ? this.checked.size : 0;
  }

  /** Paints what a call changed. */
  settle(changes: SurveyChanges): void {
    this.page = this.survey.page();
    this.#note(changes.values);
    const painted = JSON.stringify(this.page);
    if (painted !== this.#painted || changes.refused) {
      this.#painted = painted;
      this.stage.turn(changes);
    }
    const everything = changes.page || changes.stage || changes.refused;
    const names = new Set(changes.values.map((name) => name.replace(/-(Comment|total)$/, "")));
    const paths = new Set(changes.elements);
    for (const painter of [...this.#painters]) {
      const concerned = names.has(painter.data) || paths.has(painter.path) || (painter.piped && names.size > 0);
      if (everything || concerned) painter.look();
    }
    if (changes.values.length > 0) this.stage.answered(changes.values);
  }

  #note(names: readonly string[]): void {
    if (names.length === 0) return;
    const data: Record<string, Json> = { ...this.data };
    for (const name of names) {
      const value = this.survey.value(name);
      if (value === undefined) delete data[name];
      else data[name] = value;
    }
    this.data = data;
  }

  /** From now on the errors of what is wrong are shown. */
  #reveal(): void {
    this.checked.clear();
    for (const { question } of this.survey.state().errors) this.checked.add(question);
    for (const { path } of this.#painters) {
      if (this.survey.question(path)?.errors.length) this.checked.add(path);
    }
  }
}

/** Whether a part of the document has places for answers in its texts. */
export function hasGaps(definition: unknown): boolean {
  if (typeof definition === "string") return definition.includes("{");
  if (typeof definition !== "object" || definition === null) return false;
  return Object.entries(definition).some(
    ([name, value]) => !/(If|xpression|Elements|^elements)$/.test(name) && hasGaps(value),
  );
}

/** An answer as the text of a field. */
export function asText(value: Json | undefined): string {
  return value === undefined || value === null || typeof value === "object" ? "" : String(value);
}
