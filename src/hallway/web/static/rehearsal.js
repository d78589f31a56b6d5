// A watch for saying a pitch aloud. Without it one looks at a watch and types the seconds.

const watch = document.querySelector("[data-watch]");
const run = watch.querySelector("[data-run]");
const shown = watch.querySelector("[data-seconds]");
const says = watch.querySelector("[data-says]");
const field = document.querySelector("#f-seconds");
const least = Number(watch.dataset.least);
const most = Number(watch.dataset.most);

let began = 0;
let ticking = 0;

const elapsed = () => Math.max(1, Math.round((performance.now() - began) / 1000));

function show() {
  const seconds = Math.floor((performance.now() - began) / 1000);
  shown.textContent = seconds;
  watch.classList.toggle("is-within", seconds >= least && seconds <= most);
  watch.classList.toggle("is-over", seconds > most);
}

function verdict(seconds) {
  if (seconds > most) return `${seconds} seconds: ${seconds - most} over.`;
  if (seconds < least) return `${seconds} seconds: ${least - seconds} under.`;
  return `${seconds} seconds: within.`;
}

run.addEventListener("click", () => {
  if (ticking) {
    clearInterval(ticking);
    ticking = 0;
    const seconds = elapsed();
    shown.textContent = seconds;
    field.value = seconds;
    run.textContent = "Start again";
    says.textContent = `${verdict(seconds)} It stands in the field below.`;
    return;
  }
  began = performance.now();
  ticking = setInterval(show, 250);
  show();
  run.textContent = "Stop";
  says.textContent = "Running.";
});

watch.hidden = false;
