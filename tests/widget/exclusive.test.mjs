// Choices that exclude the others, and the one that takes them all.
import assert from "node:assert/strict";
import { test } from "node:test";
import { browsing } from "../browsing.mjs";
import { answers, press } from "./ask.mjs";
import { open, serve } from "./page.mjs";

const { server, browser } = await browsing(serve);

const MANY = {
  name: "q",
  choices: ["a", "b", { value: "c", enableIf: "1 = 2" }, { value: "no", text: "Neither", isExclusive: true }],
  showNoneItem: true,
  showSelectAllItem: true,
};
const show = (element) => open(browser, server.page({ survey: { elements: [{ ...MANY, ...element }] } }));

test("a choice that excludes others stands alone, and goes when another comes", async () => {
  const page = await show({ type: "checkbox", maxSelectedChoices: 2 });
  const click = (name) => page.locator(".choice").getByText(name, { exact: true }).click();
  await click("a");
  await click("b");
  assert.deepEqual(await answers(page), { q: ["a", "b"] });
  const neither = page.getByRole("checkbox", { name: "Neither", exact: true });
  assert.equal(await neither.isDisabled(), true, "no choice of the author's own comes to as many as may be");
  await click("None");
  assert.deepEqual(await answers(page), { q: ["none"] }, "what says that there is none does");
  await click("Neither");
  assert.deepEqual(await answers(page), { q: ["no"] });
  await click("b");
  assert.deepEqual(await answers(page), { q: ["b"] });
});

test("select all takes what can be taken, and gives it back", async () => {
  const page = await show({ type: "checkbox" });
  const all = page.getByRole("checkbox", { name: "Select all" });
  await all.press("Space");
  assert.deepEqual(await answers(page), { q: ["a", "b"] });
  assert.equal(await all.isChecked(), true);
  await page.getByRole("checkbox", { name: "a", exact: true }).press("Space");
  assert.equal(await all.isChecked(), false);
  await all.press("Space");
  await all.press("Space");
  assert.deepEqual(await answers(page), {});
});

test("the same holds for tags", async () => {
  const page = await show({ type: "tagbox" });
  const box = page.getByRole("combobox");
  await box.click();
  await page.getByRole("option", { name: "Select all" }).click();
  assert.deepEqual(await answers(page), { q: ["a", "b"] });
  await box.click();
  await page.getByRole("option", { name: "Neither" }).click();
  assert.deepEqual(await answers(page), { q: ["no"] });
  await press(page, "Escape");
  await page.getByRole("button", { name: "Remove: Neither" }).click();
  assert.deepEqual(await answers(page), {});
});

test("select all takes no more than may be taken", async () => {
  const page = await show({ type: "checkbox", maxSelectedChoices: 1 });
  assert.equal(await page.getByRole("checkbox", { name: "Select all" }).isDisabled(), true);
  await page.getByRole("checkbox", { name: "a", exact: true }).press("Space");
  assert.equal(await page.getByRole("checkbox", { name: "b", exact: true }).isDisabled(), true);
});

for (const type of ["checkbox", "tagbox"]) {
  test(`answers that are kept in objects are seen, and taken back: ${type}`, async () => {
    const page = await show({ type, valuePropertyName: "id", defaultValue: [{ id: "a" }] });
    const first = type === "checkbox" ? page.getByRole("checkbox", { name: "a", exact: true }) : undefined;
    if (first) assert.equal(await first.isChecked(), true);
    const box = page.getByRole("combobox");
    if (first) await page.getByRole("checkbox", { name: "b", exact: true }).press("Space");
    else {
      await box.click();
      await page.getByRole("option", { name: "b", exact: true }).click();
    }
    assert.deepEqual(await answers(page), { q: [{ id: "a" }, { id: "b" }] });
    if (first) await first.press("Space");
    else await page.getByRole("button", { name: "Remove: a" }).click();
    assert.deepEqual(await answers(page), { q: [{ id: "b" }] });
  });
}

test("an author's own choice of the name other asks for no words", async () => {
  const page = await show({ type: "radiogroup", choices: ["a", "other"] });
  await page.getByRole("radio", { name: "other" }).press("Space");
  assert.deepEqual(await answers(page), { q: "other" });
  assert.equal(await page.getByRole("textbox").count(), 0);
});

test("a thousand choices are painted and marked without delay", async () => {
  const choices = Array.from({ length: 1000 }, (_, at) => `choice ${at}`);
  const page = await show({ type: "checkbox", choices });
  const start = performance.now();
  await page.getByRole("checkbox", { name: "choice 500" }).press("Space");
  await page.getByRole("checkbox", { name: "Select all" }).press("Space");
  assert.equal((await answers(page)).q.length, 1000);
  assert.ok(performance.now() - start < 10_000, `${performance.now() - start} ms`);
});
