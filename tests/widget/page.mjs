// A page with the widget in it, served from this machine under the strictest policy that a page with wasm can have.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { newPage } from "../browser.mjs";

const built = fileURLToPath(new URL("../../pkg/dist/survey/", import.meta.url));

const STRICT =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self' data:";

const MEDIA = {
  ".js": "text/javascript",
  ".wasm": "application/wasm",
  ".json": "application/json",
  ".css": "text/css",
};

/** A server of pages, each with a survey and what stands round it, and of an endpoint that keeps what it gets. */
export async function serve() {
  const pages = new Map();
  const received = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const [, name, file] = /^\/(p\d+)\/(.*)$/.exec(pathname) ?? [];
    const page = pages.get(name);
    if (request.method === "POST") return void receive(request, response, received, page);
    if (file === "") return send(response, "text/html", page.html, page.policy);
    if (page && file in page.files) return send(response, MEDIA[extname(file)], page.files[file]);
    try {
      send(response, MEDIA[extname(pathname)] ?? "text/plain", readFileSync(built + pathname.slice(1)));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    received,
    /** The address of a new page. */
    page({
      survey,
      attributes = "",
      lang = "en",
      css = "",
      before = "",
      after = "",
      policy = STRICT,
      status = 201,
      screened,
      script = "",
      files: more = {},
    }) {
      const name = `p${pages.size}`;
      const html = `<!doctype html><html lang="${lang}"><meta charset="utf-8"><title>A page</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><link rel="stylesheet" href="page.css">
<script type="module" src="page.js"></script><script type="module" src="/widget.js"></script>
<main><h1>A page</h1>${before}<patronage-survey src="survey.json" ${attributes}></patronage-survey>${after}</main>`;
      const listen = `globalThis.told = [];
for (const type of ["answer", "complete", "sent", "refused", "close"])
  document.addEventListener("patronage-" + type, ({ detail }) => told.push([type, detail]));
${script}`;
      const files = {
        "page.css": css,
        "page.js": listen,
        ...(survey && { "survey.json": typeof survey === "string" ? survey : JSON.stringify(survey) }),
      };
      pages.set(name, { html, policy, files, status, screened });
      return `${origin}/${name}/`;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

function send(response, type, body, policy) {
  response.writeHead(200, { "Content-Type": type, ...(policy && { "Content-Security-Policy": policy }) });
  response.end(body);
}

async function receive(request, response, received, page) {
  let body = "";
  for await (const part of request) body += part;
  const { key } = JSON.parse(body);
  received.push(JSON.parse(body));
  response.writeHead(page?.status ?? 201, { "Content-Type": "application/json" });
  response.end(
    JSON.stringify(
      page?.status === 422
        ? { code: "type", message: "This is not what was asked." }
        : { key, screened: page?.screened },
    ),
  );
}

/** Opens a page of the server in a context of its own, and waits until the widget shows something. */
export async function open(browser, address, { shows = ".body, .notice, .pill", ...options } = {}) {
  const page = await newPage(browser, options);
  await page.goto(address);
  if (shows) await page.locator("patronage-survey").locator(shows).first().waitFor();
  return page;
}

/** What was told of one kind, once there is as much. */
export async function told(page, kind, count = 0) {
  const enough = ([kind, count]) => globalThis.told.filter(([type]) => type === kind).length >= count;
  await page.waitForFunction(enough, [kind, count]);
  const all = await page.evaluate(() => globalThis.told);
  return all.filter(([type]) => type === kind).map(([, detail]) => detail);
}

/** A survey with every type of questions that most surveys have. */
export const everything = {
  title: { default: "How was your visit?", "zh-CN": "您的到访如何？" },
  description: { default: "It takes two minutes.", "zh-CN": "大约需要两分钟。" },
  showPreviewBeforeComplete: true,
  completedHtml: { default: "<h2>Thank you, {name}!</h2>", "zh-CN": "<h2>谢谢您，{name}！</h2>" },
  pages: [
    {
      name: "visit",
      title: { default: "Your visit", "zh-CN": "您的到访" },
      elements: [
        {
          type: "html",
          name: "intro",
          html: { default: "<p>We <b>read</b> every answer.</p>", "zh-CN": "<p>我们会<b>认真阅读</b>每一份回答。</p>" },
        },
        { type: "text", name: "name", title: { default: "Your name", "zh-CN": "您的名字" }, isRequired: true },
        {
          type: "rating",
          name: "nps",
          title: { default: "How likely are you to recommend us, {name}?", "zh-CN": "{name}，您有多大可能推荐我们？" },
          rateMin: 0,
          rateMax: 10,
          minRateDescription: { default: "Not at all", "zh-CN": "完全不可能" },
          maxRateDescription: { default: "Very likely", "zh-CN": "非常可能" },
          isRequired: true,
        },
        {
          type: "comment",
          name: "why",
          title: { default: "What could we do better?", "zh-CN": "我们哪里可以做得更好？" },
          visibleIf: "{nps} <= 6",
          isRequired: true,
        },
        { type: "rating", name: "stars", rateType: "stars", title: { default: "The tea", "zh-CN": "茶" } },
        { type: "rating", name: "mood", rateType: "smileys", title: { default: "Your mood", "zh-CN": "您的心情" } },
      ],
    },
    {
      name: "order",
      title: { default: "Your order", "zh-CN": "您的订单" },
      elements: [
        {
          type: "radiogroup",
          name: "how",
          title: { default: "How did you come?", "zh-CN": "您是怎么来的？" },
          choices: [
            { value: "foot", text: { default: "On foot", "zh-CN": "步行" } },
            { value: "bike", text: { default: "By bike", "zh-CN": "骑车" } },
          ],
          showOtherItem: true,
        },
        {
          type: "checkbox",
          name: "bought",
          title: { default: "What did you buy?", "zh-CN": "您买了什么？" },
          choices: [1, 2, 3],
          showNoneItem: true,
          showSelectAllItem: true,
        },
        { type: "boolean", name: "again", title: { default: "Will you come again?", "zh-CN": "您会再来吗？" } },
        {
          type: "dropdown",
          name: "city",
          title: { default: "Your city", "zh-CN": "您的城市" },
          choices: ["Berlin", "Hamburg"],
          showCommentArea: true,
        },
        {
          type: "tagbox",
          name: "likes",
          title: { default: "What do you like?", "zh-CN": "您喜欢什么？" },
          choices: ["green", "black", "white"],
        },
        {
          type: "panel",
          name: "next",
          title: { default: "Next time", "zh-CN": "下一次" },
          elements: [
            { type: "text", name: "mail", inputType: "email", title: { default: "Your e-mail", "zh-CN": "您的邮箱" } },
            {
              type: "text",
              name: "people",
              inputType: "number",
              min: 1,
              max: 9,
              title: { default: "How many people?", "zh-CN": "几个人？" },
            },
          ],
        },
        {
          type: "expression",
          name: "total",
          title: { default: "In total", "zh-CN": "合计" },
          expression: "iif({people} > 0, {people} * 12.5, 0)",
          displayStyle: "currency",
          currency: "EUR",
        },
        {
          type: "image",
          name: "picture",
          imageLink: "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='300' height='60'/%3E",
          altText: { default: "A field of tea", "zh-CN": "一片茶园" },
        },
      ],
    },
  ],
};
