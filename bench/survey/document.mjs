// The surveys of the race, and the answers that both engines get.

const PAGE = 10;

/** A survey of so many questions: every other one is asked only after an answer to the one before it. */
export function survey(count) {
  const questions = Array.from({ length: count }, (_, index) => question(index));
  const pages = Array.from({ length: Math.ceil(count / PAGE) }, (_, page) => ({
    name: `page${page}`,
    elements: questions.slice(page * PAGE, (page + 1) * PAGE),
  }));
  return { pages };
}

function question(index) {
  const [name, before] = [`q${index}`, `q${index - 1}`];
  if (index % 2 === 0) return { type: "rating", name, rateMax: 5, requiredIf: index > 0 ? `{${before}} notempty` : "" };
  return { type: "comment", name, visibleIf: `{${before}} <= 2`, enableIf: `{q0} <> 5` };
}

/** So many answers to questions all over a survey, the same on every run. */
export function answers(questions, count) {
  let seed = 1;
  const next = (below) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  return Array.from({ length: count }, () => {
    const index = next(questions);
    return [`q${index}`, index % 2 === 0 ? 1 + next(5) : `because ${next(1_000)}`];
  });
}
