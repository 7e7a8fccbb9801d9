// What the entry points of this flavour export.
export * from "../entry.js";
export type { Draw, Invitations, InvitationsConstructor } from "../invitations.js";
export type * from "../invitation-types.js";
export type { Inviting } from "./api.js";
