// What the worker could not do is refused when it is built, with a sentence.

/** The longest response, in bytes, where nothing else is configured: what the engine reads at once. */
export const LONGEST = 8 * 1024 * 1024;

/** Throws where quotas cannot be counted, or where files that a survey takes do not fit into a response. */
export function assertFitting({ documents, invitations }, longest = LONGEST) {
  const limiting = (invitations?.surveys ?? []).filter(({ quotas, target }) => quotas?.length > 0 || target);
  const seen = new Set();
  for (const { id, survey = id, quotas = [], target } of limiting) {
    if (!Object.hasOwn(documents, survey))
      throw new Error(`The rule ${id} has quotas, but no survey is called ${survey}.`);
    if (seen.has(survey)) throw new Error(`Only one rule of the survey ${survey} may have quotas or a target.`);
    seen.add(survey);
    const foreign = [...quotas, ...(target?.strata ?? [])].find(({ when = "" }) =>
      /\{[^}]*?\b(member\.(?!id\s*\})|facts\.)/i.test(when),
    );
    if (foreign) {
      throw new Error(
        `The quota ${foreign.id} of ${id} reads what only the shop knows: of a member the worker knows the id alone. ` +
          "Quotas on the edge read {answers.…}, {member.id} and {now.…}.",
      );
    }
  }
  for (const [id, document] of Object.entries(documents)) {
    const bytes = Math.ceil((filesOf(document) * 4) / 3) + (1 << 16);
    if (bytes > longest) {
      throw new Error(`The files that ${id} takes make a response of up to ${bytes} bytes; ${longest} are the most.`);
    }
  }
}

/** How many bytes of files a document's questions take; those without a limit count as nothing. */
function filesOf(value) {
  if (typeof value !== "object" || value === null) return 0;
  const { type, allowMultiple, maxFiles = 1, maxSize = 0 } = value;
  if (type === "file") return (allowMultiple === true ? maxFiles : 1) * maxSize;
  return Object.values(value).reduce((sum, inner) => sum + filesOf(inner), 0);
}
