// Files and signatures: what may be taken is part of the answer, what may not is named, and nothing is lost.
import assert from "node:assert/strict";
import { test } from "node:test";
import { browsing } from "../browsing.mjs";
import { answers, focused, press } from "./ask.mjs";
import { open, serve } from "./page.mjs";

const { server, browser } = await browsing(serve);

const show = (element, more) =>
  open(browser, server.page({ survey: { elements: [{ name: "q", ...element }] }, ...more }));

const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);
const file = (name, mimeType, buffer = Buffer.from("hello")) => ({ name, mimeType, buffer });
const choose = (page, ...files) => page.locator("patronage-files input").setInputFiles(files);

/** Whether a draft has this answer to `t`. */
async function isDraft(answer) {
  const done = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
  const database = await done(indexedDB.open("patronage"));
  const drafts = await done(database.transaction("drafts").objectStore("drafts").getAll());
  database.close();
  return drafts.some(({ data }) => data.t === answer);
}

test("a file becomes part of the answer, is shown and goes again", async () => {
  const page = await show({ type: "file", title: "Photo" });
  await choose(page, file("dot.png", "image/png", PIXEL));
  await page.getByText("dot.png").first().waitFor();
  const [kept] = (await answers(page)).q;
  assert.deepEqual(kept, {
    name: "dot.png",
    type: "image/png",
    content: `data:image/png;base64,${PIXEL.toString("base64")}`,
  });
  assert.equal(await page.locator("patronage-files img").evaluate((image) => image.naturalWidth), 1);
  assert.equal(await page.locator("patronage-files").getByRole("status").innerText(), "Taken: dot.png");
  await choose(page, file("note.txt", "text/plain"));
  await page.getByText("note.txt").first().waitFor();
  assert.deepEqual(
    (await answers(page)).q.map(({ name }) => name),
    ["note.txt"],
    "one alone: another takes its place",
  );
  await page.getByRole("button", { name: "Remove: note.txt" }).press("Enter");
  assert.deepEqual(await answers(page), {});
  assert.equal((await focused(page))[0], "input");
  assert.deepEqual(page.complaints, []);
});

test("what is too large, of a wrong type or too much is refused in words, and the rest is kept", async () => {
  const page = await show({
    type: "file",
    allowMultiple: true,
    maxFiles: 3,
    maxSize: 1024,
    acceptedTypes: "image/*, .pdf",
  });
  await page.getByText("images, .pdf · up to 1 kB").waitFor();
  await choose(
    page,
    file("dot.png", "image/png", PIXEL),
    file("large.png", "image/png", Buffer.alloc(1025)),
    file("run.exe", "application/x-msdownload"),
    file("exact.pdf", "application/pdf", Buffer.alloc(1024)),
  );
  const alert = page.getByRole("alert");
  await alert.waitFor();
  assert.deepEqual(await alert.locator("p").allInnerTexts(), [
    "“large.png” was not taken: it is larger than 1 kB.",
    "“run.exe” was not taken: only these are accepted: images, .pdf.",
  ]);
  const kept = async () => (await answers(page)).q.map(({ name }) => name);
  assert.deepEqual(await kept(), ["dot.png", "exact.pdf"]);
  await choose(page, file("pdf", "image/png", PIXEL), file("four.png", "image/png", PIXEL));
  await page.getByText("No more than 3 can be taken; the rest was left out.").waitFor();
  assert.deepEqual(await kept(), ["dot.png", "exact.pdf", "pdf"]);
  await choose(page, file("x.exe", "application/x-msdownload"));
  assert.deepEqual(await kept(), ["dot.png", "exact.pdf", "pdf"]);
});

test("all files together have a limit: what has no room is named at its question, and nothing is lost", async () => {
  const three = Buffer.alloc(3 * 1024 * 1024);
  const survey = {
    elements: [
      { type: "file", name: "p", allowMultiple: true },
      { type: "file", name: "q" },
      { type: "text", name: "t" },
    ],
  };
  const page = await open(browser, server.page({ survey, attributes: 'endpoint="responses"' }));
  const [first, second] = [0, 1].map((at) => page.locator("patronage-files").nth(at));
  await first.locator("input").setInputFiles([file("one.bin", "", three), file("two.bin", "", three)]);
  const full = (name) => `“${name}” was not taken: all files of this survey together can be no larger than 5 MB.`;
  await first.getByRole("alert").getByText(full("two.bin")).waitFor();
  await second.locator("input").setInputFiles([file("three.bin", "", three)]);
  await second.getByRole("alert").getByText(full("three.bin")).waitFor();
  await second.locator("input").setInputFiles([file("small.bin", "", three.subarray(0, 2_000_000))]);
  await second.getByText("small.bin").first().waitFor();
  // Another in its place has the room of the one that goes.
  await second.locator("input").setInputFiles([file("other.bin", "", three.subarray(0, 2_050_000))]);
  await second.getByText("other.bin").first().waitFor();
  await page.getByRole("textbox", { name: "t" }).fill("kept");
  while (!(await page.evaluate(isDraft, "kept"))) await page.waitForTimeout(20);
  await page.reload();
  await second.getByText("other.bin").waitFor();
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByText("Your answers have arrived.").first().waitFor();
  const { data } = server.received.at(-1);
  const lengths = [...data.p, ...data.q].map(({ name, content }) => [name, atob(content.split(",")[1]).length]);
  assert.deepEqual([...lengths, data.t], [["one.bin", three.length], ["other.bin", 2_050_000], "kept"]);
});

test("one file that may not be taken does not take the place of the one that is there", async () => {
  const page = await show({ type: "file", acceptedTypes: ".png" });
  await choose(page, file("dot.png", "image/png", PIXEL));
  await page.getByText("dot.png").first().waitFor();
  await choose(page, file("run.exe", "application/x-msdownload"));
  await page.getByRole("alert").waitFor();
  assert.deepEqual(
    (await answers(page)).q.map(({ name }) => name),
    ["dot.png"],
  );
});

test("files may be dropped", async () => {
  const page = await show({ type: "file", allowMultiple: true });
  const data = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(["one"], "one.txt", { type: "text/plain" }));
    data.items.add(new File(["two"], "two.txt", { type: "text/plain" }));
    return data;
  });
  await page.locator(".drop").dispatchEvent("dragover", { dataTransfer: data });
  assert.equal(await page.locator(".drop.over").count(), 1);
  await page.locator(".drop").dispatchEvent("drop", { dataTransfer: data });
  await page.getByText("two.txt").first().waitFor();
  assert.deepEqual(
    (await answers(page)).q.map(({ content }) => content),
    [`data:text/plain;base64,${btoa("one")}`, `data:text/plain;base64,${btoa("two")}`],
  );
});

test("the keyboard opens the list of files", async () => {
  const page = await show({ type: "file", title: "Photo" });
  const chooser = page.waitForEvent("filechooser");
  await press(page, "Tab", "Enter");
  await (await chooser).setFiles([file("a.txt", "text/plain")]);
  await page.getByText("a.txt").first().waitFor();
});

test("an answer that claims to be a picture is shown only as one", async () => {
  const bad = [
    { name: "<img src=x onerror=hack()>", type: "image/png", content: "javascript:hack()" },
    { name: "b", type: "image/png", content: "data:text/html,<script>hack()</script>" },
    { name: "c", type: "image/png", content: "ftp://shop.example/c" },
    null,
    "text",
  ];
  const page = await show(
    { type: "file", allowMultiple: true, defaultValue: bad },
    { script: "globalThis.hacked = 0; globalThis.hack = () => (globalThis.hacked += 1);", policy: "" },
  );
  await page.getByText("<img src=x onerror=hack()>").waitFor();
  assert.equal(await page.locator("patronage-files img").count(), 0);
  assert.equal(await page.evaluate(() => globalThis.hacked), 0);
  assert.deepEqual(page.complaints, []);
});

/** How many pixels of a picture have ink. */
function ink(page, picture) {
  return page.evaluate(async (picture) => {
    const image = new Image();
    image.src = picture;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    return { width: image.width, dark: data.filter((value, at) => at % 4 === 3 && value > 100).length };
  }, picture);
}

async function draw(page) {
  const { x, y, width, height } = await page.locator("canvas").boundingBox();
  await page.mouse.move(x + width * 0.2, y + height * 0.5);
  await page.mouse.down();
  await page.mouse.move(x + width * 0.8, y + height * 0.3, { steps: 8 });
  await page.mouse.up();
}

test("a signature is drawn, cleared, and drawn again", async () => {
  const page = await show({ type: "signaturepad", title: "Sign", signatureWidth: 200, penMinWidth: 2, penMaxWidth: 6 });
  assert.equal(await page.getByRole("img", { name: "Place for the signature, empty" }).count(), 1);
  await draw(page);
  const { q } = await answers(page);
  assert.match(q, /^data:image\/png;base64,/);
  const { width, dark } = await ink(page, q);
  assert.equal(width, 400);
  assert.ok(dark > 500, `${dark} pixels of ink`);
  assert.equal(await page.getByRole("img", { name: "The signature" }).count(), 1);
  await page.getByRole("button", { name: "Clear" }).click();
  assert.deepEqual(await answers(page), {});
  assert.deepEqual(page.complaints, []);
});

test("the keyboard signs by a name", async () => {
  const page = await show({ type: "signaturepad", title: "Sign", isRequired: true });
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByText("Please answer this question.").waitFor();
  assert.deepEqual((await focused(page))[0], "input");
  await page.keyboard.type("Ada Lovelace");
  const { q } = await answers(page);
  assert.ok((await ink(page, q)).dark > 500);
  assert.equal(await page.getByText("Please answer this question.").count(), 0);
  await draw(page);
  const drawn = (await answers(page)).q;
  assert.notEqual(drawn, q);
  assert.equal(await page.getByRole("textbox").inputValue(), "", "what is drawn takes the place of the name");
  await page.getByRole("textbox").fill("A");
  await page.getByRole("textbox").fill("");
  assert.deepEqual(await answers(page), {});
});

test("a signature of a draft is shown again", async () => {
  const page = await show({ type: "signaturepad" });
  await draw(page);
  const { q } = await answers(page);
  const again = await show({ type: "signaturepad", defaultValue: q, readOnly: true });
  const shown = () => again.locator("canvas").evaluate((canvas) => canvas.toDataURL("image/png"));
  await again.waitForTimeout(200);
  assert.ok((await ink(again, await shown())).dark > 100);
  assert.equal(await again.getByRole("textbox").count(), 0);
});

test("a file that is still being read when the respondent goes on is part of the response", async () => {
  const script = `const read = FileReader.prototype.readAsDataURL;
FileReader.prototype.readAsDataURL = function (file) { setTimeout(() => read.call(this, file), 400); };`;
  const page = await show({ type: "file" }, { script });
  await choose(page, file("note.txt", "text/plain"));
  await page.getByRole("button", { name: "Send" }).dblclick();
  await page.getByText("Thank you.").waitFor();
  assert.deepEqual(
    (await answers(page)).q.map(({ name }) => name),
    ["note.txt"],
  );
});

test("kinds of files are named in letters of either case, as for the engine", async () => {
  const page = await show({ type: "file", acceptedCategories: ["Image"] });
  await choose(page, file("note.txt", "text/plain"));
  await page.getByRole("alert").getByText("note.txt").waitFor();
  await choose(page, file("dot.png", "image/png", PIXEL));
  await page.getByText("dot.png").first().waitFor();
  assert.equal((await answers(page)).q.length, 1);
});
