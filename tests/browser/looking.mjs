// What one sees when one looks at a page with tools.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** What axe-core finds wrong, each with where. */
export async function violations(page) {
  // As a script of the browser's own, not of the page, so the page's policy does not refuse it.
  await page.evaluate(await readFile(axe, "utf8"));
  const found = await page.evaluate(() => globalThis.axe.run());
  return found.violations.map(told);
}

const told = ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`;

/** By how many pixels the page is too wide. */
export const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
