// The program and the surveys are put beside the worker when it is built.
declare module "*/program.json" {
  import type { ProgramDocument } from "patronage";
  const document: ProgramDocument;
  export default document;
}

declare module "*/surveys.json" {
  import type { InvitationsDocument, SurveyDocument } from "patronage";
  const surveys: {
    /** The surveys by id. */
    readonly documents: Readonly<Record<string, SurveyDocument>>;
    /** How many responses are wanted of them, where that is said. */
    readonly invitations: InvitationsDocument | null;
    /** The longest response, in bytes. */
    readonly longest: number;
  };
  export default surveys;
}
