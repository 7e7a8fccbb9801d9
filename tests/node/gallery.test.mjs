// The surveys of the gallery: the engine knows all that they say, they are whole in both languages, and everybody who
// begins one can end it.

import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { load as loadInvitations } from "../../pkg/dist/invite/node.js";
import { load } from "../../pkg/dist/survey/node.js";
import vocabulary from "../../pkg/dist/vocabulary.js";

const { Survey } = await load();
const { Invitations } = await loadInvitations();
const www = new URL("../../www/", import.meta.url);
const read = (name) => JSON.parse(readFileSync(new URL(`surveys/${name}`, www), "utf8"));
const names = readdirSync(new URL("surveys/", www)).filter((name) => name.endsWith(".json"));
const surveys = names.filter((name) => name !== "invitations.json");
const folder = mkdtempSync(join(tmpdir(), "patronage-gallery-"));

let respond, Random, habits;

before(async () => {
  const source = 'export * from "./respondent"; export * from "./random"; export * from "./habits";';
  const resolveDir = new URL("src/gallery/", www).pathname;
  const outfile = join(folder, "respondent.mjs");
  await build({ stdin: { contents: source, resolveDir, loader: "ts" }, bundle: true, format: "esm", outfile });
  ({ respond, Random, habits } = await import(pathToFileURL(outfile)));
});

after(() => rmSync(folder, { recursive: true, force: true }));

test("there are ten surveys, and each has its rule for who is asked", () => {
  const { surveys: rules } = read("invitations.json");
  assert.equal(surveys.length, 10);
  assert.deepEqual(rules.map(({ id }) => `${id}.json`).sort(), [...surveys].sort());
  new Invitations(read("invitations.json")).free();
});

/** Every text of a document with its place. */
function* texts(value, path = "") {
  if (typeof value === "string") yield [path, value];
  else if (typeof value === "object" && value !== null) {
    for (const [key, item] of Object.entries(value)) yield* texts(item, `${path}/${key}`);
  }
}

/** What is no text for people: names, expressions, addresses. */
const SILENT =
  /\/(\$schema|type|name|value|expression|\w*If|\w*Location|inputType|cellType|rateType|imageLink|imageFit|\w*Order|displayStyle|currency|acceptedTypes|choicesFromQuestion\w*|checkErrorsMode|correctAnswer(\/\d+)?|keyName|previewMode)$/;

for (const name of surveys) {
  test(`${name}: the engine warns of nothing, and all is said in both languages`, () => {
    const document = read(name);
    assert.deepEqual(new Survey(document).warnings(vocabulary), []);
    const said = new Map();
    for (const [path, text] of texts(document)) {
      const [, place, language] = /^(.*)\/(default|zh-cn)$/.exec(path) ?? [];
      if (!place) {
        assert.match(path, SILENT, `${path} says “${text}” in one language alone`);
        continue;
      }
      assert.ok(text.trim(), path);
      said.set(place, { ...said.get(place), [language]: text });
    }
    assert.ok(said.size > 10);
    for (const [place, { default: english, "zh-cn": chinese }] of said) {
      assert.ok(english && chinese, `${place} is not in both languages`);
      assert.doesNotMatch(english, /\p{Script=Han}/u, place);
      const gaps = (text) => [...text.matchAll(/\{[^}]+\}/g)].map(String).sort();
      assert.deepEqual(gaps(chinese), gaps(english), place);
    }
  });

  test(`${name}: everybody comes to an end, in both languages`, () => {
    const document = read(name);
    const answered = new Set();
    for (const locale of ["en", "zh-CN"]) {
      for (let seed = 1; seed <= 120; seed += 1) {
        const random = new Random(seed);
        const survey = new Survey(document, { locale, now: Date.UTC(2026, 10, 22), seed });
        const own = seed % 2 ? (habits[name.replace(".json", "")] ?? {}) : {};
        respond(survey, { random, mood: random.normal(), careless: seed % 10 === 0, locale, habits: own });
        const { data, state } = survey.state();
        assert.equal(state, "completed");
        assert.match(survey.ending().html, locale === "en" ? /^<h3>[^\p{Script=Han}]+$/u : /\p{Script=Han}/u);
        Object.keys(data).forEach((key) => answered.add(key));
        survey.free();
      }
    }
    const asked = [...questions(document)].filter(({ type }) => !["html", "expression"].includes(type));
    assert.deepEqual(
      asked.map(({ name }) => name).filter((name) => !answered.has(name)),
      [],
      "a question that nobody ever sees",
    );
  });
}

test("the study has forty questions, the rows of its batteries counted", () => {
  const count = ({ type, rows }) => (type === "matrix" ? rows.length : 1);
  const asked = [...questions(read("study.json"))].map(count);
  assert.equal(
    asked.reduce((sum, one) => sum + one, 0),
    40,
  );
});

test("every picture of a survey is there", () => {
  for (const name of surveys) {
    for (const [path, text] of texts(read(name))) {
      if (path.endsWith("/imageLink")) assert.ok(existsSync(new URL(text, www)), text);
    }
  }
});

/** The questions of a document, without those within items. */
function* questions({ pages = [], elements = [] }) {
  for (const element of [...pages, ...elements]) {
    if (element.type && element.type !== "panel") yield element;
    else yield* questions(element);
  }
}
