import { Held, type Handle } from "./handle.js";
import { toJson } from "./json.js";
import type {
  Award,
  AwardRequest,
  PinnedZone,
  Preview,
  PreviewRequest,
  ProgramDocument,
  Status,
  StatusRequest,
} from "./types.js";

/**
 * A loyalty program, compiled once and kept in the engine's memory.
 *
 * Each question is one call. Whatever is an object below may also be its JSON text. A property that is `undefined`
 * counts as absent, a `Date` as its instant; `NaN`, a `bigint`, a `Map` and the like are refused with their path.
 */
export interface Program extends Handle {
  /**
   * What a cart will earn: points by line and by rule, the tier after it, and why.
   *
   * @throws {PatronageError} Where the request is not right.
   */
  preview(request: PreviewRequest | string): Preview;

  /**
   * What an event beside the orders earns, such as a complete answer to a survey: once for each kind and id, as the
   * ledger says.
   *
   * @throws {PatronageError} Where the request is not right.
   */
  award(request: AwardRequest | string): Award;

  /**
   * Where a member stands: tier, progress to the next, and why.
   *
   * @throws {PatronageError} Where the request is not right.
   */
  status(request: StatusRequest | string): Status;

  /**
   * The time zone with its table. As the `timeZone` of a document it gives the same days wherever that is read, whatever
   * edition of the time zone database is there.
   */
  readonly timeZone: PinnedZone;

  /** `preview`, with the answer as JSON text: the same bytes everywhere, to store or send on. */
  previewJson(request: PreviewRequest | string): string;

  /** `award`, with the answer as JSON text. */
  awardJson(request: AwardRequest | string): string;

  /** `status`, with the answer as JSON text. */
  statusJson(request: StatusRequest | string): string;
}

/** Compiles loyalty programs. */
export interface ProgramConstructor {
  /**
   * @param document The program, as an object or as its JSON text.
   * @throws {PatronageError} Where the document is not right.
   */
  new (document: ProgramDocument | string): Program;
  readonly prototype: Program;
}

/** The class that the engine's glue exports. */
export interface EngineProgram {
  preview(request: string): string;
  award(request: string): string;
  status(request: string): string;
  timeZone(): string;
  free(): void;
}

/** The `Program` of one engine. */
export function programOf(Compiled: new (document: string) => EngineProgram): ProgramConstructor {
  class Program extends Held<EngineProgram> {
    constructor(document: ProgramDocument | string) {
      const text = toJson(document);
      super("Program", () => new Compiled(text));
    }

    preview(request: PreviewRequest | string): Preview {
      return JSON.parse(this.previewJson(request)) as Preview;
    }

    award(request: AwardRequest | string): Award {
      return JSON.parse(this.awardJson(request)) as Award;
    }

    status(request: StatusRequest | string): Status {
      return JSON.parse(this.statusJson(request)) as Status;
    }

    get timeZone(): PinnedZone {
      return JSON.parse(this.ask((compiled) => compiled.timeZone())) as PinnedZone;
    }

    previewJson(request: PreviewRequest | string): string {
      return this.ask((compiled) => compiled.preview(toJson(request)));
    }

    awardJson(request: AwardRequest | string): string {
      return this.ask((compiled) => compiled.award(toJson(request)));
    }

    statusJson(request: StatusRequest | string): string {
      return this.ask((compiled) => compiled.status(toJson(request)));
    }
  }
  return Program as unknown as ProgramConstructor;
}
