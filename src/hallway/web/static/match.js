// The small match by keyboard. Without it the buttons are links, and everything works.

const byKey = { ArrowRight: "go-next", ArrowLeft: "go-back", Home: "go-first", End: "go-last" };

document.addEventListener("keydown", (event) => {
  const id = byKey[event.key];
  if (!id || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (event.target.closest("input, textarea, select, dialog, [contenteditable]") || document.querySelector("dialog[open]")) return;
  const link = document.getElementById(id);
  if (!link) return;
  event.preventDefault();
  if (link.href) link.click();
});

// A link that has just led to the start or the end leads no further and cannot be focused: the words are.
document.addEventListener("htmx:after:swap", () => {
  const active = document.activeElement;
  if (active.closest(".stepper") && !active.href) document.getElementById("says")?.focus({ preventScroll: true });
});

window.addEventListener("beforeprint", () => {
  const steps = document.querySelector(".every-step");
  if (steps) steps.open = true;
});
