// `cargo xtask start`: an order log on the page, what is refused, and that nothing outlives the command.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { launch, newPage } from "../browser.mjs";
import { spawnStart, start } from "./storefront.mjs";

const PROGRAM = {
  currency: "EUR",
  timeZone: "Europe/Berlin",
  earn: [{ id: "base", points: 1, per: "1.00" }],
  tiers: [{ id: "friend", from: 20 }],
};

const ORDERS = `Kunde,order_id,sku,description,qty,ordered_at,unit_price
7,a,T1,Teapot,1,2026-03-01 10:00,30.00
7,b,T1,Teapot,-1,2026-03-02 10:00,30.00
7,c,C1,Cup,2,2026-03-03 10:00,6.50
8,d,C1,Cup,4,2026-03-03 11:00,6.50
,e,C1,Cup,1,2026-03-03 12:00,6.50
8,f,C1,Cup,1,2026-03-32 12:00,6.50
8,g,C1,Cup,one,2026-03-03 12:00,6.50
`;

let folder;

before(() => {
  folder = mkdtempSync(join(tmpdir(), "patronage-start-"));
  writeFileSync(join(folder, "orders.csv.gz"), gzipSync(ORDERS));
  writeFileSync(join(folder, "program.json"), JSON.stringify(PROGRAM));
});
after(() => rmSync(folder, { recursive: true, force: true }));

const flags = () => ["--orders", join(folder, "orders.csv.gz"), "--program", join(folder, "program.json")];

test("an order log fills the page, and its bad lines are shown", async () => {
  const shop = await start([...flags(), "--member", "Kunde"]);
  const browser = await launch();
  try {
    const page = await newPage(browser, { locale: "en-GB" });
    await page.goto(`${shop.page}?cart`);
    await page.locator(".receipt .count").waitFor();

    await page.getByRole("combobox", { name: "Member" }).click();
    const members = page.locator("#members-list [role=option]");
    // 4 × 6.50 are 26 points. A teapot taken back leaves two cups: 13.
    assert.match(await members.nth(1).innerText(), /8[\s\S]*friend[\s\S]*26 points/);
    assert.match(await members.nth(2).innerText(), /7[\s\S]*No tier yet[\s\S]*13 points/);

    const rows = await page.locator(".log tbody tr").allInnerTexts();
    const told = rows.map((row) => row.split(/\s*[\t\n]\s*/).filter(Boolean));
    assert.deepEqual(told, [
      ["4", "Purchases and returns of members"],
      ["1", "No member is named: nobody earns"],
      ["1", "Not a date, or not a time that exists", "line 7, ordered_at: 2026-03-32 12:00"],
      ["1", "Not a whole number", "line 8, qty: one"],
    ]);
    await page.locator('.verdict[data-kind="agrees"]').waitFor();
  } finally {
    await browser.close();
    await shop.close();
  }
});

test("the edge worker ends with the command, even when that is killed", async () => {
  const shop = await start();
  assert.ok((await fetch(`${shop.edge}health`)).ok);
  // Cargo has given its place to the command: this kills that alone, and tells the worker nothing.
  await shop.close((command) => command.kill("SIGKILL"));
  for (let tries = 0; tries < 100; tries += 1) {
    const answers = await fetch(`${shop.edge}health`).then(
      () => true,
      () => false,
    );
    if (!answers) return;
    await sleep(100);
  }
  assert.fail("the worker still answers");
});

test("what cannot be is told in a sentence", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => taken.once("listening", resolve));
  const { port } = taken.address();
  const cases = [
    [["--port", String(port)], new RegExp(`port ${port} is taken by another program: choose another with --port`)],
    [["--port", "0", ...flags()], /no column says which member bought: name it with --member COLUMN/],
    [["--port", "0", ...flags(), "--member", "Käufer"], /--member Käufer: the file has no such column; it has Kunde, /],
    [["--port", "0", ...flags(), "--currency", "GBP"], /the prices are in GBP, but program\.json is a program in EUR/],
    [["--port", "0", "--orders", join(folder, "nothing.csv")], /nothing\.csv cannot be opened/],
  ];
  for (const [wrong, sentence] of cases) {
    const child = spawnStart(wrong, "pipe");
    const words = await text(child.stderr);
    assert.match(words, sentence);
    assert.equal(await new Promise((resolve) => child.once("close", resolve)), 1);
  }
  taken.close();
});
