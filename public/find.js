// Finds things: in the whole archive, and in the list of an index page. Reading works without it.
"use strict";

// Marks, case, blanks and kinds of dash make no difference: "quyet dinh" finds "Quyết định".
const fold = (text) =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[đð]/gi, "d")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/\s+/g, " ")
    .toLowerCase()
    .trim();

// Filters the list of an index page as one types.
const filter = (box, list) => {
  const input = box.querySelector("input");
  const status = box.querySelector("[role=status]");
  const groups = [...list.querySelectorAll("section")];
  // An entry is also found by the headings above it: "quyết định 290", "bộ chính trị 23".
  const headings = (item) =>
    groups
      .filter((group) => group.contains(item))
      .map((group) => group.querySelector("h2, h3").textContent)
      .join(" ");
  const items = [...list.querySelectorAll("li")].map((item) => [
    item,
    fold(`${headings(item)} ${item.textContent}`),
  ]);
  const apply = () => {
    const words = fold(input.value).split(" ");
    let shown = 0;
    for (const [item, text] of items) {
      item.hidden = !words.every((word) => text.includes(word));
      if (!item.hidden) shown += 1;
    }
    for (const group of groups) group.hidden = !group.querySelector("li:not([hidden])");
    status.textContent = shown === 0 ? status.dataset.none : "";
  };
  box.hidden = false;
  input.addEventListener("input", apply);
  if (input.value) apply();
};

// How many finds are shown; who sees more of them types another word.
const SHOWN = 20;

// Searches the titles of all pages. The index is fetched when the box is first used, as a script,
// since a page that was opened from a disk may load nothing else.
const search = (form) => {
  const input = form.querySelector("input");
  const found = form.querySelector(".found");
  const list = found.querySelector("ol");
  const status = found.querySelector("[role=status]");
  // Addresses in the index are whole; here they go by the way to the first page.
  const home = document.querySelector("header.site .name a").href;
  const file = home.endsWith("/index.html") ? "index.html" : "";
  const root = home.slice(0, home.length - file.length);
  const address = (url) => {
    const path = url.startsWith(form.dataset.base) ? url.slice(form.dataset.base.length) : null;
    if (path === null) return url;
    return root + path + (path === "" || path.endsWith("/") ? file : "");
  };
  let index;
  const load = () =>
    (index ??= new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = form.action;
      script.onerror = () => failed(new Error(script.src));
      script.onload = () =>
        done(
          window.searchIndex
            .filter((page) => page.title)
            .map((page) => ({
              ...page,
              called: ` ${fold(page.title)}`,
              all: ` ${fold(`${page.title} ${page.description ?? ""}`)}`,
            })),
        );
      document.head.append(script);
    }));
  // What is called so comes before what only says so, and the start of a word before its middle.
  const rank = (page, phrase, words) => {
    if (page.called.includes(` ${phrase}`)) return 0;
    if (words.every((word) => page.called.includes(` ${word}`))) return 1;
    return words.every((word) => page.called.includes(word)) ? 2 : 3;
  };
  const entry = (page) => {
    const item = document.createElement("li");
    const link = item.appendChild(document.createElement("a"));
    link.href = address(page.url);
    link.textContent = page.title;
    if (page.description) {
      item.appendChild(document.createElement("p")).textContent = page.description;
    }
    return item;
  };
  const show = (pages) => {
    list.replaceChildren(...pages.slice(0, SHOWN).map(entry));
    const { none, some } = status.dataset;
    status.textContent = pages.length === 0 ? none : `${pages.length} ${some}`;
    found.hidden = false;
  };
  const apply = async () => {
    const phrase = fold(input.value);
    if (phrase === "") {
      found.hidden = true;
      return;
    }
    const words = phrase.split(" ");
    try {
      const pages = await load();
      // Another letter may have come while the index was on its way.
      if (fold(input.value) !== phrase) return;
      const all = pages.filter((page) => words.every((word) => page.all.includes(word)));
      const ranked = all.map((page) => [rank(page, phrase, words), page]);
      show(ranked.sort(([a], [b]) => a - b).map(([, page]) => page));
    } catch {
      list.replaceChildren();
      status.textContent = status.dataset.failed;
      found.hidden = false;
    }
  };
  form.hidden = false;
  input.addEventListener("focus", () => load().catch(() => {}), { once: true });
  input.addEventListener("input", apply);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.click();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      found.hidden = true;
      input.focus();
    }
    // The arrows go through what was found, and from the first find back to the box.
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || found.hidden) return;
    event.preventDefault();
    const stops = [input, ...list.querySelectorAll("a")];
    const next = stops.indexOf(document.activeElement) + step;
    stops[Math.min(Math.max(next, 0), stops.length - 1)].focus();
  });
  // A slash leads to the box, where nobody is writing.
  document.addEventListener("keydown", (event) => {
    const isWriting = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isWriting) return;
    event.preventDefault();
    input.focus();
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) found.hidden = true;
  });
  if (input.value) apply();
};

const box = document.querySelector(".filter");
const list = document.querySelector(".filtered");
if (box && list) filter(box, list);

const form = document.querySelector(".find");
if (form) search(form);
