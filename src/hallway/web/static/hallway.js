// Hallway's own script: keys, the palette, focus after a change, and the zone of the first run.
// Every page works without it.

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

const isTyping = (element) =>
  element.isContentEditable ||
  (["INPUT", "TEXTAREA", "SELECT"].includes(element.tagName) && !["radio", "checkbox"].includes(element.type));

const goes = { t: "/", p: "/people", r: "/programs", w: "/write", o: "/promises", c: "/capture", i: "/import", u: "/guides", h: "/history", s: "/settings" };

let lastStep = 0;
let waitsForGo = 0;

// ---------------------------------------------------------------- steps

const steps = () => $$(".step");
const current = () => document.activeElement.closest(".step");

function focusStep(place) {
  const all = steps();
  if (!all.length) return;
  lastStep = Math.max(0, Math.min(place, all.length - 1));
  all[lastStep].focus({ preventScroll: true });
  all[lastStep].scrollIntoView({ block: "nearest" });
}

function move(by) {
  const here = steps().indexOf(current());
  focusStep(here < 0 ? 0 : here + by);
}

function act(what) {
  const step = current() ?? steps()[0] ?? $(".step-of-person");
  const button = step && $(`[data-do="${what}"]`, step);
  if (!button) return false;
  lastStep = Math.max(0, steps().indexOf(step));
  button.click();
  if (what === "snooze") $("details[open] input:not([type=hidden])", step)?.focus();
  return true;
}

function press(what) {
  $(`main [data-do="${what}"]`)?.click();
}

function undo() {
  const button = $("[data-undo]");
  if (button) button.click();
  else {
    const form = document.createElement("form");
    form.method = "post";
    form.action = "/undo";
    const back = document.createElement("input");
    back.type = "hidden";
    back.name = "back";
    back.value = location.pathname + location.search;
    form.append(back);
    document.body.append(form);
    form.submit();
  }
}

// ---------------------------------------------------------------- dialogs

function openPalette() {
  const palette = $("#palette");
  if (!palette) return;
  palette.showModal();
  const words = $("#palette-words");
  words.value = "";
  words.focus();
  words.dispatchEvent(new Event("input", { bubbles: true }));
}

function moveInPalette(event) {
  const links = $$("#palette-found a");
  const here = links.indexOf(document.activeElement);
  if (event.key === "ArrowDown" && links.length) links[Math.min(here + 1, links.length - 1)].focus();
  else if (event.key === "ArrowUp" && here > 0) links[here - 1].focus();
  else if (event.key === "ArrowUp" && here === 0) $("#palette-words").focus();
  else if (event.key === "Enter" && document.activeElement.id === "palette-words" && links.length) links[0].click();
  else return;
  event.preventDefault();
}

// ---------------------------------------------------------------- keys

const keys = {
  c: () => location.assign("/capture"),
  "/": () => {
    const field = $("[data-search]") ?? $("[data-finder]");
    if (field && field.offsetParent !== null) field.focus();
    else location.assign("/search");
  },
  j: () => (steps().length ? move(1) : press("next")),
  k: () => move(-1),
  x: () => act("settle"),
  s: () => act("snooze"),
  l: () => act("log"),
  w: () => act("write"),
  m: () => press("merge"),
  n: () => press("apart"),
  u: undo,
  g: () => { waitsForGo = Date.now(); },
  "?": () => $("#keys")?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    if (!$("#palette")?.open) openPalette();
    return;
  }
  if ($("#palette")?.open) {
    moveInPalette(event);
    return;
  }
  if (event.key === "Escape") {
    const open = document.activeElement.closest("details.snoozing[open]");
    if (open) {
      open.open = false;
      $("summary", open).focus();
    } else if (isTyping(document.activeElement)) document.activeElement.blur();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || $("dialog[open]")) return;
  const isGo = Date.now() - waitsForGo < 1500;
  waitsForGo = 0;
  if (isGo && goes[event.key]) {
    event.preventDefault();
    location.assign(goes[event.key]);
  } else if (keys[event.key]) {
    event.preventDefault();
    keys[event.key]();
  }
});

// ---------------------------------------------------------------- after a change

// What somebody has opened stays open while its page is completed.
document.addEventListener("htmx:before:morph:node", ({ detail: { oldNode, newNode } }) => {
  if (oldNode.matches?.("#list details[id][open]")) newNode.open = true;
});

document.addEventListener("htmx:after:swap", (event) => {
  if (event.detail.ctx?.select === "#desk") ($(".fix") ?? $("#f-text"))?.focus();
  if (event.detail.ctx?.select !== "#today") return;
  if (steps().length) focusStep(lastStep);
  else $("#main").focus({ preventScroll: true });
});

document.addEventListener("click", (event) => {
  const step = event.target.closest(".step");
  if (step) lastStep = Math.max(0, steps().indexOf(step));
  const printing = event.target.closest("[data-print]");
  if (printing) window.print();
});

for (const button of $$("[data-print]")) button.hidden = false;

// ---------------------------------------------------------------- copying

for (const button of navigator.clipboard ? $$("[data-copy]") : []) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText($(`#${button.dataset.copy}`).value);
    button.textContent = "Copied";
  });
}

// ---------------------------------------------------------------- writing

// A note leads to its words in the field itself. The server counts letters, the browser halves of some.
function select(link) {
  const field = document.forms.letter?.elements[link.dataset.select];
  if (!field) return false;
  const text = field.value;
  const lead = text.length - text.trimStart().length;
  const at = (letters) => lead + [...text.slice(lead)].slice(0, letters).join("").length;
  field.focus();
  field.setSelectionRange(at(Number(link.dataset.from)), at(Number(link.dataset.to)));
  field.scrollIntoView({ block: "center" });
  return true;
}

async function take(button) {
  try {
    await navigator.clipboard.writeText($(`#${button.dataset.take}`).value);
  } catch {
    // Without the clipboard the next page shows the text to be selected.
  }
  button.form.requestSubmit(button);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-select]");
  if (link && select(link)) event.preventDefault();
  const taking = event.target.closest("[data-take]");
  if (!taking || !navigator.clipboard || taking.dataset.taken) return;
  event.preventDefault();
  taking.dataset.taken = "yes";
  take(taking);
});

// The mail program opens by the same press: the page that comes after it has the address.
const GOES = "hallway-goes";
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-goes]")) sessionStorage.setItem(GOES, location.pathname);
});
const go = $("[data-go]");
if (go && sessionStorage.getItem(GOES) === location.pathname) location.assign(go.href);
sessionStorage.removeItem(GOES);

// Leaving with words that were not kept asks first.
const keeps = () => $("form[data-keeps]");
const isChanged = (field) => field.defaultValue !== undefined && field.value !== field.defaultValue;
window.addEventListener("beforeunload", (event) => {
  if ([...(keeps()?.elements ?? [])].some(isChanged)) event.preventDefault();
});
document.addEventListener("submit", (event) => {
  if (event.target !== keeps() || event.defaultPrevented) return;
  for (const field of event.target.elements) if (isChanged(field)) field.defaultValue = field.value;
});

// What is typed and not yet saved is printed, too.
window.addEventListener("beforeprint", () => {
  const sheet = $(".sheet.print-only");
  const fields = document.forms.letter?.elements;
  if (sheet && fields?.text) sheet.textContent = [fields.subject?.value, fields.text.value].filter(Boolean).join("\n\n");
});

// Empty filters stay out of the address.
document.addEventListener("htmx:config:request", (event) => {
  const request = event.detail.ctx?.request;
  if (request?.method !== "GET" || !(request.body instanceof FormData)) return;
  for (const [name, value] of [...request.body]) if (value === "") request.body.delete(name);
});

// ---------------------------------------------------------------- first run

const zone = $("[data-guess-zone]");
if (zone && !zone.value) {
  const guess = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if ([...zone.options].some((option) => option.value === guess)) zone.value = guess;
}
