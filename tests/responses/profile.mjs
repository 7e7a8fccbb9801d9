// A Chromium with a profile that outlives it, so that it can be killed and started again.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium } from "playwright-core";
import { ARGUMENTS, findChromium } from "../browser.mjs";

/** Makes an empty profile; gives its folder and a way to remove it. */
export function newProfile() {
  const folder = mkdtempSync(join(tmpdir(), "patronage-profile-"));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }) };
}

/** Starts Chromium with a profile; gives its only context, and a way to kill it as a power cut would. */
export async function startWith(profile) {
  const args = [...ARGUMENTS, "--headless", "--remote-debugging-port=0", `--user-data-dir=${profile}`, "about:blank"];
  // In a group of its own: the processes it starts would outlive it for a while, and write to the profile.
  const child = spawn(findChromium(), args, { stdio: ["ignore", "ignore", "pipe"], detached: true });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const browser = await chromium.connectOverCDP(await address(child));
  const kill = async () => {
    for (let tries = 0; tries < 250 && signal(-child.pid, "SIGKILL"); tries++) await sleep(20);
    await ended;
    await browser.close().catch(() => undefined);
  };
  return { context: browser.contexts()[0], kill };
}

/** Signals a group of processes; whether there was one. */
function signal(group, name) {
  try {
    return process.kill(group, name);
  } catch (error) {
    if (error.code === "ESRCH") return false;
    throw error;
  }
}

/** The address at which it says that it can be steered. */
function address(child) {
  return new Promise((resolve, reject) => {
    let said = "";
    child.stderr.on("data", (data) => {
      const found = /DevTools listening on (\S+)/.exec((said += data));
      if (found) resolve(found[1]);
    });
    child.once("exit", () => reject(new Error(`Chromium did not start:\n${said}`)));
  });
}

/** Crashes the process behind a page, as a page that runs out of memory does. */
export async function crash(page) {
  const session = await page.context().newCDPSession(page);
  const crashed = new Promise((resolve) => page.once("crash", resolve));
  session.send("Page.crash").catch(() => undefined);
  await crashed;
}
