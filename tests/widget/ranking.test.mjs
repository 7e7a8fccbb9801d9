// Ranking: by drag, by keyboard, by the buttons of each item.
import assert from "node:assert/strict";
import { test } from "node:test";
import { browsing } from "../browsing.mjs";
import { answers, focused, press } from "./ask.mjs";
import { open, serve } from "./page.mjs";

const { server, browser } = await browsing(serve);

const show = (more, options, page) =>
  open(
    browser,
    server.page({
      survey: { elements: [{ type: "ranking", name: "r", title: "Rank", choices: ["a", "b", "c", "d"], ...more }] },
      ...page,
    }),
    options,
  );

const names = (page) => page.locator("patronage-ranking .rank .name").allInnerTexts();
const said = (page) => page.locator("patronage-ranking").getByRole("status").innerText();

test("the keyboard takes up, moves and puts down, and each is announced", async () => {
  const page = await show();
  await press(page, "Tab");
  assert.deepEqual(await focused(page), ["button", "a: place 1 of 4"]);
  await press(page, "Space");
  assert.equal(await said(page), "a taken up from place 1 of 4.");
  assert.equal(await page.getByRole("button", { name: "a: place 1 of 4" }).getAttribute("aria-pressed"), "true");
  await press(page, "ArrowDown");
  assert.equal(await said(page), "a: now place 2 of 4.");
  assert.deepEqual(await focused(page), ["button", "a: place 2 of 4"], "the focus goes with it");
  await press(page, "ArrowDown", "ArrowDown", "ArrowDown");
  assert.deepEqual(await answers(page), { r: ["b", "c", "d", "a"] });
  await press(page, "Space");
  assert.equal(await said(page), "a put down at place 4 of 4.");
  await press(page, "ArrowUp");
  assert.deepEqual(await focused(page), ["button", "d: place 3 of 4"], "put down, the arrows only walk");
  assert.deepEqual(await answers(page), { r: ["b", "c", "d", "a"] });
  await press(page, "Enter", "ArrowUp", "ArrowUp", "Escape");
  assert.deepEqual(await answers(page), { r: ["b", "c", "d", "a"] });
  assert.deepEqual(await names(page), ["b", "c", "d", "a"]);
  assert.deepEqual(page.complaints, []);
});

test("Escape gives back that there was no answer, and does not close a popover", async () => {
  const page = await show({}, {}, { attributes: 'mode="popover"' });
  await page.locator(".grip").first().focus();
  await press(page, "Space", "ArrowDown");
  assert.deepEqual(await answers(page), { r: ["b", "a", "c", "d"] });
  await press(page, "Escape");
  assert.deepEqual(await answers(page), {});
  assert.deepEqual(await names(page), ["a", "b", "c", "d"]);
});

test("the order that is there may be the answer", async () => {
  const page = await show();
  await page.getByRole("button", { name: "This order is right" }).click();
  assert.deepEqual(await answers(page), { r: ["a", "b", "c", "d"] });
  assert.equal(await page.getByRole("button", { name: "This order is right" }).count(), 0);
});

async function drag(page, from, to, beyond = 4) {
  const items = page.locator("patronage-ranking .rank");
  const [start, end] = [await items.nth(from).boundingBox(), await items.nth(to).boundingBox()];
  const x = start.x + start.width / 2;
  await page.mouse.move(x, start.y + start.height / 2);
  await page.mouse.down();
  await page.mouse.move(x, end.y + end.height / 2 + beyond, { steps: 12 });
  return () => page.mouse.up();
}

test("a mouse drags an item to another place, and it stays below the pointer", async () => {
  const page = await show();
  const drop = await drag(page, 0, 2);
  const dragged = page.locator(".rank.dragged");
  const [box, name] = [await dragged.boundingBox(), await dragged.locator(".name").innerText()];
  const others = await page.locator("patronage-ranking .rank").nth(3).boundingBox();
  assert.equal(name, "a");
  assert.ok(Math.abs(box.y - (others.y - others.height - 6)) < 12, "it is where the pointer is");
  await drop();
  assert.deepEqual(await answers(page), { r: ["b", "c", "a", "d"] });
  assert.equal(await page.locator(".rank.dragged").count(), 0);
  await (
    await drag(page, 3, 0, -4)
  )();
  assert.deepEqual(await answers(page), { r: ["d", "b", "c", "a"] });
  assert.deepEqual(await names(page), ["d", "b", "c", "a"]);
  assert.equal(
    await page
      .locator(".rank")
      .nth(0)
      .evaluate((item) => item.style.translate),
    "",
  );
});

test("a press without a move is no answer", async () => {
  const page = await show();
  await page.locator(".rank .name").first().click();
  await page.locator(".grip").nth(1).click();
  assert.equal(await answers(page), undefined);
});

test("a finger drags by the handle, and scrolls elsewhere", async () => {
  const page = await show({}, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const session = await page.context().newCDPSession(page);
  const touch = async (from, to) => {
    const touchPoints = (at) => [{ x: at.x, y: at.y }];
    await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: touchPoints(from) });
    for (let step = 1; step <= 8; step += 1) {
      const at = { x: from.x, y: from.y + ((to.y - from.y) * step) / 8 };
      await session.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: touchPoints(at) });
    }
    await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  };
  const middle = async (locator) => {
    const { x, y, width, height } = await locator.boundingBox();
    return { x: x + width / 2, y: y + height / 2 };
  };
  const [name, last] = [await middle(page.locator(".rank .name").first()), await middle(page.locator(".rank").last())];
  await touch(name, { ...last, y: last.y + 8 });
  assert.equal(await answers(page), undefined);
  await page.evaluate(() => scrollTo(0, 0));
  const grip = await middle(page.locator(".grip").first());
  await touch(grip, { ...grip, y: last.y + 8 });
  assert.deepEqual(await answers(page), { r: ["b", "c", "d", "a"] });
});

test("buttons move an item for those who neither drag nor have a keyboard", async () => {
  const page = await show();
  await page.getByRole("button", { name: "Move down: a" }).click();
  await page.getByRole("button", { name: "Move up: d" }).click();
  assert.deepEqual(await answers(page), { r: ["b", "a", "d", "c"] });
  assert.equal(await page.getByRole("button", { name: "Move up: b" }).isDisabled(), true);
  const { width, height } = await page.getByRole("button", { name: "Move up: d" }).boundingBox();
  assert.ok(width >= 24 && height >= 24);
});

test("only what is taken into the ranking is ranked, up to as many as may be", async () => {
  const page = await show({ selectToRankEnabled: true, maxSelectedChoices: 2 });
  const take = (name) => page.getByRole("button", { name: `Add to the ranking: ${name}` });
  await take("c").press("Enter");
  assert.deepEqual(await focused(page), ["button", "Add to the ranking: a"]);
  await press(page, "Enter");
  assert.deepEqual(await answers(page), { r: ["c", "a"] });
  assert.equal(await take("b").isDisabled(), true);
  await page.getByRole("button", { name: "Move up: a" }).click();
  assert.deepEqual(await answers(page), { r: ["a", "c"] });
  await page.getByRole("button", { name: "Take out of the ranking: a" }).press("Enter");
  assert.deepEqual(await answers(page), { r: ["c"] });
  assert.deepEqual(await focused(page), ["button", "Add to the ranking: a"]);
  assert.equal(await take("b").isDisabled(), false);
});
