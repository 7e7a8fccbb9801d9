// What is computed from the answers to each survey.
import type { Json } from "patronage/survey";
import type { CsatRequest, KanoAnswer, Nps } from "patronage/metrics";
import type { SurveyId } from "./catalogue";
import { measured, type Measure } from "./measure";
import { part, Sample } from "./sample";

type Measures = (sample: Sample) => Measure[];

export const measures: Record<SurveyId, Measures> = {
  nps: (sample) => [nps(sample, sample.say.m.nps), bySegment(sample), ...reasons(sample), precision(sample)],
  csat: (sample) => [
    csat(sample, sample.say.m.csat, "satisfaction"),
    items(sample, sample.say.m.aspects, "aspects"),
    aspectDrivers(sample),
    csat(sample, sample.say.m.back, "again"),
  ],
  ces: (sample) => [ces(sample), sample.bars(sample.say.m.hurdles, sample.counts("hurdles"))],
  kano: (sample) => [kano(sample)],
  churn: (sample) => [
    sample.bars(sample.say.m.reasons, sample.counts("reasons")),
    saved(sample),
    sample.bars(sample.say.m.offers, sample.counts("offer")),
    ranks(sample),
    csat(sample, sample.say.m.back, "return"),
  ],
  study,
  sus: (sample) => [sus(sample), items(sample, sample.say.m.statements, "sus")],
  delivery: (sample) => [
    csat(sample, sample.say.m.arrival, "courier"),
    sample.bars(sample.say.m.punctual, sample.counts("punctual")),
    csat(sample, sample.say.m.inUse, "quality"),
    csat(sample, sample.say.m.lasting, "lasting"),
    nps(sample, sample.say.m.recommends),
  ],
  picker: (sample) => [
    sample.bars(
      sample.say.m.beans,
      sample.counts("bean").map((row) => ({ ...row, label: sample.say.m.beanNames[row.label] ?? row.label })),
    ),
    quiz(sample),
  ],
  event,
};

/** The groups of a score, as parts of all. */
function groups(sample: Sample, { promoters, passives, detractors }: Nps) {
  const { m } = sample.say;
  return [
    { label: m.promoters, value: promoters, tone: "good" },
    { label: m.passives, value: passives, tone: "even" },
    { label: m.detractors, value: detractors, tone: "bad" },
  ] as const;
}

function nps(sample: Sample, title: string, name = "score"): Measure {
  return measured(title, sample.locale, { nps: { ratings: sample.numbers(name) } }, ({ nps }) => {
    const { low, high } = nps.adjusted;
    const shares = groups(sample, nps);
    return { view: { kind: "score", value: nps.score, low, high, min: -100, max: 100, answers: nps.answers, shares } };
  });
}

function bySegment(sample: Sample): Measure {
  const { m } = sample.say;
  const asked = sample.where(({ score, frequency }) => typeof score === "number" && typeof frequency === "string");
  const segments = asked.responses.map(({ data }) => String(data["frequency"]));
  const request = { npsBySegment: { ratings: asked.numbers("score"), segments } };
  return measured(m.bySegment, sample.locale, request, ({ npsBySegment }) => ({
    note: npsBySegment.homogeneity && m.differ(sample.number(npsBySegment.homogeneity.p, 3)),
    view: {
      kind: "bars",
      min: -100,
      max: 100,
      rows: npsBySegment.segments.map(({ segment, nps }) => ({
        label: sample.label("frequency", segment),
        value: nps.score,
        low: nps.adjusted.low,
        high: nps.adjusted.high,
        note: sample.say.answers(sample.number(nps.answers)),
      })),
    },
  }));
}

function reasons(sample: Sample): Measure[] {
  const { m } = sample.say;
  return [
    sample.bars(m.delights, sample.counts("delights")),
    sample.bars(m.troubles, sample.counts("troubles")),
  ].filter(({ view }) => view.kind !== "lacking");
}

/** How many answers it takes for a score that is precise to so many points. */
function precision(sample: Sample): Measure {
  const { m } = sample.say;
  const row = (margin: number) =>
    measured("", sample.locale, { sampleSize: { margin: margin / 100, variance: 1 } }, ({ sampleSize }) => ({
      view: { kind: "facts", rows: [{ label: m.wanted(String(margin)), value: sample.number(sampleSize.answers) }] },
    }));
  const rows = [10, 5].flatMap((margin) => {
    const { view } = row(margin);
    return view.kind === "facts" ? view.rows : [];
  });
  return { title: m.precision, view: { kind: "facts", rows } };
}

function csat(sample: Sample, title: string, name: string, points = 5): Measure {
  return satisfied(sample, title, { ratings: sample.numbers(name), points });
}

/** The share of the highest, with its interval. */
function satisfied(sample: Sample, title: string, request: CsatRequest): Measure {
  return measured(title, sample.locale, { csat: request }, ({ csat }) => ({
    view: {
      kind: "score",
      value: csat.score,
      low: csat.low,
      high: csat.high,
      min: 0,
      max: 100,
      percent: true,
      answers: csat.answers,
    },
  }));
}

/** The items of a battery, and whether they measure one thing. */
function items(sample: Sample, title: string, name: string): Measure {
  const reversed = name === "sus" ? [1, 3, 5, 7, 9] : [];
  const request = { likert: { rows: sample.battery(name), reversed } };
  return measured(title, sample.locale, request, ({ likert }) => ({
    note: `${sample.say.m.alpha} ${sample.number(likert.alpha, 2)}`,
    view: {
      kind: "bars",
      min: 1,
      max: 5,
      rows: likert.items.map(({ mean }, at) => ({
        label: sample.label(name, sample.rows(name)[at] ?? at),
        value: mean,
        note: sample.number(mean, 2),
      })),
    },
  }));
}

interface Driven {
  readonly outcome: readonly number[];
  readonly drivers: readonly { readonly id: string; readonly values: readonly number[] }[];
}

function drivers(sample: Sample, request: Driven, label: (id: string) => string): Measure {
  const { m } = sample.say;
  return measured(m.drivers, sample.locale, { drivers: request }, ({ drivers }) => ({
    note: m.explained(sample.number(drivers.rSquared * 100)),
    view: {
      kind: "pairs",
      names: [m.relative, m.shapley],
      rows: drivers.drivers
        .map(({ id, relativePercent, shapleyPercent = 0 }) => ({
          label: label(id),
          one: relativePercent,
          other: shapleyPercent,
        }))
        .sort((a, b) => b.one - a.one),
    },
  }));
}

function aspectDrivers(sample: Sample): Measure {
  const names = sample.rows("aspects");
  const whole = sample.where(({ satisfaction, aspects }) => {
    return typeof satisfaction === "number" && names.every((name) => typeof part(aspects, name) === "number");
  });
  const values = whole.battery("aspects");
  const request = {
    outcome: whole.numbers("satisfaction"),
    drivers: names.map((id, at) => ({ id, values: values.map((row) => row[at] ?? 0) })),
  };
  return drivers(sample, request, (id) => sample.label("aspects", id));
}

function ces(sample: Sample): Measure {
  const { m } = sample.say;
  return measured(m.ces, sample.locale, { ces: { ratings: sample.numbers("ease") } }, ({ ces }) => {
    const { mean, low, high, answers } = ces.score;
    const shares = [
      { label: m.agree, value: ces.agree, tone: "good" },
      { label: m.neutral, value: 100 - ces.agree - ces.disagree, tone: "even" },
      { label: m.disagree, value: ces.disagree, tone: "bad" },
    ] as const;
    return { view: { kind: "score", value: mean, low, high, min: 1, max: 7, answers, shares } };
  });
}

function kano(sample: Sample): Measure {
  const { m } = sample.say;
  const features = sample.survey.questions.filter(({ type }) => type === "matrix").map(({ name = "" }) => name);
  const replies = (name: string) =>
    sample.responses
      .map(({ data }) => data[name])
      .filter((pair) => part(pair, "dysfunctional")) as unknown as KanoAnswer[];
  const request = { kano: features.map((id) => ({ id, answers: replies(id) })) };
  return measured(m.kano, sample.locale, request, ({ kano }) => ({
    note: m.kanoNote,
    view: {
      kind: "scatter",
      axes: [m.worse, m.better],
      points: kano.map(({ id = "", better = 0, worse = 0, category }) => ({
        label: sample.title(id),
        x: -worse,
        y: better,
        note: m.categories[category] ?? category,
      })),
    },
  }));
}

/** Who stays for one of the offers, of those who were made one. */
function saved(sample: Sample): Measure {
  const offered = sample.where(({ offer }) => typeof offer === "string");
  const top = offered.where(({ offer }) => offer !== "none").responses.length;
  const counts = { top, answers: offered.responses.length };
  return satisfied(sample, sample.say.m.saved, { counts });
}

function ranks(sample: Sample): Measure {
  const orders = sample.responses.map(({ data }) => data["keep"]).filter((order) => Array.isArray(order));
  const sums = new Map<Json, { sum: number; count: number }>();
  for (const order of orders) {
    for (const [place, value] of order.entries()) {
      const { sum, count } = sums.get(value) ?? { sum: 0, count: 0 };
      sums.set(value, { sum: sum + place + 1, count: count + 1 });
    }
  }
  const rows = [...sums].map(([value, { sum, count }]) => {
    return { label: sample.label("keep", value), value: sum / count, note: sample.number(sum / count, 2) };
  });
  const { title, view } = sample.bars(
    sample.say.m.ranks,
    rows.sort((a, b) => a.value - b.value),
  );
  return { title, view: view.kind === "bars" ? { ...view, max: 5 } : view };
}

const BATTERIES = ["product", "service", "delivery", "price"] as const;
/** The quota plan, which the document of invitations has too. */
export const QUOTAS = [
  ["18-29", 200],
  ["30-49", 300],
  ["50", 200],
] as const;

function study(all: Sample): Measure[] {
  const { m } = all.say;
  const sample = all.where(({ overall }) => typeof overall === "number");
  const columns = ["overall", "expected", "ideal"].map((name) => sample.numbers(name));
  const [satisfaction = [], expectation = [], ideal = []] = columns;
  const index = measured(m.index, all.locale, { index: { satisfaction, expectation, ideal } }, ({ index }) => {
    const { mean, low, high, answers } = index.index;
    return { view: { kind: "score", value: mean, low, high, min: 0, max: 100, answers } };
  });
  const screened = `${m.screened}: ${all.number(all.responses.length - sample.responses.length)}`;
  return [
    index,
    batteryDrivers(sample),
    nps(sample, m.nps, "recommend"),
    ...alphas(sample),
    { ...quotas(sample), note: screened },
    weights(sample),
  ];
}

function batteryDrivers(sample: Sample): Measure {
  const means = (name: string) =>
    sample.battery(name).map((row) => row.reduce((sum, one) => sum + one, 0) / row.length);
  const request = {
    outcome: sample.numbers("overall"),
    drivers: BATTERIES.map((id) => ({ id, values: means(id) })),
  };
  return drivers(sample, request, (id) => sample.say.m.batteryNames[id] ?? id);
}

function alphas(sample: Sample): Measure[] {
  const { m } = sample.say;
  const found = BATTERIES.map((name) =>
    measured(m.batteryNames[name] ?? name, sample.locale, { likert: { rows: sample.battery(name) } }, ({ likert }) => ({
      view: { kind: "bars", min: 0, max: 1, rows: [{ label: m.batteryNames[name] ?? name, value: likert.alpha }] },
    })),
  );
  const rows = found.flatMap(({ view }) => (view.kind === "bars" ? view.rows : []));
  const lacking = found.find(({ view }) => view.kind === "lacking");
  const digits = rows.map((row) => ({ ...row, note: sample.number(row.value, 2) }));
  return lacking
    ? [{ ...lacking, title: m.batteries }]
    : [{ title: m.batteries, view: { kind: "bars", min: 0, max: 1, rows: digits } }];
}

function strata(sample: Sample) {
  return QUOTAS.map(([id, population]) => ({
    id,
    population,
    answers: sample.responses.filter(({ data }) => data["age"] === id).length,
  }));
}

function quotas(sample: Sample): Measure {
  const rows = strata(sample).map(({ id, population, answers }) => ({
    label: sample.label("age", id),
    value: Math.min(100, (100 * answers) / population),
    note: `${sample.number(answers)} ${sample.say.of} ${sample.number(population)}`,
  }));
  return { title: sample.say.m.quotas, view: { kind: "bars", min: 0, max: 100, rows } };
}

/** The index as it would be if each age had its share of the plan. */
function weights(sample: Sample): Measure {
  const { m } = sample.say;
  const mean = (id: string) => {
    const own = sample.where(({ age }) => age === id);
    const values = ["overall", "expected", "ideal"].flatMap((name) => own.numbers(name));
    return (values.reduce((sum, value) => sum + (value - 1) / 9, 0) / Math.max(values.length, 1)) * 100;
  };
  const asked = strata(sample).map((stratum) => ({ ...stratum, mean: mean(stratum.id) }));
  return measured(m.weights, sample.locale, { weights: asked }, ({ weights }) => ({
    view: {
      kind: "facts",
      rows: [
        { label: m.weighted, value: sample.number(weights.weighted ?? 0, 1) },
        { label: m.unweighted, value: sample.number(weights.unweighted ?? 0, 1) },
        { label: m.designEffect, value: sample.number(weights.designEffect, 2) },
        { label: m.effective, value: sample.number(weights.effective) },
      ],
    },
  }));
}

function sus(sample: Sample): Measure {
  const { m } = sample.say;
  return measured(m.sus, sample.locale, { sus: { rows: sample.battery("sus") } }, ({ sus }) => {
    const { mean, low, high, answers } = sus.score;
    return { view: { kind: "score", value: mean, low, high, min: 0, max: 100, answers, note: m.grade(sus.grade) } };
  });
}

function quiz(sample: Sample): Measure {
  const asked = sample.survey.questions.filter(({ correctAnswer }) => correctAnswer !== undefined);
  const same = (one: Json | undefined, other: Json | undefined) =>
    JSON.stringify([one].flat().sort()) === JSON.stringify([other].flat().sort());
  const scores = sample.responses.map(
    ({ data }) => asked.filter(({ name = "", correctAnswer }) => same(data[name], correctAnswer)).length,
  );
  const rows = Array.from({ length: asked.length + 1 }, (_, right) => ({
    label: String(right),
    value: scores.filter((score) => score === right).length,
  }));
  return sample.bars(sample.say.m.quiz, scores.length === 0 ? [] : rows);
}

function event(sample: Sample): Measure[] {
  const { m } = sample.say;
  const people = sample.responses.flatMap(({ data }) => {
    const all = data["attendees"];
    return Array.isArray(all) ? all.map((person) => ({ session: data["session"], person })) : [];
  });
  const sessions = sample.counts("session", ({ session, attendees }) =>
    Array.isArray(attendees) && session !== undefined ? attendees.map(() => session) : undefined,
  );
  const diets = sample.counts("diet", ({ attendees }) =>
    Array.isArray(attendees) ? attendees.flatMap((person) => part(person as Json, "diet") ?? []) : undefined,
  );
  const cups = people.filter(({ person }) => part(person as Json, "ware") === true).length;
  return [
    sample.bars(m.sessions, sessions),
    sample.bars(m.diets, diets),
    {
      title: m.people,
      view: {
        kind: "facts",
        rows: [
          { label: m.people, value: sample.number(people.length) },
          { label: m.cups, value: sample.number(cups) },
        ],
      },
    },
  ];
}
