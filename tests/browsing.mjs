// A Chromium and what serves its pages, for all tests of one file: both end after the last.
import { after } from "node:test";
import { launch } from "./browser.mjs";

/** @param serve Starts the server, which has `close()`. */
export async function browsing(serve) {
  const [server, browser] = await Promise.all([serve(), launch()]);
  after(async () => {
    await browser.close();
    await server.close();
  });
  return { server, browser };
}
