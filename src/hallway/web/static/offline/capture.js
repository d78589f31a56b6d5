"use strict";
// Notes between two conversations, without a network. They stay on this phone until Hallway has them.

const $ = (selector) => document.querySelector(selector);

const LINES = ["name", "institution", "role", "topic", "next_step", "i_promised", "promised_me", "event", "due"];
const NOTE = "hallway-note-";
const DRAFT = "hallway-draft";
const { format, version, longest } = document.body.dataset;

const form = $("#note");
const fields = form.elements;
let editing = null; // the id of the note that stands in the form, null for a new one
let waitsForAnswer = true; // whether to ask if the import worked

// ---------------------------------------------------------------- keeping

// One key for each note: two tabs never overwrite each other, and one damaged note damages no other.
const memory = new Map(); // what this browser would not keep
let disk = null;
try {
  disk = window.localStorage;
  disk.getItem(DRAFT);
} catch {
  disk = null;
}

function keep(key, value) {
  try {
    disk.setItem(key, value);
    memory.delete(key);
  } catch {
    memory.set(key, value);
    warn();
  }
}

function drop(key) {
  memory.delete(key);
  disk?.removeItem(key);
}

const read = (key) => memory.get(key) ?? disk?.getItem(key) ?? null;

function warn() {
  $("#volatile").hidden = false;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

// The ids begin with their time: in their order the oldest note comes first.
function kept() {
  const keys = new Set([...memory.keys(), ...(disk ? Object.keys(disk) : [])]);
  return [...keys]
    .filter((key) => key.startsWith(NOTE))
    .sort()
    .map((key) => parse(read(key)))
    .filter((each) => each?.note?.id);
}

const put = (each) => keep(NOTE + each.note.id, JSON.stringify(each));

// ---------------------------------------------------------------- a note

// RFC 9562, version 7: 48 bits of time, the rest is chance.
function makeId(now) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let left = now.getTime();
  for (let place = 5; place >= 0; place -= 1) {
    bytes[place] = left % 256;
    left = Math.floor(left / 256);
  }
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((each) => each.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

// The clock on the wall with its distance from UTC: 2026-11-20T18:04:09.123-06:00
function instant(now) {
  const behind = now.getTimezoneOffset();
  const wall = new Date(now.getTime() - behind * 60_000).toISOString().slice(0, -1);
  const two = (number) => String(number).padStart(2, "0");
  const ahead = Math.abs(behind);
  return `${wall}${behind > 0 ? "-" : "+"}${two(Math.floor(ahead / 60))}:${two(ahead % 60)}`;
}

const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";

function typed() {
  const lines = Object.fromEntries(LINES.map((name) => [name, fields[name].value.trim()]));
  const answer = fields.may_follow_up.value;
  return { ...lines, due: lines.due || null, may_follow_up: answer ? answer === "yes" : null };
}

function fill(note) {
  for (const name of LINES) fields[name].value = note?.[name] ?? "";
  const answer = note?.may_follow_up == null ? "" : note.may_follow_up ? "yes" : "no";
  for (const each of fields.may_follow_up) each.checked = each.value === answer;
  checkName();
  if (note?.role || note?.event || note?.due) $("#more").open = true;
}

const moment = new Intl.DateTimeFormat("en-US", { weekday: "short", month: "short", day: "numeric", hour: "numeric", minute: "2-digit" });

// ---------------------------------------------------------------- showing

function make(tag, words, looks = "") {
  const made = document.createElement(tag);
  made.textContent = words;
  if (looks) made.className = looks;
  return made;
}

function button(words, about, does) {
  const made = make("button", words, "link flush");
  made.type = "button";
  made.append(make("span", ` ${about}`, "hidden-word"));
  made.addEventListener("click", does);
  return made;
}

const count = (number) => `${number} ${number === 1 ? "note" : "notes"}`;

function say(words, undo = null) {
  const box = make("div", "", "notice");
  box.append(make("p", words));
  if (undo) box.append(button("Undo", "", undo));
  $("#said").replaceChildren(box);
  $("#fault").replaceChildren();
}

function fail(words) {
  const box = make("div", "", "fault");
  box.append(make("p", words));
  $("#fault").replaceChildren(box);
}

function item({ note, exported }) {
  const made = make("li", "");
  const row = make("div", "", "row");
  row.append(
    button("Edit", note.name, () => edit(note)),
    button("Delete", note.name, () => remove(note.id)),
  );
  const what = [note.institution, note.topic].filter(Boolean).join(" · ");
  const when = moment.format(new Date(note.at)) + (exported ? " · exported" : "");
  made.append(make("strong", note.name));
  if (what) made.append(make("p", what, "soft"));
  made.append(make("p", when, "small soft"), row);
  return made;
}

function offerPlaces(names) {
  const options = [...new Set(names.filter(Boolean))].map((each) => {
    const option = document.createElement("option");
    option.value = each;
    return option;
  });
  $("#places").replaceChildren(...options);
}

function show() {
  const all = kept();
  const exported = all.filter((each) => each.exported).length;
  $("#notes-title").textContent = all.length ? `${count(all.length)} on this phone` : "On this phone";
  $("#to-notes").textContent = count(all.length);
  $("#to-notes").hidden = $("#out").hidden = !all.length;
  $("#none").hidden = all.length > 0;
  $("#list").replaceChildren(...[...all].reverse().map(item));
  $("#after").hidden = !exported || !waitsForAnswer;
  $("#after-says").textContent = `Once Hallway has them, what you exported (${count(exported)}) can go. Until then it stays here.`;
  $("#clear").textContent = `It worked: remove ${count(exported)}`;
  offerPlaces(all.map((each) => each.note.institution));
}

// ---------------------------------------------------------------- saving, changing, deleting

const checkName = () =>
  fields.name.setCustomValidity(/^\s*$|[\p{L}\p{N}]/u.test(fields.name.value) ? "" : "Type a name with at least one letter.");

function stand(id, title, says) {
  editing = id;
  $("#title").textContent = title;
  $("#save").textContent = says;
  $("#leave").hidden = id === null;
}

function next() {
  stand(null, "Just met", "Save, next person");
  fill(parse(read(DRAFT)));
  fields.name.focus();
}

function edit(note) {
  stand(note.id, `Change: ${note.name}`, "Save the change");
  $("#said").replaceChildren();
  fill(note);
  fields.name.focus();
}

function save(event) {
  event.preventDefault();
  if (!/[\p{L}\p{N}]/u.test(fields.name.value)) {
    fields.name.setCustomValidity("Type a name with at least one letter.");
    fields.name.reportValidity();
    return;
  }
  const now = new Date();
  const before = editing && parse(read(NOTE + editing))?.note;
  const born = before || { id: makeId(now), at: instant(now), zone: zone() };
  const note = { id: born.id, at: born.at, zone: born.zone, ...typed() };
  put({ note, exported: false });
  if (editing === null) keep(DRAFT, JSON.stringify({ event: note.event }));
  show();
  next();
  say(before ? `Changed: ${note.name}.` : `Noted: ${note.name}. ${count(kept().length)} here.`);
  scrollTo({ top: 0 });
}

function remove(id) {
  const gone = parse(read(NOTE + id));
  if (!gone) return show();
  drop(NOTE + id);
  if (editing === id) next();
  putBack(`Deleted: ${gone.note.name}.`, [gone]);
}

function putBack(words, gone) {
  show();
  say(words, () => {
    gone.forEach(put);
    show();
    say(`Back again: ${count(gone.length)}.`);
    $("#notes-title").focus();
  });
  $("#said button").focus();
}

// What is half typed outlives a browser that throws the page out of memory.
form.addEventListener("input", () => {
  checkName();
  if (editing === null) keep(DRAFT, JSON.stringify(typed()));
});
form.addEventListener("submit", save);
$("#leave").addEventListener("click", next);

// ---------------------------------------------------------------- out

const today = () => instant(new Date()).slice(0, 10);

function envelope() {
  const notes = kept().map((each) => each.note);
  return JSON.stringify({ format, version: Number(version), made: instant(new Date()), notes }, null, 1);
}

function exported(words) {
  for (const each of kept()) if (!each.exported) put({ ...each, exported: true });
  waitsForAnswer = true;
  show();
  say(words);
  $("#after-title").focus();
}

$("#export").addEventListener("click", () => {
  const link = document.createElement("a");
  const name = `hallway-notes-${today()}.json`;
  link.href = URL.createObjectURL(new Blob([envelope()], { type: "application/json" }));
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  exported(`Saved as ${name} among your downloads. If no file came, copy the notes as text.`);
});

// Browsers share only endings they know, and .json is not among them; Hallway looks inside anyway.
const shareable = (text) => ({ files: [new File([text], `hallway-notes-${today()}.txt`, { type: "text/plain" })] });

$("#share").addEventListener("click", async () => {
  try {
    await navigator.share(shareable(envelope()));
    exported("Shared.");
  } catch (error) {
    if (error.name !== "AbortError") fail("Sharing did not work here. Save a file or copy the notes as text.");
  }
});

$("#copy").addEventListener("click", async () => {
  const text = envelope();
  try {
    await navigator.clipboard.writeText(text);
    exported("Copied. Paste it into a file whose name ends in .json.");
  } catch {
    $("#by-hand").hidden = false;
    $("#text").value = text;
    $("#text").select();
    const words = "Copied. Paste it into a file whose name ends in .json.";
    exported(document.execCommand("copy") ? words : "This browser does not copy by itself: copy the text below.");
  }
});

$("#clear").addEventListener("click", () => {
  const gone = kept().filter((each) => each.exported);
  for (const each of gone) drop(NOTE + each.note.id);
  if (gone.some((each) => each.note.id === editing)) next();
  putBack(`Removed: ${count(gone.length)}.`, gone);
});

$("#not-yet").addEventListener("click", () => {
  waitsForAnswer = false;
  show();
  say("They stay on this phone.");
  $("#notes-title").focus();
});

// ---------------------------------------------------------------- beginning

addEventListener("beforeunload", (event) => {
  if ([...memory.keys()].some((key) => key.startsWith(NOTE))) event.preventDefault();
});
addEventListener("storage", show); // another tab with this page

for (const name of LINES) if (name !== "due") fields[name].maxLength = Number(longest);
fields.name.autocapitalize = "words";
fields.institution.autocapitalize = "words";
fields.due.min = "1900-01-01";
fields.due.max = "2199-12-31";
if (!disk) warn();
if (navigator.canShare?.(shareable("{}"))) $("#share").hidden = false;
$("#still").hidden = true;
$("#page").hidden = false;
show();
next();
