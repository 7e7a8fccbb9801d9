// What workerd.capnp gives the worker.
import type { SurveyResponses } from "./responses";

export interface Surroundings {
  /** The stored responses, one object for each survey. */
  readonly RESPONSES: Namespace<SurveyResponses>;
  /** What an operator shows who reads or deletes responses; without it nobody does. */
  readonly TOKEN: string | null;
  /** The origins whose pages may ask, separated by commas; all where left out. */
  readonly ORIGINS: string | null;
  /** What respondents' ids are signed with; where left out, who answered is what the page says. */
  readonly RESPONDENTS: string | null;
  /** The longest response, in bytes, where it is not to be that of the build. */
  readonly LONGEST: string | null;
}

/** Objects with a place of their own on the disk, each alone at its work. */
interface Namespace<Kept> {
  getByName(name: string): Remote<Kept>;
}

/** The methods of an object elsewhere: they all take their time. */
type Remote<Kept> = {
  readonly [Name in keyof Kept]: Kept[Name] extends (...values: infer Values) => infer Result
    ? (...values: Values) => Promise<Awaited<Result>>
    : never;
};
