// The surveys of the gallery, and the texts in them.
import type { Json, SurveyDocument } from "patronage/survey";
import type { InvitationsDocument } from "patronage/invite";
import type { Locale } from "../words";

export const SURVEYS = ["nps", "csat", "ces", "kano", "churn", "study", "sus", "delivery", "picker", "event"] as const;
export type SurveyId = (typeof SURVEYS)[number];

/** A part of a document: a page, a question, a choice. */
interface Part {
  readonly name?: string;
  readonly type?: string;
  readonly value?: Json;
  readonly text?: Localised;
  readonly title?: Localised;
  readonly pages?: readonly Part[];
  readonly elements?: readonly Part[];
  readonly templateElements?: readonly Part[];
  readonly choices?: readonly Part[];
  readonly rows?: readonly Part[];
  readonly columns?: readonly Part[];
  readonly correctAnswer?: Json;
}

type Localised = string | Readonly<Record<string, string>>;

/** A survey document with its texts at hand. */
export class Catalogued {
  readonly questions: readonly Part[];

  constructor(
    readonly id: SurveyId,
    readonly document: SurveyDocument,
  ) {
    this.questions = [...within(document as Part)];
  }

  get title(): Localised {
    return (this.document as Part).title ?? this.id;
  }

  question(name: string): Part | undefined {
    return this.questions.find((question) => question.name === name);
  }

  /** The text of a choice or row, or else its value. */
  label(name: string, value: Json, locale: Locale): string {
    const { choices = [], rows = [] } = this.question(name) ?? {};
    const found = [...choices, ...rows].find((part) => part.value === value);
    return localised(found?.text, locale) || String(value);
  }

  /** How many words of a question there are to read; of Chinese two characters count as one. */
  words(name: string, locale: Locale): number {
    const text = said(this.question(name), locale).join(" ");
    const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
    const others = text.replace(/<[^>]*>|\p{Script=Han}/gu, " ").match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
    return Math.round(han / 2) + others;
  }
}

function* within(part: Part): Generator<Part> {
  for (const inner of [...(part.pages ?? []), ...(part.elements ?? []), ...(part.templateElements ?? [])]) {
    if (inner.type && inner.type !== "panel") yield inner;
    yield* within(inner);
  }
}

/** Every text of a document in a language. */
function said(value: unknown, locale: Locale): string[] {
  if (typeof value !== "object" || value === null) return [];
  if ("default" in value && typeof value.default === "string") return [localised(value as Localised, locale)];
  return Object.values(value).flatMap((inner) => said(inner, locale));
}

/** A text in a language, as the documents have it. */
export function localised(text: Localised | undefined, locale: Locale): string {
  if (text === undefined || typeof text === "string") return text ?? "";
  return (locale === "zh-CN" ? text["zh-cn"] : undefined) ?? text["default"] ?? "";
}

export async function loadSurvey(id: SurveyId): Promise<Catalogued> {
  return new Catalogued(id, await json<SurveyDocument>(`./surveys/${id}.json`));
}

export function loadInvitationRules(): Promise<InvitationsDocument> {
  return json("./surveys/invitations.json");
}

/** The edge worker, and what opens its stored responses to this page. */
export interface Operator {
  readonly edge: string;
  readonly token: string;
}

/**
 * None where the page is served without an edge worker that stores. `cargo xtask start` alone writes that file, for this
 * machine: a page that others can reach must never be given the token.
 */
export function findOperator(): Promise<Operator | undefined> {
  return json<Operator>("./operator.json").catch(() => undefined);
}

async function json<Document>(path: string): Promise<Document> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return (await response.json()) as Document;
}
