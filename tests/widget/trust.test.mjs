// A survey and its answers may come from anybody: they run no script, and lead nowhere but to the web.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { browsing } from "../browsing.mjs";
import { everything, open, serve, told } from "./page.mjs";

const { server, browser } = await browsing(serve);

for (const mode of ["inline", "popover", "page"]) {
  test(`nothing complains under a strict policy: ${mode}`, async () => {
    const page = await open(browser, server.page({ survey: everything, attributes: `mode="${mode}"` }));
    await page.getByRole("textbox", { name: "Your name" }).fill("Ada");
    await page.locator('patronage-survey .point input[aria-label="9"]').check({ force: true });
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByRole("combobox").last().press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Check answers" }).click();
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByText("Thank you, Ada!").waitFor();
    assert.deepEqual(page.complaints, []);
  });
}

/** Each would call `hack`, if it ran. */
const VECTORS = [
  "<script>hack()</script>",
  "<img src=x onerror=hack()>",
  "<svg onload=hack()><circle r=9></svg>",
  "<svg><script>hack()</script></svg>",
  "<svg><animate onbegin=hack() attributeName=x dur=1s>",
  '<a class="bait" href="javascript:hack()">link</a>',
  '<a class="bait" href="&#106;avascript:hack()">link</a>',
  '<a class="bait" href="java\tscript:hack()">link</a>',
  "<iframe src=javascript:parent.hack()></iframe>",
  '<iframe srcdoc="<script>parent.hack()</script>"></iframe>',
  "<object data=javascript:hack()></object>",
  "<embed src=javascript:hack()>",
  "<details open ontoggle=hack()>x</details>",
  "<video><source onerror=hack()></video>",
  "<input autofocus onfocus=hack()>",
  "<form action=javascript:hack()><button>x</button></form>",
  "<math><mtext><table><mglyph><style><img src=x onerror=hack()>",
  "<noscript><p title='</noscript><img src=x onerror=hack()>'>",
  "<template><img src=x onerror=hack()></template>",
  "<body onload=hack()>",
  "<style>@import 'javascript:hack()'</style>",
  "<link rel=stylesheet href=javascript:hack()>",
  "<meta http-equiv=refresh content='0;url=javascript:hack()'>",
  "<base href=javascript:hack()//>",
  "<p style='background:url(javascript:hack())' onclick=hack()>x</p>",
  "<x onpointerenter=hack() contenteditable>x</x>",
];

test("no vector runs in any text of a survey or in an answer", async () => {
  const all = VECTORS.join("\n");
  const texts = { title: all, description: all };
  const survey = {
    ...texts,
    completedHtml: `<b id="end">The end</b>${all}{answer}`,
    completeText: all,
    elements: [
      { type: "html", name: "h", html: `<b>The beginning</b>${all}{answer}` },
      { type: "text", name: "answer", ...texts, placeholder: all, defaultValue: all },
      { type: "radiogroup", name: "r", ...texts, choices: [{ value: 1, text: all }] },
      {
        type: "dropdown",
        name: "d",
        ...texts,
        choices: [{ value: 1, text: all }],
        showCommentArea: true,
        commentText: all,
      },
      { type: "tagbox", name: "t", ...texts, choices: [{ value: 1, text: all }], defaultValue: [1] },
      { type: "rating", name: "s", ...texts, minRateDescription: all, rateValues: [{ value: 1, text: all }] },
      { type: "boolean", name: "b", ...texts, labelTrue: all },
      { type: "image", name: "i", imageLink: "javascript:hack()", altText: all },
      { type: "expression", name: "x", expression: "{answer}", format: `{0}${all}` },
      { type: all, name: "nothing" },
    ],
  };
  // No policy: what keeps scripts out must be the widget itself.
  const script = "globalThis.hacked = 0; globalThis.hack = () => (globalThis.hacked += 1);";
  const page = await open(browser, server.page({ survey, policy: "", script }));
  await page.getByText("The beginning").waitFor();
  for (const bait of await page.locator("patronage-survey a").all())
    await bait.click({ force: true, noWaitAfter: true });
  await page.locator("patronage-survey nav button").click();
  await page.getByText("The end").waitFor();
  for (const bait of await page.locator("patronage-survey a").all())
    await bait.click({ force: true, noWaitAfter: true });
  await page.waitForTimeout(1200);
  assert.equal(await page.evaluate(() => globalThis.hacked), 0);
  assert.equal(
    await page.locator("patronage-survey").locator("script, iframe, object, embed, form, style, #end").count(),
    0,
  );
});

test("the vectors would run where nothing keeps them out", async () => {
  const script = `globalThis.hacked = 0; globalThis.hack = () => (globalThis.hacked += 1);
document.querySelector("#bad").innerHTML = ${JSON.stringify(VECTORS.join("\n"))};`;
  const page = await open(browser, server.page({ survey: {}, policy: "", script, before: '<div id="bad"></div>' }));
  await page.waitForFunction(() => globalThis.hacked > 2);
});

for (const [url, goes] of [
  ["https://shop.example/thanks", true],
  ["javascript:hack()", false],
  ["data:text/html,hello", false],
]) {
  test(`${goes ? "goes" : "does not go"} to ${url}`, async () => {
    const survey = { navigateToUrl: url, elements: [{ type: "text", name: "a" }] };
    const page = await open(browser, server.page({ survey, policy: "" }));
    await page.route("https://shop.example/**", (route) => route.fulfill({ body: "Thanks from the shop" }));
    await page.getByRole("button", { name: "Send" }).click();
    if (goes) return await page.getByText("Thanks from the shop").waitFor();
    await page.getByText("Thank you.").waitFor();
    assert.equal((await told(page, "complete", 1)).length, 1);
    assert.ok(page.url().startsWith(server.origin));
  });
}

test("a server may import it", () => {
  const code = `const { PatronageSurvey } = await import("patronage/widget");
if (typeof PatronageSurvey !== "function") process.exit(2);`;
  const cwd = fileURLToPath(new URL("../..", import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", code], { cwd });
  assert.deepEqual([status, String(stderr)], [0, ""]);
});
