// Filters the list of an index page as one types. Reading works without it.
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

const box = document.querySelector(".filter");
const list = document.querySelector(".filtered");

if (box && list) {
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
}
