/** How long each question has had the respondent's attention: the time between the first touch of it and of the next. */
export class Attention {
  readonly #spent: Record<string, number>;
  #question: string | undefined;
  #since = 0;

  constructor(before: Readonly<Record<string, number>>) {
    this.#spent = { ...before };
  }

  /** Turns to a question, or away from all, as when the page is hidden. */
  turn(question: string | undefined): void {
    const now = performance.now();
    if (this.#question !== undefined) {
      this.#spent[this.#question] = Math.round((this.#spent[this.#question] ?? 0) + now - this.#since);
    }
    this.#question = question;
    this.#since = now;
  }

  /** The milliseconds spent on each question so far. */
  spent(): Readonly<Record<string, number>> {
    this.turn(this.#question);
    return { ...this.#spent };
  }
}
