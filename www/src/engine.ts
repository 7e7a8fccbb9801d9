// The engine, loaded once, and the program that it holds compiled.
import { load, PatronageError, type Member, type Preview, type PreviewRequest } from "patronage/loyalty";

const { Program } = await load();

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

/** A compiled program. */
export class Engine {
  private readonly program: InstanceType<typeof Program>;

  constructor(text: string) {
    this.program = new Program(text);
  }

  free(): void {
    this.program.free();
  }

  /** The answer, and how long one takes. */
  preview(member: Member | undefined, cart: Cart, now: number): Answer {
    const request: PreviewRequest = member ? { member, cart, now } : { cart, now };
    const json = this.program.previewJson(request);
    return { request, json, preview: JSON.parse(json) as Preview, micros: this.measure(request) };
  }

  /** The middle one of some calls: a single one may fall into a pause of the browser's. */
  private measure(request: PreviewRequest): number {
    const times: number[] = [];
    const begun = performance.now();
    for (let last = begun; last - begun < 3 && times.length < 200;) {
      this.program.preview(request);
      const now = performance.now();
      times.push(now - last);
      last = now;
    }
    times.sort((a, b) => a - b);
    return (times[times.length >> 1] ?? 0) * 1000;
  }
}
