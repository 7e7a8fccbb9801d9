// The engine, and the program that it holds compiled.
import {
  load,
  PatronageError,
  type Member,
  type Preview,
  type PreviewRequest,
  type Program,
  type Status,
} from "patronage/loyalty";
import { micros } from "./stopwatch";

export type Cart = PreviewRequest["cart"];

export interface Answer {
  request: PreviewRequest;
  /** The answer's own bytes, to be compared with the edge's. */
  json: string;
  preview: Preview;
  /** Median microseconds of a call. */
  micros: number;
}

/** What the engine refused; anything else is a defect of the page and is thrown on. */
export function refusal(error: unknown): PatronageError {
  if (error instanceof PatronageError) return error;
  throw error;
}

/** Compiles a program. */
export type Compile = (text: string) => Engine;

/** Loads the engine; where it did not arrive, it can be asked for again. */
export async function compiler(): Promise<Compile> {
  const { Program } = await load();
  return (text) => new Engine(new Program(text));
}

/** A compiled program. */
export class Engine {
  constructor(private readonly program: Program) {}

  free(): void {
    this.program.free();
  }

  /** Where a member stands. */
  status(member: Member | undefined, now: number): Status {
    return this.program.status(member ? { member, now } : { now });
  }

  /** What a cart earns. */
  points(member: Member | undefined, cart: Cart, now: number): number {
    return this.program.preview(member ? { member, cart, now } : { cart, now }).points;
  }

  /** The answer, and how long one takes. */
  preview(member: Member | undefined, cart: Cart, now: number): Answer {
    const request: PreviewRequest = member ? { member, cart, now } : { cart, now };
    const json = this.program.previewJson(request);
    return { request, json, preview: JSON.parse(json) as Preview, micros: micros(() => this.program.preview(request)) };
  }
}
