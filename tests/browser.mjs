// Finds and launches a Chromium for tests. Run by itself, it prints the path of the one it finds.

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge"];

const ELSEWHERE = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** What Chromium is started with. */
export const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

function runs(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The path of a Chromium: the variable CHROMIUM, then PATH, then the usual places; undefined where there is none. */
export function findChromium() {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [process.env.CHROMIUM, ...onPath, ...ELSEWHERE].find((path) => path && runs(path));
}

/** Starts Chromium with a profile of its own, which goes when it is closed. */
export async function launch() {
  const executablePath = findChromium();
  if (!executablePath) throw new Error("no Chromium was found: run `cargo xtask setup`");
  const { chromium } = await import("playwright-core");
  return await chromium.launch({ executablePath, headless: true, args: ARGUMENTS });
}

/** A page in a context of its own; what it logs as an error, throws or fails to load is in `page.complaints`. */
export async function newPage(browser, options = {}) {
  const page = await browser.newPage(options);
  page.complaints = [];
  listen(page, (text) => page.complaints.push(text));
  return page;
}

function listen(page, complain) {
  page.on("pageerror", (error) => complain(`uncaught: ${error.message}`));
  page.on("console", (message) => message.type() === "error" && complain(`console: ${message.text()}`));
  page.on("requestfailed", (request) => complain(`failed: ${request.url()} ${request.failure()?.errorText}`));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const found = findChromium();
  if (found) console.log(found);
  else process.exitCode = 1;
}
