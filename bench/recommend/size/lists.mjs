// The lists of a pack as the JSON that a storefront without Patronage would send: as it comes to mind, and as small as it goes.

import { strengths } from "../peer/neighbours.mjs";

/** By id, for each item pairs of another's id and a strength of three digits. */
export function byId({ items }) {
  const list = ({ strongest, others, sixteenths }) =>
    others.map((other, at) => [items[other].id, Number(((sixteenths[at] * strongest) / 16).toPrecision(3))]);
  return JSON.stringify(Object.fromEntries(items.map(({ id, next }) => [id, list(next)])));
}

/** For each item its id, and for each of its lists the strongest link and pairs of another item's number and sixteenths. */
export function json({ items }, lists) {
  const list = ({ strongest, others, sixteenths }) => [
    Number(strongest.toPrecision(3)),
    others.flatMap((other, at) => [other, sixteenths[at]]),
  ];
  return JSON.stringify(items.map((item) => [item.id, ...lists.map((name) => list(item[name])).flat()]));
}

/** The items as `Neighbours` wants them, from such a text with one list; a list is unpacked when it is asked for. */
export function parsed(text) {
  return JSON.parse(text).map(([id, strongest, pairs]) => {
    const every = (odd) => pairs.filter((_, at) => at % 2 === odd);
    return {
      id,
      repeat: 0,
      get others() {
        return every(0);
      },
      get strengths() {
        return strengths({ strongest, sixteenths: every(1) });
      },
    };
  });
}
