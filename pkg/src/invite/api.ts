import { PatronageError } from "../error.js";
import { drawOf, invitationsOf, type Draw, type InvitationsConstructor } from "../invitations.js";
import * as engine from "./engine.js";

/** The engine that says who is asked. */
export interface Inviting {
  /** Compiles invitations. */
  readonly Invitations: InvitationsConstructor;
  /** Says where a respondent stands in a survey's sample. */
  readonly draw: Draw;
  /** What is thrown where an input is not right. */
  readonly PatronageError: typeof PatronageError;
}

/** The classes of this flavour; usable once its engine has started. */
export const api: Inviting = Object.freeze({
  Invitations: invitationsOf(engine.Invitations),
  draw: drawOf(engine.draw),
  PatronageError,
});
