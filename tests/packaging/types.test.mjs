// What the tarball holds, and what TypeScript and the packaging linters say of it.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { pack, project, root, run, tool } from "./project.mjs";

/** Every entry point with a wasm file of its own. */
const FLAVOURS = ["patronage", "loyalty", "offers", "survey", "invite", "metrics", "recommend"];

const installed = (folder) => join(folder, "node_modules/patronage");

function filesOf(folder, ending) {
  return readdirSync(folder, { recursive: true }).filter((path) => path.endsWith(ending));
}

test("publint finds nothing", async (context) => {
  const folder = installed(await project(context));
  const { messages, pkg } = await publint({ pkgDir: folder, strict: true, level: "suggestion", pack: false });
  assert.deepEqual(
    messages.map((message) => formatMessage(message, pkg)),
    [],
  );
});

test("arethetypeswrong finds nothing", async (context) => {
  const folder = mkdtempSync(join(tmpdir(), "patronage-pack-"));
  context.after(() => rmSync(folder, { recursive: true }));
  const { tarball } = await pack(folder);
  const report = JSON.parse(await run(tool("attw"), [tarball, "--format", "json", "--no-color"]).catch(summary));
  assert.deepEqual(report.problems ?? {}, {});
  const resolutions = Object.values(report.analysis.entrypoints).flatMap((entry) => Object.values(entry.resolutions));
  assert.ok(resolutions.length >= 30, "the entry points were looked at");
});

/** The table in place of the whole trace. */
async function summary(error) {
  const { problems } = JSON.parse(error.message.slice(error.message.indexOf("\n{")).split("\n\n")[0]);
  throw new Error(JSON.stringify(problems, null, 1));
}

/** Below this many bytes two entry points may say the same: the few lines of their loaders. */
const FEW = 512;

test("nothing is in the tarball twice, nor what a user has no use for", async (context) => {
  const folder = installed(await project(context));
  const seen = new Map();
  for (const path of filesOf(folder, "").filter((path) => /\.\w+$/.test(path))) {
    if (path.endsWith(".d.cts")) continue; // CommonJS cannot share a declaration with ES modules.
    const bytes = readFileSync(join(folder, path));
    const hash = createHash("sha256").update(bytes).digest("hex");
    if (bytes.length >= FEW) assert.equal(seen.get(hash), undefined, `${path} is a second copy`);
    seen.set(hash, path);
    assert.ok(/^(dist|schema)\/|^(package\.json|README(\.zh-CN)?\.md|LICENSE-\w+)$/.test(path), path);
    assert.ok(!bytes.includes("AGFzbQ"), `${path} holds wasm as base64`);
  }
  assert.equal(filesOf(folder, ".wasm").length, FLAVOURS.length);
});

test("no declaration says any, and the documentation reaches the editor", async (context) => {
  const folder = join(installed(await project(context)), "dist");
  const declarations = filesOf(folder, "ts").concat(filesOf(folder, ".d.cts"));
  assert.ok(declarations.length > 20);
  for (const path of declarations) {
    const code = readFileSync(join(folder, path), "utf8").replace(/\/\*[^]*?\*\/|\/\/.*/g, "");
    assert.doesNotMatch(code, /\bany\b/, path);
  }
  assert.match(readFileSync(join(folder, "program.d.ts"), "utf8"), /What a cart will earn/);
  assert.match(readFileSync(join(folder, "survey.d.ts"), "utf8"), /Gives an answer/);
  assert.match(readFileSync(join(folder, "responses/contract.d.ts"), "utf8"), /Takes a completed response/);
  assert.match(readFileSync(join(folder, "types.d.ts"), "utf8"), /The ISO 4217 code/);
  assert.match(readFileSync(join(folder, "invitation-types.d.ts"), "utf8"), /For so many days after any survey/);
  assert.match(readFileSync(join(folder, "metric-types.d.ts"), "utf8"), /Cronbach's alpha/);
  assert.match(readFileSync(join(folder, "recommend-types.d.ts"), "utf8"), /What was looked at in this session/);
});

test("every flavour is exported in the same way", () => {
  const { exports, typesVersions } = JSON.parse(readFileSync(join(root, "pkg/package.json"), "utf8"));
  /** The lines of a flavour, as they would be for the flavour `survey`. */
  const lines = (flavour) => {
    const own = (map, steps) => steps.map((step) => map[step]);
    const steps =
      flavour === "patronage" ? ["", "module", "wasm"] : ["", "/module", "/wasm"].map((step) => flavour + step);
    const text = JSON.stringify([
      own(
        exports,
        steps.map((step) => (step === "" ? "." : `./${step}`)),
      ),
      own(typesVersions["*"], steps.slice(flavour === "patronage" ? 1 : 0)).slice(-2),
    ]);
    return JSON.parse(text.replaceAll(`/${flavour}/`, "/survey/").replaceAll(`${flavour}.wasm`, "survey.wasm"));
  };
  for (const flavour of FLAVOURS) assert.deepEqual(lines(flavour), lines("survey"), flavour);
});

const use = `
import { load, PatronageError, type Preview, type Program, type ProgramDocument, type Reason } from "patronage/loyalty";
import { load as loadAll, type ErrorCode } from "patronage";
import { instantiate } from "patronage/loyalty/module";
import { load as loadSurveys, type Json, type Survey, type SurveyChanges, type SurveyState } from "patronage/survey";
import { openResponses, type OutboxState, type ResponseDraft, type SurveyResponse } from "patronage/responses";
import { load as loadOffers, type Combination, type OffersDocument } from "patronage/offers";
import { load as loadInvitations, type Choice, type InvitationsDocument } from "patronage/invite";
import { load as loadMetrics, type MetricsAnswer, type MetricsRequest, type Nps } from "patronage/metrics";
import { load as loadRecommendations, type Recommendations, type RecommendRequest } from "patronage/recommend";
import { explain } from "patronage/explain";
import en from "patronage/locales/en";

const document: ProgramDocument = { currency: "CNY", timeZone: "Asia/Shanghai", earn: [{ id: "base", points: 1, per: "1.00" }] };
const { Program: Compiled } = await load();
const program: Program = new Compiled(document);
const preview: Preview = program.preview({ cart: { lines: [{ price: "19.90" }] }, now: new Date(0), member: undefined });
const points: number = preview.points;
const why: readonly Reason[] = preview.after.why;
const said: string = explain(preview.rules[0]!.why, en, document);
const text: string = program.previewJson("{}");
try { new Compiled("{}"); } catch (error) { if (error instanceof PatronageError) { const code: ErrorCode = error.code; void code; } }
export default [points, why, said, text, loadAll, instantiate];

const survey: Survey = new (await loadSurveys()).Survey({ elements: [] }, { locale: "zh-CN", now: new Date(0), seed: 1 });
const changes: SurveyChanges = survey.setValue("score", 6);
const state: SurveyState = survey.mergeData({ when: new Date(0), none: undefined }).refused ? survey.state() : survey.state();
const answer: Json | undefined = state.data["score"];
export const whole: Survey = new (await loadAll()).Survey("{}");
void [changes, answer, state.state === "completed"];

const { drafts, outbox, durable } = await openResponses({ timeout: 1000 });
const draft: ResponseDraft = await drafts.begin("visit", { respondent: "m1" });
const kept: boolean = await drafts.keep({ ...draft, data: state.data, page: state.page });
const response: SurveyResponse = { ...draft, completed: draft.started, offset: 0 };
const taken: boolean = await outbox.complete(response, "/surveys/visit/responses");
const stop: () => void = outbox.subscribe((state: OutboxState) => void state.entries[0]?.refusal?.errors?.[0]?.code);
void [kept, taken, stop, durable];

// @ts-expect-error a response is complete
await outbox.complete(draft, "/");

const asking: InvitationsDocument = { timeZone: "UTC", surveys: [{ id: "nps", sample: "10%", repeat: { days: 90 } }] };
const choice: Choice = new (await loadInvitations()).Invitations(asking).choose({ member: { id: "m" }, now: new Date(0) });
export const reasons: string[] = choice.surveys.map(({ why }) => explain(why, en));

const selling: OffersDocument = { currency: "CNY", timeZone: "UTC", offers: [{ id: "s", from: "99.00", off: "9.00" }] };
const best: Combination = new (await loadOffers()).Offers(selling).best({ cart: { lines: [{ price: 1 }] }, now: 0 });
export const missing: string[] = best.refused.map(({ why }) => explain(why, en, selling));

const { metrics, quality } = await loadMetrics();
const nps: Nps = metrics({ nps: { ratings: [10] } }).nps;
const wished: MetricsRequest = {};
const some: MetricsAnswer = metrics(wished);
const maybe: Nps | undefined = metrics(wished).nps;
export const doubts: string[] = quality({ millis: 1, words: 9 }).doubts.map((doubt) => explain(doubt, en));
const columns: MetricsRequest = { nps: { ratings: Uint8Array.of(10) }, sus: { rows: [new Float64Array(10), [1, 2]] } };
const scores: readonly number[] | undefined = metrics(columns).sus?.scores;
void [nps, some, maybe, scores];

// @ts-expect-error no numbers, but whole ones of another kind
metrics({ nps: { ratings: BigInt64Array.of(10n) } });

const recommender = new (await loadRecommendations()).Recommender(new Uint8Array());
const wish: RecommendRequest = { wish: "basket", basket: ["cup"], rules: { to: "19.90" }, now: new Date(0) };
await recommender.prepare(wish, async (name: string) => new Uint8Array(name.length));
const recommendations: Recommendations = recommender.recommend(wish);
export const because: string[] = recommendations.items.flatMap(({ why }) => why.map((reason) => explain(reason, en)));
// @ts-expect-error no such wish
recommender.recommend({ wish: "magic" });

// @ts-expect-error it was perhaps not asked for
const surely: Nps = metrics(wished).nps;
void surely;
// @ts-expect-error no such metric
metrics({ nsp: { ratings: [10] } });
// @ts-expect-error not how a survey repeats
export const never: InvitationsDocument = { timeZone: "UTC", surveys: [{ id: "a", repeat: "sometimes" }] };
// @ts-expect-error a seed is a number
new (await loadSurveys()).Survey({}, { seed: "1" });
void new (await loadSurveys()).Survey({}, { now: "2026-11-22T08:00:00Z" }).setNow(new Date(0));
// @ts-expect-error no such stage
void (state.state === "done");
// @ts-expect-error an answer is JSON
survey.setValue("score", 1n);
// @ts-expect-error a currency is text
new Compiled({ currency: 1, timeZone: "UTC", earn: [] });
// @ts-expect-error a field is misspelt
new Compiled({ currency: "CNY", timeZone: "UTC", earn: [{ id: "base", pionts: 1 }] });
// @ts-expect-error a cart is needed
program.preview({ now: 0 });
// @ts-expect-error an answer is not written to
preview.points = 1;
// @ts-expect-error no such code
const wrong: ErrorCode = "no-such-code";
void wrong;
`;

const using = `
import { load } from "patronage";
const { Program } = await load();
{
  using program = new Program("{}");
  program.status({ now: 0 });
}
`;

const STRICT = [
  "--noEmit",
  "--strict",
  "--exactOptionalPropertyTypes",
  "--noUncheckedIndexedAccess",
  "--noUncheckedSideEffectImports",
  "--target",
  "es2022",
  "--types",
  "",
];

for (const [name, module, lib] of [
  ["a page, through a bundler", ["--module", "preserve"], "es2022,dom"],
  ["Node", ["--module", "nodenext"], "es2022,dom"],
  ["a host whose types TypeScript knows nothing of", ["--module", "nodenext"], "es2022"],
]) {
  test(`the types hold, with nothing skipped: ${name}`, async (context) => {
    const folder = await project(context, { "use.ts": use, "using.ts": using });
    await run(tool("tsc"), [...STRICT, ...module, "--lib", lib, "use.ts", "using.ts"], { cwd: folder });
  });
}

test("the types hold for require", async (context) => {
  const folder = await project(context, {
    "use.cts": `import { load, type Preview } from "patronage/loyalty";
      import own = require("patronage/module");
      import explain = require("patronage/explain");
      import en = require("patronage/locales/en");
      import { openResponses, type Responses } from "patronage/responses";
      export const opened: Promise<Responses> = openResponses();
      export const preview: Promise<Preview> = load().then(({ Program }) => new Program("{}").preview("{}"));
      export const said: string = explain.explain({ code: "top" }, en.default);
      export const started: Promise<unknown> = own.instantiate({});`,
  });
  await run(tool("tsc"), [...STRICT, "--module", "nodenext", "--lib", "es2022,dom", "use.cts"], { cwd: folder });
});

test("the package has the engine's version and licence", async () => {
  const manifest = JSON.parse(readFileSync(join(root, "pkg/package.json"), "utf8"));
  const { packages } = JSON.parse(await run("cargo", ["metadata", "--no-deps", "--format-version=1"], { cwd: root }));
  const { version, license } = packages.find(({ name }) => name === "patronage");
  assert.deepEqual([manifest.version, manifest.license], [version, license]);
});
