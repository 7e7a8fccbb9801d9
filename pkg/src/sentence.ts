/** What can fill a gap of a sentence. */
export type Parameter = string | number | boolean | readonly (string | number)[];

/**
 * The sentence of a code, with its gaps filled.
 *
 * @param sayValue Says what fills a gap; `form` is how the sentence wants it, as in `{at:date}`.
 */
export function say(
  code: string,
  templates: Readonly<Record<string, string>>,
  parameters: Readonly<Record<string, Parameter>>,
  locale: string,
  sayValue: (value: string | number, form: string | undefined) => string,
): string {
  const template = templates[variant(code, templates, parameters)] ?? code;
  return template.replace(/\{(\w+)(?::(\w+))?\}/g, (gap, name: string, form: string | undefined) => {
    const value = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    if (value === undefined) return gap;
    const said = [value].flat().map((item) => sayValue(item as string | number, form));
    return said.join(locale.startsWith("zh") ? "、" : ", ");
  });
}

/** A code may have sentences of its own for a parameter's value (`code.spend`) or where it is there (`code.near`). */
function variant(
  code: string,
  templates: Readonly<Record<string, string>>,
  parameters: Readonly<Record<string, Parameter>>,
): string {
  const candidates = Object.entries(parameters).flatMap(([name, value]) =>
    Array.isArray(value) ? [`${code}.${name}`] : [`${code}.${value}`, `${code}.${name}`],
  );
  return candidates.find((candidate) => Object.hasOwn(templates, candidate)) ?? code;
}
