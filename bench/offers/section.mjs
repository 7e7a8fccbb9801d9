import { digits, table, whole } from "../numbers.mjs";
import { COUPONS, LINES, races } from "./race.mjs";

export default function section() {
  const figures = races();
  const rows = figures.map(({ name, applied, proven, steps, all, without }) => {
    const work = `${whole(steps)}${proven ? "" : " (not proven)"}`;
    return [name, applied, work, digits(all / 1_000), digits((all - without) / 1_000)];
  });
  const markdown = `## The best of ${COUPONS} coupons for a cart of ${LINES} lines

Medians in milliseconds through the package's public \`Offers\`, request and answer as objects (\`bench/offers\`); the last column
without the time that the same request takes where no coupon is held. Work counts lines that were looked at for an offer.

${table(["the coupons act", "of them act:", "work:", "ms:", "of it for the coupons:"], rows)}`;
  return { figures, markdown };
}
