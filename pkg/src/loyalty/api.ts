import { PatronageError } from "../error.js";
import { programOf, type ProgramConstructor } from "../program.js";
import * as engine from "./engine.js";

/** The loyalty engine. */
export interface Loyalty {
  /** Compiles loyalty programs. */
  readonly Program: ProgramConstructor;
  /** What is thrown where an input is not right. */
  readonly PatronageError: typeof PatronageError;
}

/** The classes of this flavour; usable once its engine has started. */
export const api: Loyalty = Object.freeze({ Program: programOf(engine.Program), PatronageError });
