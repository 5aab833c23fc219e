// Copies how to cite a page. Without it the words can be marked and copied by hand.
"use strict";

const words = document.getElementById("citation");
const offer = document.querySelector(".address .copy");

// What a page that was opened from a disk may do where the clipboard is closed to it.
const mark = () => {
  const range = document.createRange();
  range.selectNodeContents(words);
  const marked = getSelection();
  marked.removeAllRanges();
  marked.addRange(range);
  return document.execCommand("copy");
};

if (words && offer) {
  const button = offer.querySelector("button");
  const status = offer.querySelector("[role=status]");
  offer.hidden = false;
  button.addEventListener("click", async () => {
    const text = words.textContent.replace(/\s+/g, " ").trim();
    const copied = await navigator.clipboard?.writeText(text).then(() => true, mark);
    if (copied ?? mark()) status.textContent = button.dataset.copied;
  });
}
