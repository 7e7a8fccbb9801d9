// What must not go wrong at the beginning or the end, when the answers would pay for it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { browsing } from "../browsing.mjs";
import { open, serve, told } from "./page.mjs";

const { server, browser } = await browsing(serve);

const one = { elements: [{ type: "text", name: "a" }] };
const widget = (page) => page.locator("patronage-survey");
const send = (page) => page.getByRole("button", { name: "Send" }).click();

test("the author's thanks are there without a network", async () => {
  const survey = { ...one, completedHtml: "<b>Until next time</b>" };
  const page = await open(browser, server.page({ survey, attributes: 'endpoint="responses"' }));
  await page.context().setOffline(true);
  await send(page);
  await page.getByText("Until next time").waitFor();
});

test("the response is in the language in which it was completed", async () => {
  const survey = { ...one, locale: "zh-CN" };
  const page = await open(browser, server.page({ survey, attributes: 'endpoint="responses" locale="en"' }));
  await page.getByRole("textbox", { name: "a" }).fill("x");
  await widget(page).evaluate((element) => element.removeAttribute("locale"));
  await page.getByRole("button", { name: "提交" }).click();
  assert.equal((await told(page, "complete", 1))[0].locale, "zh-CN", "that of the document, before that of the page");
});

test("a draft that goes on in another language becomes a response in that one", async () => {
  const page = await open(browser, server.page({ survey: one, attributes: 'endpoint="responses" locale="zh-CN"' }));
  await page.getByRole("textbox", { name: "a" }).fill("x");
  await page.route("**/p*/", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace('locale="zh-CN"', 'locale="en"') });
  });
  await page.waitForTimeout(200);
  await page.reload();
  await page.getByRole("textbox", { name: "a" }).waitFor();
  assert.equal(await page.getByRole("textbox", { name: "a" }).inputValue(), "x");
  await send(page);
  assert.equal((await told(page, "complete", 1))[0].locale, "en");
});

test("where nobody else has the answers, they are told before the draft goes", async () => {
  const script = `globalThis.order = [];
const drop = IDBObjectStore.prototype.delete;
IDBObjectStore.prototype.delete = function (...values) { order.push("dropped"); return drop.apply(this, values); };
document.addEventListener("patronage-complete", () => order.push("told"));`;
  const page = await open(browser, server.page({ survey: one, script }));
  await page.getByRole("textbox", { name: "a" }).fill("x");
  await send(page);
  await page.waitForFunction(() => globalThis.order.includes("dropped"));
  assert.deepEqual(await page.evaluate(() => globalThis.order), ["told", "dropped"]);
});

for (const [name, wrong, right] of [
  ["endpoint", "http://", "responses"],
  ["endpoint", "mailto:shop@example.com", "responses"],
  ["seed", "x", "7"],
  ["seed", "-1", "7"],
]) {
  test(`nothing is asked that could not be sent: ${name}="${wrong}"`, async () => {
    const page = await open(browser, server.page({ survey: one, attributes: `${name}="${wrong}"` }));
    await page.getByText("This page could not start the survey.").waitFor();
    await widget(page).evaluate((element, [name, right]) => element.setAttribute(name, right), [name, right]);
    const again = page.getByRole("button", { name: "Try again" });
    if (name === "endpoint") await again.click();
    await page.getByRole("textbox", { name: "a" }).waitFor();
  });
}

test("an endpoint that becomes unusable takes no answer with it", async () => {
  const page = await open(browser, server.page({ survey: one, attributes: 'endpoint="responses"' }));
  await page.getByRole("textbox", { name: "a" }).fill("x");
  await widget(page).evaluate((element) => (element.endpoint = "http://"));
  await send(page);
  await page.getByText("This page could not start the survey.").waitFor();
  await widget(page).evaluate((element) => (element.endpoint = "responses"));
  await page.getByRole("button", { name: "Try again" }).click();
  assert.equal(await page.getByRole("textbox", { name: "a" }).inputValue(), "x");
  await send(page);
  await page.getByText("Your answers have arrived.").first().waitFor();
});
