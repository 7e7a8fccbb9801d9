// A survey in progress, and who paints which part of it: a call paints again what it changed, and nothing else.
import { LARGEST_FILES } from "../responses/response.js";
import type {
  Survey,
  SurveyChanges,
  SurveyData,
  SurveyElement,
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
  /** Time has passed of what is limited. */
  passed(): void;
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
  #painted = "";
  /** Whether answers change the page beyond what they make appear and go. */
  #moved = false;
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
    this.#look(this.page);
    this.#hasty = survey.definition("")["checkErrorsMode"] === "onValueChanged";
  }

  /** A question, with those of its errors that the respondent should see by now. */
  question(path: string): Shown | undefined {
    const question = this.survey.question(path);
    if (!question) return undefined;
    const items = question.items?.map((item) =>
      this.#isWrong(`${path}[${item.index}].`) ? { ...item, wrong: true } : item,
    );
    const errors = this.checked.has(path) ? question.errors : [];
    // Where something within it is missing, that is said there, and need not be said again.
    const within = items?.some((item) => "wrong" in item);
    return {
      ...question,
      ...(items && { items: items as Item[] }),
      errors: within ? errors.filter(({ code }) => code !== "required") : errors,
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

  /** How many bytes of files the response still has room for: in its answers they are a third longer. */
  room(): number {
    return LARGEST_FILES - 0.75 * JSON.stringify(this.data).length;
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

  /** The page knows other things than before; what it knows no longer is empty. */
  vary(variables: SurveyData = {}, before: SurveyData = {}): void {
    for (const name of Object.keys({ ...before, ...variables })) {
      if (variables[name] !== before[name]) this.settle(this.survey.setVariable(name, variables[name]), true);
    }
    for (const painter of [...this.#painters]) painter.look();
  }

  /** Goes on or back; where that is refused, says how many answers need attention. */
  step(step: Step): number {
    const changes = this.survey[step]();
    if (changes.refused) this.#reveal();
    else if (changes.page || changes.stage) this.checked.clear();
    this.settle(changes, true);
    return changes.refused ? this.checked.size : 0;
  }

  /** Time has passed. */
  tick(seconds: number): void {
    this.settle(this.survey.tick(seconds), true);
    this.stage.passed();
  }

  /**
   * Paints what a call changed.
   *
   * @param anew Whether the page may be another although the changes do not say so.
   */
  settle(changes: SurveyChanges, anew = false): void {
    const { values, elements, page, stage, refused } = changes;
    this.#note(values);
    // The page costs what all of it costs: mostly an answer leaves it as it is.
    const turned = anew || page || stage || refused || elements.length > 0 || (this.#moved && values.length > 0);
    if ((turned && this.#look(this.survey.page())) || refused) this.stage.turn(changes);
    const everything = changes.page || changes.stage || changes.refused;
    const names = new Set(changes.values.map((name) => name.replace(/-(Comment|total)$/, "")));
    const paths = new Set(changes.elements);
    for (const painter of [...this.#painters]) {
      const concerned = names.has(painter.data) || paths.has(painter.path) || (painter.piped && names.size > 0);
      if (everything || concerned) painter.look();
    }
    if (changes.values.length > 0) this.stage.answered(changes.values);
  }

  /** Takes a page; says whether it is another than before. */
  #look(page: SurveyPage): boolean {
    const [before, painted] = [this.#painted, JSON.stringify(page)];
    this.page = page;
    this.#painted = painted;
    this.#moved = isMoved(page, this.survey);
    return painted !== before;
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

/** Whether answers change a page without making anything appear or go: its texts, or a panel of which one is required. */
function isMoved({ page, elements }: SurveyPage, survey: Survey): boolean {
  const piped = (place: string) =>
    Object.entries(survey.definition(place)).some(
      ([name, text]) => /^(title|description)$|Text$/.test(name) && hasGaps(text),
    );
  const within = (element: SurveyElement): boolean =>
    "elements" in element && (element.required || piped(element.place) || element.elements.some(within));
  return piped("") || [...(page ? [page] : []), ...elements].some(within);
}

/** Whether a part of the document has places for answers in its texts, or ends of a scale that follow from answers. */
export function hasGaps(definition: unknown): boolean {
  if (typeof definition === "string") return definition.includes("{");
  if (typeof definition !== "object" || definition === null) return false;
  return Object.entries(definition).some(
    ([name, value]) => (/^m..Value/.test(name) || !/(If|xpression|Elements|^elements)$/.test(name)) && hasGaps(value),
  );
}

/** An answer as the text of a field. */
export function asText(value: Json | undefined): string {
  return value === undefined || value === null || typeof value === "object" ? "" : String(value);
}
