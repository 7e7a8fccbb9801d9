// A published list of vectors in every text of a survey, in its links and in answers that are piped back: no script runs,
// nothing is navigated to, no request leaves.
//
// The list is not in this repository: it is data of others, which lies in ../shared (or where XSS_VECTORS says), a JSON
// list of texts or of objects with a `payload`, as the fixtures of DOMPurify are. Where it is missing, the tests skip.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { newPage } from "../../browser.mjs";
import { browsing } from "../../browsing.mjs";
import { serve } from "../page.mjs";

const file = process.env.XSS_VECTORS ?? fileURLToPath(new URL("../../../../shared/xss/vectors.json", import.meta.url));
const skip = existsSync(file) ? false : "the vectors of ../shared/xss are missing";
const all = skip ? [] : JSON.parse(readFileSync(file, "utf8")).map((vector) => vector.payload ?? vector);

/** So many vectors stand in one text. */
const TOGETHER = 25;

const { server, browser } = await browsing(serve);

/** A document with a text wherever there can be one, and in the answers that come back in other texts. */
function hostile(text, links) {
  const texts = { title: text, description: text, commentText: text, requiredErrorText: text };
  const choices = [
    { value: 1, text },
    { value: text, text },
  ];
  return {
    ...{ title: text, description: text, completedHtml: `<b>The end</b>${text}{answer}{piped}` },
    ...{ completeText: text, pageNextText: text, navigateToUrl: links[0] ?? "" },
    logo: links[0] ?? "",
    pages: [
      {
        ...texts,
        elements: [
          { type: "html", name: "h", html: `<b>The beginning</b>${text}{answer}` },
          { type: "text", name: "answer", ...texts, placeholder: text, defaultValue: text },
          { type: "comment", name: "piped", ...texts, title: "{answer}", placeholder: "{answer}", defaultValue: text },
          { type: "text", name: "wrong", ...texts, isRequired: true, validators: [{ type: "numeric", text }] },
          {
            type: "radiogroup",
            name: "r",
            ...texts,
            choices,
            showOtherItem: true,
            otherText: text,
            showCommentArea: true,
          },
          { type: "checkbox", name: "c", ...texts, choices, showNoneItem: true, noneText: text },
          { type: "dropdown", name: "d", ...texts, choices, placeholder: text },
          { type: "tagbox", name: "t", ...texts, choices, defaultValue: [1] },
          { type: "ranking", name: "k", ...texts, choices },
          {
            type: "rating",
            name: "s",
            ...texts,
            minRateDescription: text,
            maxRateDescription: text,
            rateValues: choices,
          },
          { type: "boolean", name: "b", ...texts, labelTrue: text, labelFalse: text },
          { type: "matrix", name: "m", ...texts, rows: choices, columns: choices },
          { type: "multipletext", name: "f", ...texts, items: [{ name: "x", title: text }] },
          ...links.map((imageLink, at) => ({ type: "image", name: `i${at}`, imageLink, altText: text })),
          {
            type: "imagepicker",
            name: "p",
            ...texts,
            choices: links.map((imageLink, value) => ({ value, imageLink, text })),
          },
          { type: "expression", name: "x", expression: "{answer}", format: `{0}${text}` },
        ],
      },
    ],
  };
}

/** A page without a policy, so that what keeps scripts out must be the widget; gives what went wrong on it. */
async function attacked(context, survey) {
  const page = await newPage(context);
  const seen = [];
  page.on("dialog", (dialog) => {
    seen.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("popup", (popup) => seen.push(`popup: ${popup.url()}`));
  await page.route("**/*", (route) => {
    const address = route.request().url();
    if (address.startsWith(server.origin) || address.startsWith("data:")) return route.continue();
    seen.push(`request: ${address}`);
    return route.abort();
  });
  const script = `for (const name of ["alert", "confirm", "prompt", "hack"]) globalThis[name] = () => (globalThis.hacked = name);`;
  const address = server.page({ survey, policy: "", script });
  await page.goto(address);
  await page.locator("patronage-survey").locator(".body, .notice").first().waitFor();
  await page.getByText("The beginning").waitFor();
  page.on("framenavigated", (frame) => seen.push(`navigated: ${frame.url()}`));
  const touch = async () => {
    await page.evaluate(() => {
      const root = document.querySelector("patronage-survey").shadowRoot;
      for (const found of root.querySelectorAll("*")) {
        for (const type of ["mouseover", "pointerenter", "focus", "animationend", "error", "load", "toggle"]) {
          if (found.localName !== "img") found.dispatchEvent(new Event(type));
        }
      }
      // A link to the web is one, and whoever clicks goes there.
      for (const link of root.querySelectorAll("a, area, [xlink\\:href]")) {
        if (!/^https?:$/.test(link.protocol)) link.dispatchEvent(new MouseEvent("click", { cancelable: true }));
      }
    });
    await page.waitForTimeout(100);
  };
  await touch();
  // Answers are missing: the author's words for that are shown.
  await page.locator("patronage-survey nav button").last().click();
  await touch();
  const hacked = await page.evaluate(() => globalThis.hacked);
  if (hacked) seen.push(`script: ${hacked}`);
  const foreign = await page.evaluate(() => {
    const root = document.querySelector("patronage-survey").shadowRoot;
    return [...root.querySelectorAll("script, iframe, object, embed, frame, base, meta, link, form")].map(
      (found) => found.outerHTML,
    );
  });
  await page.close();
  return [...seen, ...foreign];
}

test("the vectors run where nothing keeps them out", { skip }, async () => {
  const page = await newPage(browser);
  await page.goto(server.page({ survey: {}, policy: "", before: '<div id="bad"></div>' }));
  const ran = await page.evaluate(
    async (all) => {
      globalThis.ran = 0;
      globalThis.alert = () => (globalThis.ran += 1);
      for (const vector of all) document.querySelector("#bad").insertAdjacentHTML("beforeend", vector);
      await new Promise((resolve) => setTimeout(resolve, 500));
      return globalThis.ran;
    },
    all.filter((vector) => !/location|document\.write/.test(vector)),
  );
  assert.ok(ran > 5, `${ran} of ${all.length}`);
  await page.close();
});

for (let from = 0; from < all.length; from += TOGETHER) {
  const some = all.slice(from, from + TOGETHER);
  test(`vectors ${from} to ${from + some.length - 1} do nothing`, { skip }, async (t) => {
    const context = await browser.newContext();
    t.after(() => context.close());
    const links = some.flatMap((vector) =>
      [...vector.matchAll(/(?:href|src|data|action)\s*=\s*["']?([^"'>\s]+)/gi)].map(([, link]) => link),
    );
    const bad = links.filter((link) => !/^(https?:|\/\/)/i.test(link)).slice(0, 8);
    assert.deepEqual(await attacked(context, hostile(some.join("\n"), ["javascript:alert(1)", ...bad])), []);
  });
}
