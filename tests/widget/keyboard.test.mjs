// The keyboard alone answers everything, and the focus goes where the respondent goes on.
import assert from "node:assert/strict";
import { test } from "node:test";
import { browsing } from "../browsing.mjs";
import { everything, open, serve, told } from "./page.mjs";

const { server, browser } = await browsing(serve);

/** What has the focus: its label, or its text. */
function focused(page) {
  return page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    const title = at.closest("patronage-question")?.querySelector(".title")?.textContent.trim();
    return [at.localName, at.getAttribute("aria-label") ?? title ?? at.textContent.trim()];
  });
}

/** The focus comes to a place, which may take a moment. */
async function comesTo(page, place) {
  for (let tries = 0; tries < 40 && (await focused(page)).join() !== place.join(); tries += 1)
    await page.waitForTimeout(25);
  assert.deepEqual(await focused(page), place);
}

async function press(page, ...keys) {
  for (const key of keys) await page.keyboard.press(key);
}

test("a survey of every type is answered and sent without a mouse", async () => {
  const page = await open(browser, server.page({ survey: everything }));
  await press(page, "Tab");
  assert.deepEqual(await focused(page), ["input", "Your name * (required)"]);
  await page.keyboard.type("Ada");
  await press(page, "Tab", "Space"); // 0 of 10, and the question that comes with it
  assert.match((await focused(page))[1], /^0$/);
  await press(page, "ArrowRight", "ArrowRight", "Tab");
  assert.match((await focused(page))[1], /do better/);
  await page.keyboard.type("More light");
  await press(page, "Tab", "Space", "ArrowRight", "ArrowRight"); // three stars
  await press(page, "Tab", "Space", "ArrowLeft"); // from the first face to the last
  await press(page, "Tab");
  assert.deepEqual(await focused(page), ["button", "Next"]);
  await press(page, "Enter");
  await page.getByText("How did you come?").waitFor();

  await press(page, "Tab", "Space", "ArrowUp"); // from the first round to "other"
  await press(page, "Tab");
  await page.keyboard.type("By boat");
  await press(page, "Tab", "Tab", "Space", "Tab", "Tab", "Space"); // the first and the third, past "select all"
  await press(page, "Tab", "Tab", "Space"); // past "none", to "yes"
  await press(page, "Tab");
  assert.match((await focused(page))[1], /city/);
  await page.keyboard.type("H");
  await press(page, "Tab");
  await page.keyboard.type("rainy");
  await press(page, "Tab", "ArrowDown", "Enter"); // opens, and takes "green"
  await page.keyboard.type("wh");
  await press(page, "Enter", "Escape", "Tab");
  await page.keyboard.type("ada@example.com");
  await press(page, "Tab");
  await page.keyboard.type("2");
  await press(page, "Tab", "Tab");
  assert.deepEqual(await focused(page), ["button", "Check answers"]);
  await press(page, "Enter");
  await page.getByRole("button", { name: "Send" }).waitFor();
  assert.equal((await told(page, "complete")).length, 0);
  await page.getByRole("button", { name: "Send" }).press("Enter");
  await page.getByText("Thank you, Ada!").waitFor();

  const [response] = await told(page, "complete", 1);
  assert.deepEqual(response.data, {
    name: "Ada",
    nps: 2,
    why: "More light",
    stars: 3,
    mood: 5,
    how: "other",
    "how-Comment": "By boat",
    bought: [1, 3],
    again: true,
    city: "Hamburg",
    "city-Comment": "rainy",
    likes: ["green", "white"],
    mail: "ada@example.com",
    people: 2,
    total: 25,
  });
  assert.equal(response.locale, "en");
  assert.ok(Object.keys(response.timings).length > 5, "attention is measured");
  assert.deepEqual(page.complaints, []);
});

test("what is missing is announced, and the focus goes to the first", async () => {
  const page = await open(browser, server.page({ survey: everything }));
  await page.getByRole("button", { name: "Next" }).press("Enter");
  await page.getByText("Please answer this question.").first().waitFor();
  assert.equal(await page.getByRole("status").first().innerText(), "2 answers need your attention.");
  await comesTo(page, ["input", "Your name * (required)"]);
  const field = page.getByRole("textbox", { name: "Your name" });
  assert.equal(await field.getAttribute("aria-invalid"), "true");
  const described = await field.evaluate(
    (field) => field.getRootNode().getElementById(field.getAttribute("aria-describedby")).textContent,
  );
  assert.match(described, /Please answer/);
  assert.equal(await page.getByRole("radiogroup", { name: /recommend/ }).getAttribute("aria-invalid"), "true");
  await page.keyboard.type("A");
  assert.equal(await field.getAttribute("aria-invalid"), null);
  await page.getByRole("button", { name: "Next" }).press("Enter");
  await comesTo(page, ["input", "0"]);
});

test("after a page the focus is at the beginning of the next", async () => {
  const survey = {
    pages: [1, 2].map((at) => ({
      title: `Page ${at}`,
      elements: [
        { type: "text", name: `q${at}` },
        { type: "text", name: `r${at}` },
      ],
    })),
  };
  const page = await open(browser, server.page({ survey }));
  await page.getByRole("button", { name: "Next" }).press("Enter");
  await page.getByText("Page 2").waitFor();
  await page.waitForFunction(() => document.activeElement.shadowRoot?.activeElement?.className === "body");
  await page.getByRole("button", { name: "Back" }).press("Enter");
  await page.getByText("Page 1").waitFor();
});

test("one question at a time, the next one has the focus and the enter key leads on", async () => {
  const survey = { elements: ["a", "b"].map((name) => ({ type: "text", name, isRequired: true })) };
  const page = await open(browser, server.page({ survey, attributes: 'pace="question"' }));
  await page.getByRole("textbox", { name: "a" }).fill("x");
  await press(page, "Enter");
  await page.getByRole("textbox", { name: "b" }).waitFor();
  await comesTo(page, ["input", "b * (required)"]);
  await press(page, "Enter");
  await page.getByText("Please answer this question.").waitFor();
  await page.keyboard.type("y");
  await press(page, "Enter");
  await page.getByText("Thank you.").waitFor();
  assert.deepEqual((await told(page, "complete", 1))[0].data, { a: "x", b: "y" });
});

test("keys with which a character is composed are the input method's", async () => {
  const survey = {
    questionsOnPageMode: "questionPerPage",
    elements: [
      { type: "text", name: "a" },
      { type: "tagbox", name: "b", choices: ["x", "y"] },
    ],
  };
  const page = await open(browser, server.page({ survey, attributes: 'mode="popover"' }), { shows: ".body" });
  const send = (field, key, how) =>
    field.evaluate(
      (field, [key, how]) =>
        field.dispatchEvent(
          new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true, ...how }),
        ),
      [key, how],
    );
  for (const how of [{ isComposing: true }, { keyCode: 229 }]) {
    for (const key of ["Enter", "Escape"]) await send(page.getByRole("textbox", { name: "a" }), key, how);
  }
  await page.waitForTimeout(100);
  assert.equal(await page.getByRole("textbox", { name: "a" }).isVisible(), true);
  await send(page.getByRole("textbox", { name: "a" }), "Enter", {});
  const box = page.getByRole("combobox");
  await box.click();
  await send(box, "Enter", { isComposing: true });
  assert.equal(await page.getByRole("button", { name: "Remove: x" }).count(), 0);
  await send(box, "Enter", {});
  await page.getByRole("button", { name: "Remove: x" }).waitFor();
});
