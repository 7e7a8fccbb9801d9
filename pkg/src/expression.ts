import { PatronageError } from "./error.js";
import { Held, type Handle } from "./handle.js";
import { stringify } from "./json.js";

/** What an expression can be asked about: variables by name, of any value that JavaScript has. */
export type Values = Readonly<Record<string, unknown>>;

/** What the host knows and an expression may ask for; the engine has no clock of its own. */
export interface Surroundings {
  /** The present moment, for `today()` and its like. */
  readonly now?: number | Date | undefined;
  /** How many seconds local time is ahead of UTC, for the days and hours of dates; none where left out. */
  readonly offset?: number | undefined;
}

/**
 * A condition or formula in SurveyJS's expression language, parsed once.
 *
 * ```js
 * const adult = new Expression("{age} >= 18 and {country} anyof ['CN', 'SG']");
 * adult.test({ age: 20, country: "SG" }); // true
 * ```
 */
export interface Expression extends Handle {
  /** Its value: a string, a number, a boolean, a `Date`, a list, an object, `null` or `undefined`. */
  evaluate(values?: Values, surroundings?: Surroundings): unknown;

  /** Whether it holds as a condition. */
  test(values?: Values, surroundings?: Surroundings): boolean;

  /** Its canonical text. */
  toString(): string;
}

/** Parses expressions. */
export interface ExpressionConstructor {
  /** @throws {PatronageError} Where the text does not parse. */
  new (text: string): Expression;
  readonly prototype: Expression;
}

/**
 * Evaluates an expression once.
 *
 * ```js
 * evaluate("{a} + 1 > {b}", { a: 1, b: 1 }); // true
 * ```
 */
export type Evaluate = (expression: string, values?: Values, surroundings?: Surroundings) => unknown;

/** The class that the engine's glue exports. */
export interface EngineExpression {
  evaluate(request: string): string;
  toString(): string;
  free(): void;
}

/** The `Expression` of one engine. */
export function expressionOf(Compiled: new (text: string) => EngineExpression): ExpressionConstructor {
  class Expression extends Held<EngineExpression> {
    constructor(text: string) {
      if (typeof text !== "string") throw new PatronageError("type", "", { expected: "string", found: typeof text });
      super("Expression", () => new Compiled(text));
    }

    evaluate(values: Values = {}, surroundings: Surroundings = {}): unknown {
      const offset = surroundings.offset ?? 0;
      const request = requestOf(values, surroundings, false);
      return JSON.parse(
        this.ask((compiled) => compiled.evaluate(request)),
        unmarked(offset),
      ) as unknown;
    }

    test(values: Values = {}, surroundings: Surroundings = {}): boolean {
      const request = requestOf(values, surroundings, true);
      return this.ask((compiled) => compiled.evaluate(request)) === "true";
    }

    override toString(): string {
      return this.ask((compiled) => compiled.toString());
    }
  }
  return Expression as unknown as ExpressionConstructor;
}

/** The `evaluate` of one engine. */
export function evaluateWith(Expression: ExpressionConstructor): Evaluate {
  return (text, values, surroundings) => {
    const expression = new Expression(text);
    try {
      return expression.evaluate(values, surroundings);
    } finally {
      expression.free();
    }
  };
}

function requestOf(values: Values, { now, offset }: Surroundings, condition: boolean): string {
  const [at, ahead] = [now !== undefined && { now: Number(now) }, offset !== undefined && { offset }];
  return stringify({ values, condition, ...at, ...ahead }, foreign, marked(offset ?? 0)) ?? "";
}

/** Of what JSON cannot say, only this has no meaning in an expression either. */
function foreign(value: unknown): string | undefined {
  return typeof value === "bigint" ? "bigint" : undefined;
}

/** A replacer that writes what JSON cannot say as an object with the key `$`. */
function marked(offset: number) {
  return function (this: unknown, key: string, written: unknown): unknown {
    const value = (this as Record<string, unknown>)[key];
    if (value instanceof Date) return { $: "date", local: localText(value, offset) };
    if (value === undefined || typeof value === "function") return { $: "undefined" };
    if (typeof value === "number" && !Number.isFinite(value)) return { $: String(value) };
    return renamed(written, /^\$+$/, (name) => `$${name}`);
  };
}

/** An object whose own key is `$` is no such mark: between here and the engine, keys of `$` alone have one more of it. */
function renamed(value: unknown, names: RegExp, rename: (name: string) => string): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  if (!Object.keys(value).some((name) => names.test(name))) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [names.test(name) ? rename(name) : name, item as unknown]),
  );
}

function localText(date: Date, offset: number): string | null {
  const local = new Date(date.getTime() + offset * 1000);
  return Number.isNaN(local.getTime()) ? null : local.toISOString().slice(0, -1);
}

/** A reviver that reads such objects. A list or object that holds `undefined` loses it, as JSON.parse would have it. */
function unmarked(offset: number) {
  return (_key: string, value: unknown): unknown => {
    if (typeof value !== "object" || value === null) return value;
    if (!("$" in value)) return renamed(value, /^\$\$+$/, (name) => name.slice(1));
    switch (value.$) {
      case "undefined":
        return undefined;
      case "NaN":
      case "Infinity":
      case "-Infinity":
        return Number(value.$);
      case "date":
        return readLocal(value as unknown as { local: string | null }, offset);
      default:
        return value;
    }
  };
}

function readLocal({ local }: { local: string | null }, offset: number): Date {
  return new Date(local === null ? NaN : Date.parse(`${local}Z`) - offset * 1000);
}
