// Answers a survey in the widget as somebody does who takes whatever comes first, and goes on to the end.

/** How often at most something further is answered on a page, or another page follows. */
const PATIENCE = 60;

/** Completes the survey that stands in the page, with the first or, where there are two, a later one of the choices. */
export async function complete(page, place = 0) {
  const survey = page.locator("patronage-survey");
  for (let left = PATIENCE; left > 0; left -= 1) {
    if (await survey.locator('[part~="thanks"]').count()) return;
    await answerPage(survey, place);
    const [before, button] = [await survey.evaluate(shown), survey.locator("nav button.main")];
    if (!(await button.count())) continue;
    await button.click();
    await page.waitForFunction(changed, before, { timeout: 5_000 });
  }
  throw new Error(`the survey does not end: ${await survey.evaluate(shown)}`);
}

/** Answers what is on the page, and what that brings up. */
async function answerPage(survey, place) {
  for (let left = PATIENCE; left > 0; left -= 1) {
    if (!(await survey.evaluate(answerOne, place))) return;
  }
}

/** Runs in the page: the text that is shown, by which another page is told from the same. */
function shown(survey) {
  return survey.shadowRoot.querySelector(".frame")?.innerText ?? "";
}

/** Runs in the page. */
function changed(before) {
  const text = document.querySelector("patronage-survey").shadowRoot.querySelector(".frame")?.innerText ?? "";
  return text !== before;
}

/** Runs in the page: answers the first question that has no answer; whether there was one. */
async function answerOne(survey, place) {
  const all = (selector) => [...survey.shadowRoot.querySelectorAll(`.body ${selector}`)].filter(isOpen);
  const isOpen = (field) => !field.disabled && !field.readOnly && field.getClientRects().length > 0;
  const settled = () => new Promise((resolve) => setTimeout(resolve, 30));
  const give = async (act) => {
    act();
    await settled();
    return true;
  };

  const radios = Map.groupBy(all("input[type=radio]"), ({ name }) => name);
  for (const group of radios.values()) {
    if (!group.some(({ checked }) => checked)) return give(() => (group[place] ?? group[0]).click());
  }
  const boxes = Map.groupBy(all("input[type=checkbox]"), (box) => box.closest("patronage-question"));
  for (const group of boxes.values()) {
    // Two, for the question that wants two.
    const wanted = Math.min(group.length, group.length > 3 ? 2 : 1);
    if (group.some(({ checked }) => checked)) continue;
    for (const box of group.slice(0, wanted)) await give(() => box.click());
    return true;
  }
  for (const select of all("select")) {
    if (select.selectedIndex > 0 || select.dataset.answered) continue;
    select.dataset.answered = "true";
    return give(() => {
      select.selectedIndex = 1;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
  for (const button of all("button.keep")) return give(() => button.click());
  for (const box of all("[role=combobox]")) {
    if (box.tagName === "SELECT" || box.dataset.answered) continue;
    box.dataset.answered = "true";
    box.focus();
    const press = (key) => box.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true }));
    await give(() => press("ArrowDown"));
    await give(() => press("Enter"));
    return give(() => box.blur());
  }
  const words = { email: "somebody@example.com", number: "2" };
  for (const field of all("input, textarea")) {
    if (!["text", "email", "number", "textarea"].includes(field.type) || field.role === "combobox" || field.value)
      continue;
    return give(() => {
      field.value = words[field.type] ?? (field.inputMode === "email" ? words.email : "A few words");
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
  return false;
}
