import { PatronageError } from "./error.js";
import { Held, type Handle } from "./handle.js";
import { toJson } from "./json.js";
import type { Choice, InvitationsDocument, InviteRequest, Screening, ScreenRequest } from "./invitation-types.js";

/**
 * Who is asked, what and when: all surveys of a shop with their rules, compiled once.
 *
 * It keeps nothing: what was shown and answered is part of each request. Whatever is an object below may also be its
 * JSON text.
 */
export interface Invitations extends Handle {
  /**
   * The one survey to show to somebody at a moment, or none, and for each survey why.
   *
   * @throws {PatronageError} Where the request is not right.
   */
  choose(request: InviteRequest | string): Choice;

  /**
   * Whether a response that has begun is still wanted, or its quota is full; and what it counts in once it is complete.
   *
   * @throws {PatronageError} Where the request is not right.
   */
  screen(request: ScreenRequest | string): Screening;
}

/** Compiles invitations. */
export interface InvitationsConstructor {
  /**
   * @param document The invitations, as an object or as their JSON text.
   * @throws {PatronageError} Where the document is not right.
   */
  new (document: InvitationsDocument | string): Invitations;
  readonly prototype: Invitations;
}

/**
 * Where a respondent stands in a survey's sample, from 0 to below 1, always the same: at a rate of 10 % those are asked
 * who stand below 0.1.
 */
export type Draw = (respondent: string, survey: string) => number;

/** The class that the engine's glue exports. */
export interface EngineInvitations {
  choose(request: string): string;
  screen(request: string): string;
  free(): void;
}

/** The `Invitations` of one engine. */
export function invitationsOf(Compiled: new (document: string) => EngineInvitations): InvitationsConstructor {
  class Invitations extends Held<EngineInvitations> {
    constructor(document: InvitationsDocument | string) {
      const text = toJson(document);
      super("Invitations", () => new Compiled(text));
    }

    choose(request: InviteRequest | string): Choice {
      return JSON.parse(this.ask((compiled) => compiled.choose(toJson(request)))) as Choice;
    }

    screen(request: ScreenRequest | string): Screening {
      return JSON.parse(this.ask((compiled) => compiled.screen(toJson(request)))) as Screening;
    }
  }
  return Invitations as unknown as InvitationsConstructor;
}

/** The `draw` of one engine. */
export function drawOf(draw: Draw): Draw {
  return (respondent, survey) => draw(text(respondent), text(survey));
}

function text(id: unknown): string {
  if (typeof id !== "string") throw new PatronageError("type", "", { expected: "string", found: typeof id });
  return id;
}
