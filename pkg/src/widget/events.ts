import type { ResponseRefusal, SurveyResponse } from "../responses/index.js";
import type { SurveyData } from "../survey.js";

/** What `patronage-answer` tells: answers changed. */
export interface SurveyAnswerDetail {
  /** The names whose answers changed. */
  readonly names: readonly string[];
  /** All answers. */
  readonly data: SurveyData;
}

/** What `patronage-sent` tells: the endpoint has the response. */
export interface SurveySentDetail {
  /** The response's key. */
  readonly key: string;
  /** The quota that was full already, by its id: the endpoint counts the response no more. */
  readonly screened?: string;
}

/** What `patronage-refused` tells: the endpoint will not have the response. It is kept. */
export interface SurveyRefusedDetail {
  /** The response's key. */
  readonly key: string;
  /** Why. */
  readonly refusal: ResponseRefusal | undefined;
}

/** The events of `<patronage-survey>`; they bubble. */
export interface SurveyEvents {
  "patronage-show": CustomEvent<null>;
  "patronage-answer": CustomEvent<SurveyAnswerDetail>;
  "patronage-complete": CustomEvent<SurveyResponse>;
  "patronage-sent": CustomEvent<SurveySentDetail>;
  "patronage-refused": CustomEvent<SurveyRefusedDetail>;
  "patronage-close": CustomEvent<null>;
}
