// Matrices, dynamic panels and multiple texts: by keyboard alone and by pointer, on a desk and on a phone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { browsing } from "../browsing.mjs";
import { answers, focused, press } from "./ask.mjs";
import { open, serve } from "./page.mjs";

const { server, browser } = await browsing(serve);

const show = (survey, options, more) => open(browser, server.page({ survey, ...more }), options);
const DESK = { viewport: { width: 1100, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 } };

const LIKERT = {
  elements: [
    {
      type: "matrix",
      name: "m",
      title: "Agree?",
      eachRowRequired: true,
      columns: [{ value: 1, text: "Not at all" }, "Rather", { value: 3, text: "Yes" }],
      rows: ["taste", { value: "price", text: "The price" }],
    },
  ],
};

test("each row of a matrix is a group that the arrows walk through", async () => {
  const page = await show(LIKERT, DESK);
  assert.equal(await page.getByRole("radiogroup").count(), 2);
  await press(page, "Tab", "Space", "ArrowRight", "Tab", "Space", "ArrowLeft");
  assert.deepEqual(await answers(page), { m: { taste: "Rather", price: 3 } });
  assert.equal(
    await page
      .getByRole("radiogroup", { name: "The price" })
      .getByRole("radio", { checked: true })
      .getAttribute("name"),
    await page.getByRole("radiogroup", { name: "The price" }).getByRole("radio", { name: "Yes" }).getAttribute("name"),
  );
  assert.ok(await page.getByRole("radio", { name: "Yes" }).last().isChecked());
  assert.deepEqual(page.complaints, []);
});

test("a matrix stands as a table on a desk and as cards on a phone", async () => {
  const boxes = async (options) => {
    const page = await show(LIKERT, options);
    const cells = page.getByRole("radiogroup", { name: "taste" }).locator("label");
    const [first, second] = await Promise.all([cells.nth(0).boundingBox(), cells.nth(1).boundingBox()]);
    await page.getByRole("radiogroup", { name: "taste" }).getByRole("radio", { name: "Yes" }).click();
    assert.deepEqual(await answers(page), { m: { taste: 3 } });
    return { beside: first.y === second.y, height: first.height };
  };
  assert.equal((await boxes(DESK)).beside, true);
  const phone = await boxes(PHONE);
  assert.equal(phone.beside, false);
  assert.ok(phone.height >= 44, `${phone.height} px`);
});

test("a row that is missing is named, and may be mended", async () => {
  const page = await show(LIKERT);
  await page.getByRole("radiogroup", { name: "taste" }).getByRole("radio", { name: "Yes" }).click();
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByText("Please answer every row.").waitFor();
  assert.equal(await page.getByRole("radiogroup", { name: "The price" }).getAttribute("aria-invalid"), "true");
  assert.equal(await page.getByRole("radiogroup", { name: "taste" }).getAttribute("aria-invalid"), null);
  await page.getByRole("radiogroup", { name: "The price" }).getByRole("radio", { name: "Not at all" }).click();
  assert.equal(await page.getByText("Please answer every row.").count(), 0);
});

test("a matrix takes several in a row, one that excludes the others, and texts in its cells", async () => {
  const page = await show({
    elements: [
      {
        type: "matrix",
        name: "m",
        cellType: "checkbox",
        columns: ["a", "b", { value: "none", isExclusive: true }],
        rows: ["r"],
      },
      { type: "matrix", name: "t", columns: [1, 2], rows: ["x"], cells: { x: { 1: "Poor", 2: { default: "Good" } } } },
      { type: "matrix", name: "alone", columns: ["p", "q"] },
    ],
  });
  const box = (name) => page.getByRole("checkbox", { name });
  await box("a").check({ force: true });
  await box("b").check({ force: true });
  assert.deepEqual((await answers(page)).m, { r: ["a", "b"] });
  await box("none").check({ force: true });
  assert.deepEqual((await answers(page)).m, { r: ["none"] });
  assert.equal(await box("a").isChecked(), false);
  await box("b").check({ force: true });
  await box("b").uncheck({ force: true });
  assert.equal((await answers(page)).m, undefined);
  await page.getByRole("radio", { name: "Good" }).click();
  await page.getByRole("radio", { name: "q" }).check({ force: true });
  assert.deepEqual(await answers(page), { t: { x: 2 }, alone: "q" });
});

const CART = {
  elements: [
    {
      type: "matrixdynamic",
      name: "cart",
      title: "Your order",
      rowCount: 1,
      minRowCount: 1,
      maxRowCount: 3,
      confirmDelete: true,
      detailPanelMode: "underRow",
      columns: [
        { name: "what", cellType: "text", title: "Drink", isRequired: true },
        {
          name: "price",
          cellType: "text",
          inputType: "number",
          title: "Price",
          totalType: "sum",
          totalFormat: "Sum: {0}",
        },
      ],
      detailElements: [{ type: "comment", name: "wish", title: "A wish", isRequired: true }],
    },
  ],
};

test("rows are added, filled and removed by keyboard alone", async () => {
  const page = await show(CART, DESK);
  await press(page, "Tab", "Tab");
  assert.deepEqual(await focused(page), ["input", "Drink"]);
  await page.keyboard.type("Tea");
  await press(page, "Tab");
  await page.keyboard.type("3");
  await press(page, "Tab");
  assert.deepEqual(
    await focused(page),
    ["button", "Add a row"],
    "one row must be there: it has no button to remove it",
  );
  await press(page, "Enter");
  await page.getByText("Number 2 has been added.").waitFor({ state: "attached" });
  assert.deepEqual(await focused(page), ["input", "Drink"]);
  await page.keyboard.type("Milk");
  await press(page, "Tab");
  await page.keyboard.type("1.5");
  assert.deepEqual(await answers(page), {
    cart: [
      { what: "Tea", price: 3 },
      { what: "Milk", price: 1.5 },
    ],
    "cart-total": { price: 4.5 },
  });
  await page.getByText("Sum: 4.5").first().waitFor();
  await press(page, "Tab", "Tab", "Enter");
  assert.equal(await page.getByRole("row").count(), 5, "head, three rows, totals");
  assert.equal(await page.getByRole("button", { name: "Add a row" }).count(), 0, "there are as many as may be");

  await page.getByRole("button", { name: "Remove: Row 1" }).press("Enter");
  assert.deepEqual(await focused(page), ["button", "Remove"]);
  await press(page, "Escape");
  assert.deepEqual(await focused(page), ["button", "Remove: Row 1"]);
  await press(page, "Enter", "Enter");
  await page.getByText("Number 1 has been removed.").waitFor({ state: "attached" });
  assert.deepEqual(await focused(page), ["button", "Remove: Row 1"], "the next has moved up");
  assert.equal(await page.getByRole("textbox", { name: "Drink" }).first().inputValue(), "Milk");
  assert.equal(await page.getByRole("textbox", { name: "Drink" }).last().inputValue(), "");
  assert.deepEqual((await answers(page)).cart, [{ what: "Milk", price: 1.5 }], "an empty row is no part of the answer");
  assert.deepEqual(page.complaints, []);
});

test("what has been typed goes with its row, also where another takes its place", async () => {
  const page = await show({
    elements: [{ type: "matrixdynamic", name: "m", rowCount: 2, columns: [{ name: "a", cellType: "text" }] }],
  });
  await page.getByRole("textbox").first().fill("first");
  await page.getByRole("button", { name: "Remove: Row 1" }).click();
  assert.equal(await page.getByRole("textbox").count(), 1);
  assert.equal(await page.getByRole("textbox").inputValue(), "");
});

test("details open and close, and open by themselves where something in them is missing", async () => {
  const page = await show(CART, DESK);
  const toggle = page.getByRole("button", { name: "Details: Row 1" });
  await toggle.press("Enter");
  assert.equal(await toggle.getAttribute("aria-expanded"), "true");
  await page.getByRole("textbox", { name: "A wish" }).fill("hot");
  assert.deepEqual((await answers(page)).cart, [{ wish: "hot" }]);
  await page.getByRole("textbox", { name: "A wish" }).fill("");
  await toggle.press("Enter");
  assert.equal(await page.getByRole("textbox", { name: "A wish" }).count(), 0);
  await page.getByRole("textbox", { name: "Drink" }).fill("Tea");
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByText("Please answer this question.").waitFor();
  assert.match((await focused(page))[1], /A wish/);
});

test("the cells of a matrix stand below each other on a phone, each with its title", async () => {
  const page = await show(CART, PHONE);
  const [what, price] = await Promise.all(
    ["Drink", "Price"].map((name) => page.getByLabel(name, { exact: true }).boundingBox()),
  );
  assert.ok(price.y > what.y + what.height);
  assert.ok(what.height >= 44 && what.width > 200, JSON.stringify(what));
  assert.deepEqual(await page.locator(".cell-title:visible").allInnerTexts(), ["Drink", "Price", "Price"]);
  assert.equal(await page.getByRole("table").count(), 1, "it is still a table to a screen reader");
  assert.equal((await page.getByRole("cell").count()) > 2, true);
});

test("rows that are given have names, and cells of every type", async () => {
  const page = await show(
    {
      elements: [
        {
          type: "matrixdropdown",
          name: "m",
          title: "Days",
          choices: ["am", "pm"],
          columns: [
            { name: "when" },
            { name: "all", cellType: "checkbox" },
            { name: "sure", cellType: "boolean" },
            "plain",
          ],
          rows: [{ value: "we", text: "Weekend" }],
        },
      ],
    },
    DESK,
  );
  await page.getByRole("rowheader", { name: "Weekend" }).waitFor();
  assert.deepEqual(await page.getByRole("columnheader").allInnerTexts(), ["when", "all", "sure", "plain"]);
  await page.getByRole("combobox", { name: "when" }).selectOption("am");
  await page.getByRole("group", { name: "all" }).getByText("am").click();
  await page.getByRole("group", { name: "all" }).getByText("pm").click();
  await page.getByRole("radiogroup", { name: "sure" }).getByText("Yes").click();
  assert.deepEqual(await answers(page), { m: { we: { when: "am", all: ["am", "pm"], sure: true } } });
});

const GUESTS = {
  elements: [
    {
      type: "paneldynamic",
      name: "guests",
      title: "Guests",
      panelCount: 1,
      minPanelCount: 1,
      maxPanelCount: 3,
      templateTitle: "Guest {panelIndex}: {panel.name}",
      templateElements: [
        { type: "text", name: "name", title: "Name", isRequired: true },
        { type: "multipletext", name: "reach", title: "Reach", items: [{ name: "mail" }, { name: "phone" }] },
      ],
    },
  ],
};

test("panels are added, named by their answers, and removed", async () => {
  const page = await show(GUESTS);
  await press(page, "Tab");
  await page.keyboard.type("Ada");
  await page.getByRole("group", { name: "Guest 1: Ada" }).waitFor();
  await press(page, "Tab", "Tab");
  await page.keyboard.type("123");
  await press(page, "Tab");
  assert.deepEqual(await focused(page), ["button", "Add"]);
  await press(page, "Enter");
  assert.match((await focused(page))[1], /^Name/);
  await page.keyboard.type("Bob");
  assert.deepEqual(await answers(page), { guests: [{ name: "Ada", reach: { phone: "123" } }, { name: "Bob" }] });
  await page.getByRole("button", { name: "Remove: Guest 1: Ada" }).click();
  assert.deepEqual(await answers(page), { guests: [{ name: "Bob" }] });
  assert.equal(await page.getByRole("textbox", { name: "Name" }).inputValue(), "Bob");
  assert.equal(await page.getByRole("textbox", { name: "phone" }).inputValue(), "");
  assert.equal(await page.getByRole("button", { name: /Remove/ }).count(), 0, "one must stay");
});

const tabs = (displayMode) => ({
  elements: [
    { ...GUESTS.elements[0], displayMode, panelCount: 2, templateTabTitle: "Tab {panelIndex}", templateTitle: "" },
  ],
});

test("panels behind tabs: the arrows go from one to the next, and to what is wrong", async () => {
  const page = await show(tabs("tab"));
  const tab = (name) => page.getByRole("tab", { name });
  await press(page, "Tab");
  assert.deepEqual(await focused(page), ["button", "Tab 1"]);
  await press(page, "ArrowRight");
  assert.deepEqual(await focused(page), ["button", "Tab 2"]);
  assert.equal(await tab("Tab 2").getAttribute("aria-selected"), "true");
  await press(page, "Tab");
  await page.keyboard.type("Bob");
  await press(page, "Shift+Tab", "Home", "Tab");
  await page.keyboard.type("Ada");
  assert.deepEqual((await answers(page)).guests, [{ name: "Ada" }, { name: "Bob" }]);
  await tab("Tab 2").click();
  await page.getByRole("textbox", { name: "Name" }).fill("");
  await tab("Tab 1").click();
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByText("Please answer this question.").waitFor();
  assert.match(await page.getByRole("tab", { selected: true }).innerText(), /^Tab 2/);
  assert.match((await focused(page))[1], /^Name/);
  await page.keyboard.type("B");
  await page.getByRole("tab", { name: "Tab 2", exact: true }).waitFor();
  await page.getByRole("button", { name: "Add" }).click();
  assert.equal(await page.getByRole("tab", { selected: true }).innerText(), "Tab 3");
});

test("panels one after the other", async () => {
  const page = await show(tabs("carousel"));
  const inside = page.locator("patronage-panels");
  assert.equal(await inside.getByRole("button", { name: "Back" }).isDisabled(), true);
  await page.getByRole("textbox", { name: "Name" }).fill("Ada");
  await inside.getByRole("button", { name: "Next" }).press("Enter");
  await page.getByText("2 of 2").waitFor({ state: "attached" });
  assert.equal(await page.getByRole("textbox", { name: "Name" }).inputValue(), "");
  await page.getByRole("textbox", { name: "Name" }).fill("Bob");
  assert.deepEqual((await answers(page)).guests, [{ name: "Ada" }, { name: "Bob" }]);
});

test("what is read only has nothing to add, remove or choose", async () => {
  const page = await show({ readOnly: true, elements: [...CART.elements, ...GUESTS.elements, ...LIKERT.elements] });
  assert.equal(await page.getByRole("button", { name: /Add|Remove/ }).count(), 0);
  assert.equal(await page.getByRole("radio", { disabled: true }).count(), 6);
});
