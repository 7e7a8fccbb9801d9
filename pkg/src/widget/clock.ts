import type { SurveyDocument } from "../survey.js";
import type { Interview } from "./interview.js";

/** How often the moment is told, in milliseconds: documents ask for days and hours. */
const MINUTE = 60_000;

const LIMITS = ["timeLimit", "timeLimitPerPage", "maxTimeToFinish", "maxTimeToFinishPage"];

/** The time of an interview: the engine has no clock, and is told. */
export class Clock {
  #interview: Interview | undefined;
  #timers: ReturnType<typeof setInterval>[] = [];

  /** Goes with an interview, and with none before it. */
  start(interview: Interview): void {
    this.stop();
    this.#interview = interview;
    this.tell();
    this.#timers.push(setInterval(() => document.hidden || this.tell(), MINUTE));
    if (isLimited(interview)) this.#timers.push(setInterval(ticking(interview), 1000));
  }

  stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.#timers = [];
    this.#interview = undefined;
  }

  /** Tells the present moment: whatever asks for today gets today. */
  tell(): void {
    const interview = this.#interview;
    interview?.settle(interview.survey.setNow(Date.now()));
  }
}

/** Whether the document limits the time, of a page to come too. */
function isLimited({ survey }: Interview): boolean {
  const document = survey.definition("");
  const pages = Array.isArray(document["pages"]) ? (document["pages"] as (SurveyDocument | null)[]) : [];
  return [document, ...pages].some((one) => LIMITS.some((name) => Number(one?.[name]) > 0));
}

function ticking(interview: Interview): () => void {
  let last = performance.now();
  return () => {
    const now = performance.now();
    interview.tick((now - last) / 1000);
    last = now;
  };
}
