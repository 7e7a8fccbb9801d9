// What tests ask a page: what has the focus, and what the engine holds.

/** What has the focus: its kind, and its label or the title round it or its text. */
export function focused(page) {
  return page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    const title = at.closest("patronage-question")?.querySelector(".title")?.textContent.trim();
    const own = at.localName === "button" ? at.textContent.trim() : title;
    return [at.localName, at.getAttribute("aria-label") ?? own ?? at.textContent.trim()];
  });
}

/** Presses keys one after the other. */
export async function press(page, ...keys) {
  for (const key of keys) await page.keyboard.press(key);
}

/** The answers as the engine told them last. */
export function answers(page) {
  return page.evaluate(() => {
    const told = globalThis.told.filter(([type]) => type === "answer" || type === "complete");
    return told.at(-1)?.[1].data;
  });
}
