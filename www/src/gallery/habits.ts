// What made-up respondents answer more to the point than chance: screeners that let most of them in, and tastes.
import type { SurveyValue } from "patronage/survey";
import { onScale, type Character, type Habits } from "./respondent";

/** One of several answers, each with its share. */
function among(shares: Readonly<Record<string, number>>) {
  return ({ random }: Character): string | undefined => {
    let left = random.next() * Object.values(shares).reduce((sum, share) => sum + share, 0);
    return Object.entries(shares).find(([, share]) => (left -= share) < 0)?.[0];
  };
}

/** Kano's categories as pairs of replies: with the feature, and without it. */
const PAIRS = {
  must: ["must-be", "dislike"],
  performance: ["like", "dislike"],
  attractive: ["like", "neutral"],
  indifferent: ["neutral", "neutral"],
  reverse: ["dislike", "like"],
} as const;

/** Replies about a feature that is mostly of these categories. */
function taste(shares: Partial<Record<keyof typeof PAIRS, number>>) {
  const category = among(shares);
  return (who: Character): SurveyValue => {
    const pair = who.careless ? (["neutral", "neutral"] as const) : PAIRS[category(who) as keyof typeof PAIRS];
    return { functional: pair[0], dysfunctional: pair[1] };
  };
}

/** A statement that is meant the other way round, in turn with those that are not. */
function sus(who: Character): SurveyValue {
  const names = ["use", "complex", "easy", "support", "whole", "uneven", "quick", "awkward", "sure", "learn"];
  const agreed = () => (who.careless ? 4 : onScale(who, 1, 5));
  return Object.fromEntries(names.map((name, at) => [name, at % 2 && !who.careless ? 6 - agreed() : agreed()]));
}

export const habits: Readonly<Record<string, Habits>> = {
  ces: { resolved: among({ yes: 7, partly: 2, no: 1 }) },
  delivery: { punctual: among({ early: 1, time: 7, late: 2 }), state: among({ good: 8, dented: 1, broken: 1 }) },
  kano: {
    tracking: taste({ performance: 5, attractive: 3, must: 1, indifferent: 1 }),
    returns: taste({ must: 6, performance: 3, indifferent: 1 }),
    sameday: taste({ attractive: 6, performance: 2, indifferent: 2 }),
    alerts: taste({ attractive: 4, indifferent: 3, performance: 2, reverse: 1 }),
    preview: taste({ attractive: 5, indifferent: 5 }),
    invoices: taste({ must: 5, performance: 2, indifferent: 3 }),
    wishlist: taste({ indifferent: 7, attractive: 2, reverse: 1 }),
    dark: taste({ indifferent: 5, attractive: 4, reverse: 1 }),
  },
  picker: { plant: among({ seed: 5, bean: 4, nut: 1 }), roast: among({ light: 6, dark: 3, same: 1 }) },
  study: {
    bought: among({ recent: 12, year: 6, longer: 1, never: 1 }),
    age: among({ minor: 1, "18-29": 9, "30-49": 6, "50": 4 }),
  },
  sus: { sus },
};
