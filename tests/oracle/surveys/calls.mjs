// Sequences of calls to a survey.

import { LETTERS, makeValue } from "./conditions.mjs";

/** What a respondent does, and now and then what only a program does. */
export function makeCalls(world) {
  const { random, remarkable, lasting } = world;
  // Once it has been answered and all is cleared, it has no rows in survey-core.
  const grows = Object.values(world.kinds).includes("matrixdynamic");
  const names = world.names.filter((name) => world.kinds[name] !== "expression");
  if (names.length === 0) return [["start"], ["nextPage"], ["tryComplete"]];
  // What has items keeps as many as the document says, also without an answer: it is not taken away as a whole.
  const clearable = names.filter((name) => world.kinds[name] !== "paneldynamic");
  const answer = () => {
    const name = random.pick(names);
    return [name, makeValue(world, name)];
  };
  // What comes with the question whose choices it has may be none of them yet: survey-core drops it. And it computes a
  // default although there is an answer, where that came with what the default follows from.
  const held = [...world.followers, ...world.computed];
  const several = (least, most) =>
    Object.fromEntries(random.many(least, most, answer).filter(([name]) => !held.includes(name)));
  // What survey-core adds to a ranking that is given with others does not clear them.
  const ranked = (data) => {
    for (const name of Object.keys(data).filter((name) => world.kinds[name] === "ranking"))
      data[name] = [...new Set([...(data[name] ?? []), ...LETTERS])];
    return data;
  };
  const one = () => {
    switch (random.below(24)) {
      case 0:
        return clearable.length > 0 ? ["clearValue", random.pick(clearable)] : ["nextPage"];
      case 1:
        return remarkable.length > 0 ? ["setComment", random.pick(remarkable), random.pick(["why", ""])] : ["nextPage"];
      case 2:
        return ["setVariable", "v1", random.below(3)];
      case 3:
        return ["mergeData", several(1, 3)];
      case 4:
        return !lasting && !grows && random.chance(50) ? ["setData", ranked(several(1, 4))] : ["prevPage"];
      case 5:
      case 6:
      case 7:
        return ["nextPage"];
      case 8:
        return ["prevPage"];
      case 9:
        return ["tryComplete"];
      case 10:
        return random.pick([
          world.refilled ? ["nextPage"] : ["showPreview"],
          ["cancelPreview"],
          ["goToPage", random.below(3)],
          lasting || grows ? ["prevPage"] : ["clear", true, true],
        ]);
      default:
        return ["setValue", ...answer()];
    }
  };
  const start = [["start"]];
  const calls = [...start, ...random.many(2, 10, one), ...(random.chance(50) ? [["tryComplete"]] : [])];
  // After the end there is nothing left to preview.
  const end = calls.findIndex(([method]) => method === "tryComplete");
  return calls.filter(([method], index) => end < 0 || index < end || !/Preview/.test(method));
}

/** Whether a survey that stands so is told of a call: in the preview nobody answers, and the end can only be undone. */
export function isHeard(method, state) {
  if (state === "completed") return method === "clear";
  if (method === "tick") return state === "running";
  return state !== "preview" || !/^(set|merge|clear|answer|addItem|removeItem)/.test(method);
}
