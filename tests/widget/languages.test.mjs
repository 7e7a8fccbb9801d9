// Both languages say everything, others come by a file, and lines may run from right to left.
import assert from "node:assert/strict";
import { test } from "node:test";
import { browsing } from "../browsing.mjs";
import { everything, open, serve } from "./page.mjs";

const { server, browser } = await browsing(serve);

test("both languages have the same words, with the same gaps", async () => {
  const { en } = await import("../../pkg/dist/widget/words/en.js");
  const { zhCN } = await import("../../pkg/dist/widget/words/zh-CN.js");
  const gaps = (words) =>
    Object.entries(words).map(([name, word]) => [
      name,
      typeof word === "string" ? (word.match(/\{\w+\}/g) ?? []).sort() : gaps(word),
    ]);
  assert.deepEqual(gaps(zhCN), gaps(en));
});

test("a Chinese page has a Chinese survey", async () => {
  const page = await open(browser, server.page({ survey: everything, lang: "zh-CN" }));
  await page.getByRole("button", { name: "下一步" }).click();
  await page.getByText("请回答这个问题。").first().waitFor();
  const text = await page
    .locator("patronage-survey")
    .evaluate((host) => host.shadowRoot.querySelector(".frame").innerText);
  assert.doesNotMatch(text, /[A-Za-z]{2}/);
  assert.match(text, /您的到访如何？/);
});

test("the attribute decides, and may change on the way", async () => {
  const page = await open(browser, server.page({ survey: everything, lang: "zh-CN", attributes: 'locale="en"' }));
  await page.getByRole("textbox", { name: "Your name" }).fill("Ada");
  await page.locator("patronage-survey").evaluate((host) => host.setAttribute("locale", "zh-CN"));
  await page.getByRole("button", { name: "下一步" }).waitFor();
  assert.equal(await page.getByRole("textbox", { name: "您的名字" }).inputValue(), "Ada");
  await page.getByText("Ada，您有多大可能推荐我们？").waitFor();
});

test("another language comes by its words, and runs from right to left", async () => {
  const script = `const { addWords } = await import("/widget.js"); addWords("ar", { next: "التالي" });`;
  const address = server.page({ survey: everything, lang: "ar", script });
  const page = await open(browser, address, { viewport: { width: 900, height: 900 } });
  const button = page.getByRole("button", { name: "التالي" });
  await button.click();
  await page.getByText("Please answer this question.").first().waitFor();
  const [frame, box, title] = await Promise.all(
    [".frame", "nav button", ".title"].map((name) =>
      page.locator("patronage-survey").locator(name).first().boundingBox(),
    ),
  );
  assert.ok(frame.x + frame.width - (box.x + box.width) < 60, "buttons begin at the right");
  assert.ok(title.x + title.width > box.x + box.width - 5);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
});
