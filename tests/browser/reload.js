// Live reload as a reader sees it: `node reload.js PROGRAM [SITE]`.

import assert from "node:assert/strict";
import { copyFileSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, afterEach, before, test } from "node:test";
import { openBrowser, Preview } from "./browser.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser;
let preview;
before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());
afterEach(async () => {
  for (const page of await browser.pages()) if (page.url() !== "about:blank") await page.close();
  await preview.end();
});

/** Starts a preview and opens a page of it that already listens for news. */
async function open(path, ...flags) {
  preview = await Preview.start(...flags);
  return visit(path);
}

/** Opens a page and waits until it listens. */
async function visit(path) {
  const page = await browser.newPage();
  const listening = page.waitForResponse((answer) => answer.url().includes("/__mucluc/events"));
  await page.goto(preview.home + path, { waitUntil: "load" });
  await listening;
  return page;
}

/** Waits until the page says something. */
const says = (page, text) =>
  page.waitForFunction((text) => document.body?.innerText.includes(text), { polling: 20 }, text);

/** Waits until the paragraphs have a colour. */
const coloured = (page, colour) =>
  page.waitForFunction(
    (colour) => getComputedStyle(document.querySelector("p")).color === colour,
    { polling: 20 },
    colour,
  );

/** Waits until the errors lie over the page, and gives their text. */
async function overlay(page) {
  await page.waitForSelector("mucluc-errors");
  return page.$eval("mucluc-errors", (host) => {
    const alert = host.shadowRoot.querySelector("[role=alert]");
    return alert.querySelector("pre").textContent;
  });
}

/** Runs in the page: counts the news, and ends when the first was heard. */
function listenBeside() {
  globalThis.n_heard = 0;
  return new Promise((done) => {
    new EventSource("/__mucluc/events").onmessage = () => {
      globalThis.n_heard += 1;
      done();
    };
  });
}

const noOverlay = (page) => page.waitForFunction(() => !document.querySelector("mucluc-errors"));

test("an edit shows, and the reader keeps the place", async () => {
  const page = await open("/long/");
  await page.evaluate(() => scrollTo(0, 1500));
  preview.edit("content/long.md", "apple", "pear");
  await says(page, "pear");
  await page.waitForFunction(() => Math.abs(scrollY - 1500) < 2);
});

test("a new style is swapped in without a reload", async () => {
  const page = await open("/long/");
  await page.evaluate(() => {
    globalThis.mark = "still here";
    scrollTo(0, 900);
  });
  await coloured(page, "rgb(10, 20, 30)");
  for (const shade of [40, 50]) {
    preview.edit("static/style.css", /\d+, 20, 30/.exec(await style())[0], `${shade}, 20, 30`);
    await coloured(page, `rgb(${shade}, 20, 30)`);
  }
  await page.waitForFunction(() => document.querySelectorAll("link[rel=stylesheet]").length === 1);
  assert.equal(await page.evaluate(() => globalThis.mark), "still here");
  assert.equal(await page.evaluate(() => scrollY), 900);
});

/** The style as it is on disk. */
const style = async () => readFileSync(`${preview.folder}/static/style.css`, "utf8");

test("a page that does not show what changed is left alone", async () => {
  const page = await open("/long/");
  await page.evaluate(() => (globalThis.mark = "still here"));
  preview.edit("content/other.md", "Nobody", "Somebody");
  const other = await visit("/other/");
  await says(other, "Somebody");
  await page.bringToFront();
  preview.edit("static/style.css", "10, 20, 30", "60, 20, 30");
  await coloured(page, "rgb(60, 20, 30)");
  assert.equal(await page.evaluate(() => globalThis.mark), "still here");
});

test("errors lie over the page until they are mended", async () => {
  const page = await open("/long/");
  preview.edit("content/long.md", 'title = "Long"', "title = broken<b>");
  const text = await overlay(page);
  assert.match(text, /content\/long\.md:2:\d+/);
  assert.match(text, /title = broken<b>/);
  await says(page, "apple");
  preview.edit("content/long.md", "title = broken<b>", 'title = "Mended"');
  await noOverlay(page);
  await says(page, "Mended");
});

test("errors show on pages opened later, can be hidden, and are accessible", async () => {
  preview = await Preview.start();
  preview.edit("content/other.md", 'title = "Other"', "title = broken");
  const page = await visit("/long/");
  await overlay(page);
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run("mucluc-errors"));
  assert.deepEqual(found.violations.map((violation) => violation.id), []);
  assert.ok(0 < found.passes.length);
  await page.keyboard.press("Escape");
  await noOverlay(page);
  // What was hidden stays so while it is the same, and comes back when it is not.
  await page.evaluate(listenBeside);
  preview.edit("content/long.md", "apple", "pear");
  await page.waitForFunction(() => 2 <= globalThis.n_heard);
  assert.equal(await page.$("mucluc-errors"), null);
  preview.edit("content/other.md", "title = broken", "title = otherwise broken");
  await overlay(page);
});

test("after a restart of the server an open page reloads once", async () => {
  const page = await open("/long/");
  assert.equal(await preview.stop(), 0);
  preview.edit("content/long.md", "apple", "pear");
  let n_loads = 0;
  page.on("load", () => (n_loads += 1));
  await preview.run();
  await says(page, "pear");
  preview.edit("static/style.css", "10, 20, 30", "70, 20, 30");
  await coloured(page, "rgb(70, 20, 30)");
  assert.equal(n_loads, 1);
});

test("a page that a cache never renews reloads once and not for ever", async () => {
  const page = await open("/long/");
  const old = await page.evaluate(() => fetch(location.href).then((answer) => answer.text()));
  let n_loads = 0;
  await page.setRequestInterception(true);
  page.on("request", (request) => {
    if (!request.isNavigationRequest()) return request.continue();
    n_loads += 1;
    return request.respond({ contentType: "text/html; charset=utf-8", body: old });
  });
  preview.edit("content/long.md", "apple", "pear");
  await page.waitForNavigation();
  await page.waitForResponse((answer) => answer.url().includes("/__mucluc/events"));
  preview.edit("static/style.css", "10, 20, 30", "80, 20, 30");
  await coloured(page, "rgb(80, 20, 30)");
  assert.equal(n_loads, 1);
});

test("the browser goes to the page that was edited when it is asked to", async () => {
  const page = await open("/long/", "--navigate");
  preview.edit("content/other.md", "Nobody", "Somebody");
  await says(page, "Somebody");
  assert.equal(new URL(page.url()).pathname, "/other/");
});

test("a page that comes to be takes the place of the one that says it is missing", async () => {
  preview = await Preview.start();
  const page = await visit("/later/");
  preview.edit("content/other.md", "Nobody", "Somebody");
  copyFileSync(`${preview.folder}/content/other.md`, `${preview.folder}/content/later.md`);
  await says(page, "Somebody");
});

test("more pages can be open than a browser has connections", async () => {
  preview = await Preview.start();
  const pages = [];
  for (let n = 0; n < 10; n++) pages.push(await visit("/long/"));
  preview.edit("content/long.md", "apple", "pear");
  for (const page of pages) {
    await page.bringToFront();
    await says(page, "pear");
  }
});
