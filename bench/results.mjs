// bench/RESULTS.md as sections: each begins with a comment that names it, so that one can be measured again alone.

const mark = (name) => `<!-- ${name} -->`;
const MARKED = /^<!-- (\S+) -->\n([\s\S]*?)(?=^<!-- \S+ -->\n|$(?![\s\S]))/gm;

/** The sections of a text, by name. */
export function sections(text) {
  return new Map([...text.matchAll(MARKED)].map(([, name, section]) => [name, section.trim()]));
}

/** The whole text: what stands in front, then the sections in the order of the names; one without a text is left out. */
export function together(front, names, texts) {
  const parts = names.filter((name) => texts.has(name)).map((name) => `${mark(name)}\n\n${texts.get(name).trim()}`);
  return `${[front.trim(), ...parts].join("\n\n")}\n`;
}

/** The names that are asked for: themselves, or the folder that they lie in. */
export function chosen(names, asked) {
  const unknown = asked.filter((name) => !names.some((other) => isIn(other, name)));
  if (unknown.length > 0) throw new Error(`no section is called ${unknown.join(", ")}; there are ${names.join(", ")}`);
  return names.filter((name) => asked.some((folder) => isIn(name, folder)));
}

const isIn = (name, folder) => name === folder || name.startsWith(`${folder}/`);
