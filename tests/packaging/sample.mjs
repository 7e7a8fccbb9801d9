// One program and one question, asked in every runtime, and the answer that all of them must give.

import { readFileSync } from "node:fs";

export const program = {
  currency: "CNY",
  timeZone: "Asia/Shanghai",
  earn: [
    { id: "base", points: 1, per: "1.00" },
    { id: "coffee", points: 5, per: "10.00", categories: ["coffee"] },
  ],
  tiers: [
    { id: "silver", from: 20 },
    { id: "gold", from: 5000 },
  ],
  qualify: { on: "points", within: "lifetime" },
};

export const request = {
  cart: { lines: [{ id: "1", product: "beans", category: "coffee", quantity: 2, price: "19.90" }] },
  now: "2026-03-04T10:00:00+08:00",
};

/** 39.80 earns 39 points at 1 per 1.00, and 19 at 5 per 10.00. */
export const expected = { points: 58, tier: "silver" };

/** Lines of JavaScript that answer the question with a loaded `Program` and leave the result in `answer`. */
export const ask = `
const program = new Program(${JSON.stringify(program)});
const preview = program.preview(${JSON.stringify(request)});
program.free();
const answer = { points: preview.points, tier: preview.after.tier };
`;

const survey = {
  elements: [
    { type: "rating", name: "score" },
    { type: "comment", name: "why", visibleIf: "{score} <= 2", isRequired: true },
  ],
};

/** The same for surveys, with a loaded `Survey`. */
const askSurvey = `
const survey = new Survey(${JSON.stringify(survey)}, { now: 0, seed: 1 });
const changes = survey.setValue("score", 1);
const { visible, data } = survey.state();
const refused = survey.tryComplete().refused;
survey.free();
const answer = { changes, visible, data, refused };
`;

const expectedSurvey = {
  changes: { values: ["score"], elements: ["why"], page: false, stage: false, refused: false },
  visible: ["score", "why"],
  data: { score: 1 },
  refused: true,
};

const invitations = { timeZone: "Asia/Shanghai", surveys: [{ id: "nps", triggers: [{ event: "order.completed" }] }] };

/** The same for invitations, with a loaded `Invitations`. */
const askInvitations = `
const invitations = new Invitations(${JSON.stringify(invitations)});
const choose = (event) => invitations.choose({ member: { id: "m-1" }, event, now: 0 }).surveys[0].why.code;
const answer = [choose("order.completed"), choose("login")];
invitations.free();
`;

const expectedInvitations = ["chosen", "no-trigger"];

const offers = {
  currency: "CNY",
  timeZone: "Asia/Shanghai",
  offers: [
    { id: "tea", percent: "10%", categories: ["tea"] },
    { id: "spend", from: "300.00", off: "40.00" },
  ],
};

/** The same for offers, with a loaded `Offers`. */
const askOffers = `
const offers = new Offers(${JSON.stringify(offers)});
const lines = [{ category: "tea", price: "100.00", quantity: 2 }];
const { total, refused } = offers.best({ cart: { lines }, now: 0 });
const answer = [total, refused[0].why];
offers.free();
`;

const expectedOffers = [18000, { code: "below-threshold", from: 30000, missing: 12000, off: 4000 }];

/** The same for metrics, with a loaded `metrics`. */
const askMetrics = `
const answer = metrics({ nps: { ratings: [10, 9, 7, 3] } }).nps.score;
`;

const pack = readFileSync(new URL("../recommend/tea.pack", import.meta.url)).toString("base64");

/** The same for recommendations, with a loaded `Recommender`. */
const askRecommender = `
const pack = Uint8Array.from(atob(${JSON.stringify(pack)}), (letter) => letter.charCodeAt(0));
const recommender = new Recommender(pack);
const answer = recommender.recommend({ wish: "basket", basket: ["green"], k: 2 }).items;
recommender.free();
`;

const expectedRecommendations = [
  { item: "cup", score: 1000, why: [{ code: "because", items: ["green"] }] },
  { item: "pot", score: 500, why: [{ code: "because", items: ["green"] }] },
];

const recommending = {
  using: "Recommender",
  refuse: "new Recommender(new Uint8Array(9))",
  code: "pack",
  ask: askRecommender,
  expected: expectedRecommendations,
};

/** What each entry point is asked: what it is asked with, how that refuses `{`, the lines, and the answer. */
export const ENTRIES = [
  { entry: "patronage", using: "Program", ask, expected },
  { entry: "patronage", using: "Offers", ask: askOffers, expected: expectedOffers },
  { entry: "patronage", using: "Survey", ask: askSurvey, expected: expectedSurvey },
  { entry: "patronage", using: "Invitations", ask: askInvitations, expected: expectedInvitations },
  { entry: "patronage", using: "metrics", refuse: 'metrics("{")', ask: askMetrics, expected: 25 },
  { entry: "patronage/loyalty", using: "Program", ask, expected },
  { entry: "patronage/offers", using: "Offers", ask: askOffers, expected: expectedOffers },
  { entry: "patronage/survey", using: "Survey", ask: askSurvey, expected: expectedSurvey },
  { entry: "patronage/invite", using: "Invitations", ask: askInvitations, expected: expectedInvitations },
  { entry: "patronage/metrics", using: "metrics", refuse: 'metrics("{")', ask: askMetrics, expected: 25 },
  { entry: "patronage", ...recommending },
  { entry: "patronage/recommend", ...recommending },
].map((sample) => ({ refuse: `new ${sample.using}("{")`, code: "json", ...sample }));

/** A module that loads an entry point, asks and prints the answer. */
export function printing({ entry, using, ask }) {
  return `import { load } from ${JSON.stringify(entry)};
const { ${using} } = await load();
${ask}
console.log(JSON.stringify(answer));
`;
}
