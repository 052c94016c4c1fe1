// Keys, and light between a record's card and its words. Everything here is a convenience: pages work without it.

const KEYS_OFF = "dragoman-keys-off";

export function areKeysOn() {
  try { return localStorage.getItem(KEYS_OFF) === null; } catch { return true; }
}

// Light: whatever carries the id of a record is lit with everything else that does.
function idsAround(target) {
  const ids = new Set();
  for (let node = target instanceof Element ? target.closest("[data-id]") : null; node; node = node.parentElement?.closest("[data-id]")) {
    ids.add(node.dataset.id);
  }
  return ids;
}

const byId = new Map();
for (const node of document.querySelectorAll("[data-id]")) {
  const nodes = byId.get(node.dataset.id) ?? [];
  nodes.push(node);
  byId.set(node.dataset.id, nodes);
}

let lit = [];
function light(target) {
  for (const node of lit) node.classList.remove("lit");
  lit = [...idsAround(target)].flatMap((id) => byId.get(id) ?? []);
  for (const node of lit) node.classList.add("lit");
}

if (byId.size) {
  document.addEventListener("pointerover", (event) => light(event.target));
  document.addEventListener("focusin", (event) => light(event.target));
}

// A target inside a closed group is shown before the browser goes there, and words in several pieces are all marked.
let found = [];
function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const group = target?.closest("details");
  if (group && !group.open) group.open = true;
  for (const node of found) node.classList.remove("found");
  found = target?.matches(".mark") ? (byId.get(target.dataset.id) ?? []).filter((node) => node.matches(".mark")) : [];
  for (const node of found) node.classList.add("found");
  if (target?.hasAttribute("tabindex")) target.focus();
}
window.addEventListener("hashchange", reveal);
if (location.hash) reveal();

// Keys.
const PLACES = { h: "/", a: "/articles", p: "/pairs", e: "/happenings", c: "/people", m: "/map", n: "/network", s: "/search", r: "/review", i: "/add", f: "/failures" };
let isGoing = false;
let place = -1;

function step(by) {
  const rows = [...document.querySelectorAll("[data-step]")].filter((row) => row.offsetParent !== null);
  if (!rows.length) return;
  const now = rows.indexOf(document.activeElement?.closest("[data-step]"));
  place = Math.max(0, Math.min(rows.length - 1, (now >= 0 ? now : place) + by));
  const link = rows[place].querySelector("[data-open], a[href], button");
  (link ?? rows[place]).focus();
  rows[place].scrollIntoView({ block: "nearest" });
}

function open() {
  document.activeElement?.closest("[data-step]")?.querySelector("[data-open]")?.click();
}

function press(key) {
  const control = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!control) return false;
  if (control instanceof HTMLSelectElement) control.focus(); else control.click();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const target = event.target;
  if (event.key === "Escape") { document.getElementById("main")?.focus(); return; }
  if (!areKeysOn() || (target instanceof Element && target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]"))) return;
  if (isGoing) {
    isGoing = false;
    if (PLACES[event.key]) { event.preventDefault(); location.assign(PLACES[event.key]); }
    return;
  }
  const acts = {
    "/": () => document.getElementById("find")?.focus(),
    "?": () => location.assign("/keys"),
    g: () => { isGoing = true; setTimeout(() => { isGoing = false; }, 1500); },
    j: () => step(1),
    k: () => step(-1),
    o: open,
  };
  if (acts[event.key]) { event.preventDefault(); acts[event.key](); }
  else if (press(event.key)) event.preventDefault();
});

const toggle = document.getElementById("keys-on");
if (toggle instanceof HTMLInputElement) {
  toggle.checked = areKeysOn();
  toggle.addEventListener("change", () => {
    try { if (toggle.checked) localStorage.removeItem(KEYS_OFF); else localStorage.setItem(KEYS_OFF, "1"); } catch { /* not kept */ }
  });
}

// Progress: asked again every two seconds; the page itself can be loaded again without this.
const run = document.querySelector("[data-poll]");
if (run instanceof HTMLElement) {
  const ask = async () => {
    const answer = await fetch(run.dataset.poll, { headers: { accept: "application/json" } });
    if (!answer.ok) return;
    const now = await answer.json();
    if (!now.is_going) { location.reload(); return; }
    const bar = run.querySelector("progress");
    const told = run.querySelector("[data-told]");
    if (now.total !== undefined) {
      if (bar) { bar.max = Math.max(1, now.total); bar.value = now.done; }
      if (told) told.textContent = `${now.done} of ${now.total}${now.failed ? `, ${now.failed} failed` : ""}`;
    }
    setTimeout(ask, 2000);
  };
  setTimeout(ask, 1000);
}
