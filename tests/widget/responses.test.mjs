// The respondent's answers: kept after each, there again after a reload, sent once, and what became of them is seen.
import assert from "node:assert/strict";
import { test } from "node:test";
import { browsing } from "../browsing.mjs";
import { open, serve, told } from "./page.mjs";

const { server, browser } = await browsing(serve);

const survey = {
  surveyId: "visit",
  pages: [
    { name: "one", elements: [{ type: "text", name: "a" }] },
    {
      name: "two",
      elements: [
        { type: "radiogroup", name: "b", choices: [1, 2, 3, 4, 5, 6], choicesOrder: "random" },
        { type: "comment", name: "c" },
      ],
    },
  ],
};

for (const pace of ["page", "question"]) {
  test(`a reload goes on where one was: ${pace}`, async () => {
    const page = await open(browser, server.page({ survey, attributes: `pace="${pace}" survey="${pace}"` }));
    await page.getByRole("textbox", { name: "a" }).fill("kept");
    await page.getByRole("button", { name: "Next" }).click();
    const choices = () => page.locator("patronage-survey .choice").allInnerTexts();
    await page.locator("patronage-survey .choice").nth(2).click();
    const order = await choices();
    if (pace === "question") await page.getByRole("button", { name: "Next" }).click();
    await page.getByRole("textbox", { name: "c" }).pressSequentially("to the last letter");
    await page.waitForTimeout(100);
    await page.reload();
    await page.getByRole("textbox", { name: "c" }).waitFor();
    assert.equal(await page.getByRole("textbox", { name: "c" }).inputValue(), "to the last letter");
    if (pace === "question") await page.getByRole("button", { name: "Back" }).click();
    assert.deepEqual(await choices(), order);
    assert.equal(await page.getByRole("radio", { checked: true }).count(), 1);
    await page.getByRole("button", { name: "Back" }).click();
    assert.equal(await page.getByRole("textbox", { name: "a" }).inputValue(), "kept");
  });
}

test("a response is sent once, and arrives", async () => {
  const page = await open(
    browser,
    server.page({ survey, attributes: 'endpoint="responses" respondent="ada" locale="en"' }),
  );
  await page.getByRole("textbox", { name: "a" }).fill("x");
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("button", { name: "Send" }).dblclick();
  await page.getByText("Your answers have arrived.").first().waitFor();
  const [response] = await told(page, "complete", 1);
  assert.equal(server.received.filter(({ key }) => key === response.key).length, 1);
  const { survey: name, respondent, locale, data } = response;
  assert.deepEqual([name, respondent, locale, data], ["visit", "ada", "en", { a: "x" }]);
  assert.deepEqual(await told(page, "sent", 1), [{ key: response.key }]);
  await page.reload();
  await page.getByRole("textbox", { name: "a" }).waitFor();
  assert.equal(await page.getByRole("textbox", { name: "a" }).inputValue(), "", "what was sent is no draft");
});

test("what the page knows is read by conditions and texts, may change, and is sent", async () => {
  const known = {
    elements: [
      {
        type: "text",
        name: "wish",
        title: "What is {tier} missing?",
        visibleIf: "{tier} = 'gold' or {tier} = 'silver'",
      },
      { type: "text", name: "a", title: "For {tier}" },
    ],
  };
  const script = `document.querySelector("patronage-survey").variables = { tier: "gold", since: 2020 };`;
  const page = await open(browser, server.page({ survey: known, attributes: 'endpoint="responses"', script }));
  await page.getByRole("textbox", { name: "What is gold missing?" }).fill("tea");
  const know = (variables) =>
    page.locator("patronage-survey").evaluate((element, known) => void (element.variables = known), variables);
  await know({ tier: "tin" });
  await page.getByRole("textbox", { name: "For tin" }).waitFor();
  assert.equal(await page.getByRole("textbox").count(), 1);
  await know({});
  await page.getByRole("textbox", { name: "For", exact: true }).waitFor();
  await know({ tier: "silver" });
  assert.equal(await page.getByRole("textbox", { name: "What is silver missing?" }).inputValue(), "tea");
  await page.getByRole("button", { name: "Send" }).click();
  const [{ data, variables }] = await told(page, "complete", 1);
  assert.deepEqual([data, variables], [{ wish: "tea" }, { tier: "silver" }]);
  await page.getByText("Your answers have arrived.").first().waitFor();
  assert.deepEqual(server.received.at(-1).variables, { tier: "silver" });
});

test("without a network it waits, and says so", async () => {
  const page = await open(browser, server.page({ survey, attributes: 'endpoint="responses"' }));
  await page.getByRole("button", { name: "Next" }).click();
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByText("will be sent as soon as there is a connection").first().waitFor();
  await page.context().setOffline(false);
  await page.getByText("Your answers have arrived.").first().waitFor();
});

test("what is refused is kept, and may be tried again", async () => {
  const page = await open(browser, server.page({ survey, attributes: 'endpoint="responses"', status: 422 }));
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByText("Your answers could not be accepted.").first().waitFor();
  await page.getByText("This is not what was asked.").waitFor();
  const [{ key, refusal }] = await told(page, "refused", 1);
  assert.deepEqual([typeof key, refusal.status], ["string", 422]);
  const before = server.received.length;
  await page.getByRole("button", { name: "Try again" }).click();
  await page.waitForTimeout(300);
  assert.equal(server.received.length, before + 1);
});

for (const [locale, next, send, said] of [
  ["en", "Next", "Send", "Enough answers like yours have already come in"],
  ["zh-CN", "下一步", "提交", "同类回答已经收齐"],
]) {
  test(`whoever came when a quota was full is told so kindly: ${locale}`, async () => {
    const attributes = `endpoint="responses" locale="${locale}"`;
    const page = await open(browser, server.page({ survey, attributes, status: 200, screened: "under-30" }));
    await page.getByRole("button", { name: next }).click();
    await page.getByRole("button", { name: send }).click();
    await page.getByText(said).first().waitFor();
    const [{ key }] = await told(page, "complete", 1);
    assert.deepEqual(await told(page, "sent", 1), [{ key, screened: "under-30" }]);
    const shown = await page.locator("patronage-survey").evaluate(({ shadowRoot }) => shadowRoot.textContent);
    assert.ok(!shown.includes("have arrived") && !shown.includes("已送达"), shown);
    assert.ok(await page.locator("patronage-survey [part~=screened]").isVisible());
  });
}

test("a tab that was left open cannot send again what another has sent", async () => {
  const context = await browser.newContext();
  const address = server.page({ survey, attributes: 'endpoint="responses"' });
  const [one, two] = [await open(context, address), await open(context, address)];
  await one.getByRole("button", { name: "Next" }).click();
  await one.getByRole("button", { name: "Send" }).click();
  await one.getByText("Your answers have arrived.").first().waitFor();
  await two.getByRole("textbox", { name: "a" }).fill("late");
  await two.getByText("These answers were sent from another tab.").waitFor();
  await context.close();
});

test("what cannot be shown is said, and may be tried again", async () => {
  const lost = await open(browser, server.page({}));
  await lost.getByText("The survey could not be loaded.").waitFor();
  await lost.route("**/survey.json", (route) =>
    route.fulfill({ json: { elements: [{ type: "text", name: "found" }] } }),
  );
  await lost.getByRole("button", { name: "Try again" }).click();
  await lost.getByRole("textbox", { name: "found" }).waitFor();

  const wrong = await open(browser, server.page({ survey: "[1]" }));
  await wrong.getByText("The survey has a mistake and cannot be shown.").waitFor();

  const page = await browser.newPage();
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto(server.page({ survey }));
  await page.getByText("This page could not start the survey.").waitFor();
  await page.unroute("**/*.wasm");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("textbox", { name: "a" }).waitFor();
});

test("two tabs lose nothing of each other, and one that is seen again knows it", async () => {
  const survey = { elements: ["a", "b", "c"].map((name) => ({ type: "text", name })) };
  const address = server.page({ survey });
  const context = await browser.newContext();
  const [one, two] = [await open(context, address), await open(context, address)];
  const box = (page, name) => page.getByRole("textbox", { name });
  await box(two, "b").fill("of the second");
  await box(one, "a").fill("of the first");
  await told(one, "answer", 1);
  await one.waitForTimeout(200);
  await two.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await two.waitForFunction(() => document.querySelector("patronage-survey").shadowRoot.querySelector("input").value);
  assert.equal(await box(two, "a").inputValue(), "of the first");
  await one.reload();
  await box(one, "b").waitFor();
  assert.deepEqual(
    [await box(one, "a").inputValue(), await box(one, "b").inputValue()],
    ["of the first", "of the second"],
  );
  await context.close();
});

test("on a device of several people nothing is kept, and the response is sent all the same", async () => {
  const survey = { elements: [{ type: "text", name: "a" }] };
  const page = await open(browser, server.page({ survey, attributes: 'drafts="none" endpoint="responses"' }));
  await page.getByRole("textbox", { name: "a" }).fill("nobody else's");
  await page.waitForTimeout(200);
  await page.reload();
  await page.getByRole("textbox", { name: "a" }).waitFor();
  assert.equal(await page.getByRole("textbox", { name: "a" }).inputValue(), "");
  await page.getByRole("textbox", { name: "a" }).fill("mine");
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByText("Your answers have arrived.").first().waitFor();
  assert.deepEqual((await told(page, "complete", 1))[0].data, { a: "mine" });
});

test("a reload in the preview comes back to it", async () => {
  const previewed = { ...survey, showPreviewBeforeComplete: true };
  const page = await open(browser, server.page({ survey: previewed, attributes: 'survey="previewed"' }));
  await page.getByRole("textbox", { name: "a" }).fill("seen again");
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("button", { name: "Check answers" }).click();
  await page.getByRole("button", { name: "Change answers" }).first().waitFor();
  await page.waitForTimeout(200);
  await page.reload();
  await page.getByRole("button", { name: "Change answers" }).first().waitFor();
  assert.equal(await page.getByRole("button", { name: "Send" }).count(), 1);
});
