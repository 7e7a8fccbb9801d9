// From the start of the script to the first question painted.

import { folders, race, SLOWDOWN } from "../../chromium.mjs";
import { kilobytes, table } from "../../numbers.mjs";
import { version } from "../../version.mjs";
import { survey } from "../document.mjs";

const QUESTIONS = 50;

const files = (places) => {
  const found = folders(places);
  return (path) => (path === "/survey.json" ? JSON.stringify(survey(QUESTIONS)) : found(path));
};

const CONTESTANTS = {
  patronage: {
    body: `<script type="module" src="/patronage/widget.js"></script>
      <patronage-survey src="/survey.json"></patronage-survey>`,
    file: files({ "/patronage/": "pkg/dist/survey/" }),
    shown: `document.querySelector("patronage-survey")?.shadowRoot?.querySelector("input")`,
  },
  "survey-js-ui": {
    body: `<link rel="stylesheet" href="/core/survey-core.min.css" />
      <div id="survey"></div>
      <script src="/core/survey.core.min.js"></script>
      <script src="/ui/survey-js-ui.min.js"></script>
      <script>
        fetch("/survey.json").then((answer) => answer.json()).then((document_) =>
          SurveyUI.renderSurvey(new Survey.Model(document_), document.querySelector("#survey")));
      </script>`,
    file: files({ "/core/": "node_modules/survey-core-matched/", "/ui/": "node_modules/survey-js-ui/" }),
    shown: `document.querySelector("#survey input")`,
  },
};

/** What was sent beside the page and the survey. */
const code = (sent) =>
  [...sent].reduce((sum, [path, bytes]) => sum + (path === "/" || path === "/survey.json" ? 0 : bytes), 0);

export default async function section() {
  const raced = await race(CONTESTANTS);
  const figures = Object.fromEntries(
    Object.entries(raced).map(([name, { ms, sent }]) => [name, { ms, brotli: code(sent) }]),
  );
  const rows = Object.entries(figures).map(([name, { ms, brotli }]) => [
    name,
    ms.toFixed(0),
    (ms / figures.patronage.ms).toFixed(1),
    kilobytes(brotli),
  ]);
  const markdown = `## A survey's first question

Medians from the start of the page's script to the first question painted, in Chromium on a processor slowed down
${SLOWDOWN} times, each time with an empty cache: the survey of ${QUESTIONS} questions from above, its files from the same machine, sent as
brotli.

${table(["", "ms:", "×:", "code sent, kB:"], rows)}

- patronage: \`<patronage-survey>\` as a plain page loads it, one script with the wasm beside it.
- survey-js-ui ${version("survey-js-ui")} with its survey-core and style sheet, as its guide for a plain page says.`;
  return { figures, markdown };
}
