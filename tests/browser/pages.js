// The pages of a built site as readers see them: `node pages.js PUBLIC`.
//
// The site is opened from the disk, as from a USB stick. Each kind of page is looked at in
// light and dark, on a desktop and on two phones: axe finds nothing, nothing sticks out of
// the window, nothing is said on the console, and no other host is asked for anything.

import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { openBrowser } from "./browser.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const folder = resolve(process.argv[2] ?? "../../public");

/** Widths and heights of windows. */
const WINDOWS = { desktop: [1280, 900], phone: [390, 844], "small phone": [320, 568] };

/** How many pages of each folder are looked at, the largest first. */
const PER_FOLDER = 2;

/** Below a folder, the pages of its own folders, the largest first. */
function largest(below) {
  const entries = readdirSync(join(folder, below), { withFileTypes: true });
  const pages = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(below, entry.name, "index.html"))
    .filter((page) => statSync(join(folder, page), { throwIfNoEntry: false })?.isFile());
  const size = (page) => statSync(join(folder, page)).size;
  return pages.sort((a, b) => size(b) - size(a) || (a < b ? -1 : 1));
}

/** The home page, and of each folder its index and its largest pages, with their next pagers. */
function pages() {
  const tops = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const next = (page) => [page, join(dirname(page), "page", "2", "index.html")];
  const own = (top) => [join(top.name, "index.html"), ...largest(top.name).slice(0, PER_FOLDER)];
  const below = (top) => own(top).flatMap(next);
  const exists = (page) => statSync(join(folder, page), { throwIfNoEntry: false })?.isFile();
  return ["index.html", "404.html", ...tops.flatMap(below)].filter(exists);
}

/** What a host answers for a file of the site. */
function file(pathname) {
  const types = { ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml" };
  const contentType = types[extname(pathname)] ?? "text/html";
  return { status: 200, contentType, body: readFileSync(join(folder, pathname)) };
}

let browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

/** Looks at a page in one window and one colour scheme; gives what is wrong. */
async function look(path, [width, height], scheme) {
  const page = await browser.newPage();
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(`script: ${error}`));
  await page.setRequestInterception(true);
  page.on("request", (request) => {
    const { protocol, pathname } = new URL(request.url());
    if (["file:", "data:"].includes(protocol)) return request.continue();
    if (path !== "404.html") wrong.push(`asks for ${request.url()}`);
    // A host shows 404.html at any address, so it names its files by the site's address.
    return request.respond(file(pathname));
  });
  await page.setViewport({ width, height, isMobile: width < 500, hasTouch: width < 500 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.goto(pathToFileURL(join(folder, path)).href, { waitUntil: "load" });
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run());
  for (const { id, nodes } of found.violations) {
    const parts = nodes.slice(0, 3).map((node) => `${node.target.join(" ")} ${node.html.slice(0, 90)}`);
    wrong.push(`axe ${id}: ${parts.join(" | ")}`);
  }
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (0 < beyond) wrong.push(`${beyond} pixels stick out`);
  await page.close();
  return wrong;
}

for (const path of pages()) {
  test(`${path} is accessible and fits every window`, async () => {
    const wrong = [];
    for (const [name, size] of Object.entries(WINDOWS)) {
      for (const scheme of ["light", "dark"]) {
        const found = await look(path, size, scheme);
        wrong.push(...found.map((problem) => `${name}, ${scheme}: ${problem}`));
      }
    }
    assert.deepEqual(wrong, []);
  });
}

/** Opens the largest page of a folder in a window, and types into its search. */
async function searching(words, [width, height], scheme) {
  const page = await browser.newPage();
  await page.setViewport({ width, height, isMobile: width < 500, hasTouch: width < 500 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  const path = pages().find((path) => path.startsWith("articles/") && path !== "articles/index.html");
  await page.goto(pathToFileURL(join(folder, path)).href, { waitUntil: "load" });
  await page.type("#find", words);
  await page.waitForFunction(() => document.querySelector(".found [role=status]")?.textContent);
  return page;
}

const index = readdirSync(folder).find((name) => /^search_index\..*\.js$/.test(name));

test("the whole archive is searched from a disk, without marks", { skip: !index }, async () => {
  for (const [name, size] of Object.entries(WINDOWS)) {
    for (const scheme of ["light", "dark"]) {
      const page = await searching("nghi quyet 25", size, scheme);
      const first = await page.$eval(".found li a", (link) => link.textContent);
      assert.match(first, /^Nghị quyết 25/, name);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run());
      assert.deepEqual(violations, [], `${name}, ${scheme}`);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(beyond <= 0, `${name}: ${beyond} pixels stick out`);
      await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
      assert.match(await page.$eval("h1", (heading) => heading.textContent), /25-NQ\/TW/);
      await page.close();
    }
  }
});

test("a search that finds nothing says so, and Escape ends it", { skip: !index }, async () => {
  const page = await searching("zzz", WINDOWS.desktop, "light");
  assert.equal(await page.$$eval(".found li", (items) => items.length), 0);
  await page.keyboard.press("Escape");
  assert.equal(await page.$eval(".found", (found) => found.hidden), true);
  await page.close();
});

test("the search works from the keyboard alone", { skip: !index }, async () => {
  const page = await browser.newPage();
  await page.goto(pathToFileURL(join(folder, "index.html")).href, { waitUntil: "load" });
  await page.keyboard.press("/");
  await page.keyboard.type("nghi quyet 25");
  await page.waitForFunction(() => document.querySelector(".found li a"));
  await page.keyboard.press("ArrowDown");
  const words = () => page.evaluate(() => document.activeElement.textContent);
  assert.match(await words(), /^Nghị quyết 25/);
  await page.keyboard.press("ArrowUp");
  assert.equal(await page.evaluate(() => document.activeElement.id), "find");
  // In the box a slash is a slash.
  await page.keyboard.type("/");
  assert.equal(await page.$eval("#find", (input) => input.value), "nghi quyet 25/");
  await page.close();
});

test("how to cite a page is copied with its lasting address", async () => {
  const page = await browser.newPage();
  const path = pages().find((path) => path.startsWith("articles/") && path !== "articles/index.html");
  await page.goto(pathToFileURL(join(folder, path)).href, { waitUntil: "load" });
  const address = await page.$eval("link[rel=canonical]", (link) => link.href);
  // What a page of a disk may not write, it marks and copies.
  await page.evaluate(() => {
    document.addEventListener("copy", () => (globalThis.copied = String(getSelection())));
    Object.defineProperty(navigator, "clipboard", { value: undefined });
  });
  await page.click(".copy button");
  await page.waitForFunction(() => document.querySelector(".copy [role=status]").textContent);
  const copied = await page.evaluate(() => globalThis.copied);
  assert.ok(copied.includes("“") && copied.endsWith(address), copied);
  await page.close();
});
