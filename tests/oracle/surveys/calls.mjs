// Sequences of calls to a survey.

import { makeValue } from "./documents.mjs";

/** What a respondent does, and now and then what only a program does. */
export function makeCalls(world) {
  const { random, remarkable, lasting } = world;
  const names = world.names.filter((name) => world.kinds[name] !== "expression");
  if (names.length === 0) return [["start"], ["nextPage"], ["tryComplete"]];
  // What has items keeps as many as the document says, also without an answer: it is not taken away as a whole.
  const clearable = names.filter((name) => world.kinds[name] !== "paneldynamic");
  const answer = () => {
    const name = random.pick(names);
    return [name, makeValue(world, name)];
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
        return ["mergeData", Object.fromEntries(random.many(1, 3, answer))];
      case 4:
        return !lasting && random.chance(50)
          ? ["setData", Object.fromEntries(random.many(1, 4, answer))]
          : ["prevPage"];
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
          ["showPreview"],
          ["cancelPreview"],
          ["goToPage", random.below(3)],
          lasting ? ["prevPage"] : ["clear", true, true],
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
