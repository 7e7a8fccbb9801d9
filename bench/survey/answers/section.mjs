import { digits, table, whole } from "../../numbers.mjs";
import { version } from "../../version.mjs";
import { races } from "./race.mjs";

const MEASURES = { load: "load", one: "one answer", all: "1,000 answers" };

export default function section() {
  const figures = races();
  const rows = figures.flatMap(({ questions, ...measures }) =>
    Object.entries(MEASURES).map(([measure, said]) => {
      const { patronage, "survey-core": peer } = measures[measure];
      return [whole(questions), said, digits(patronage / 1_000), digits(peer / 1_000), (peer / patronage).toFixed(1)];
    }),
  );
  const markdown = `## A survey, loaded and answered

Medians of one run in which both take turns, in milliseconds. The same documents (\`bench/survey\`): every other question has
a \`visibleIf\` and an \`enableIf\`, the rest a \`requiredIf\`; the same answers, and the same data and shown questions at the
end, which the run asserts before it measures.

${table(["questions:", "", "patronage", `survey-core ${version("survey-core")}`, "×:"], rows)}

- Patronage (the \`survey\` flavour, through the package's public \`Survey\`): each answer includes its JSON both ways, and says
  what it changed.
- survey-core without any user interface: \`new Model(document)\`, and its \`setValue\`.`;
  return { figures, markdown };
}
