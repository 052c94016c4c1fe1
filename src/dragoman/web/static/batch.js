// Choosing rows by key and by range, and telling how many are chosen; boxes and buttons work without this.

import { areKeysOn } from "./room.js";

const boxes = [...document.querySelectorAll("[data-batch] input[name=record]")];
const told = document.querySelector("[data-chosen]");
let last = -1;

function tell() {
  const chosen = boxes.filter((box) => box.checked).length;
  if (told) told.textContent = chosen ? `: ${chosen}` : "";
}

function choose(place, isRange) {
  if (isRange && last >= 0) {
    for (let at = Math.min(last, place); at <= Math.max(last, place); at += 1) boxes[at].checked = true;
  }
  last = place;
  tell();
}

for (const [place, box] of boxes.entries()) {
  box.addEventListener("click", (event) => choose(place, event.shiftKey && box.checked));
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !areKeysOn()) return;
  if (event.target instanceof Element && event.target.closest("input:not([type=checkbox]), textarea, select")) return;
  if (event.key.toLowerCase() !== "x") return;
  const row = document.activeElement?.closest("[data-step]");
  const place = boxes.findIndex((box) => row?.contains(box));
  if (place < 0) return;
  event.preventDefault();
  if (event.shiftKey) boxes[place].checked = true; else boxes[place].checked = !boxes[place].checked;
  choose(place, event.shiftKey);
});

tell();
