// Results while one types, the same and in the same order as the form brings without scripts.
// The arrow keys go from the field to the results and back, Escape goes to the field.
const form = document.querySelector("form[role=search]");
const field = form.elements.q;
const status = document.querySelector("main > [role=status]");
const results = document.querySelector(".results");
const PAUSE = 150; // milliseconds without a key
let waiting;
let asking;

function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

// As card.html has it: a row of a list.
function row({ title, url, date, date_text, summary, language, direction }) {
  const tongue = language === document.documentElement.lang ? {} : { lang: language, dir: direction };
  const day = date ? [make("p", { className: "side" }, make("time", { dateTime: date }, date_text))] : [];
  const entry = make("div", { className: "entry", ...tongue }, make("h3", {}, make("a", { href: url }, title)));
  if (summary) entry.append(make("p", {}, summary));
  return make("li", { className: "row" }, ...day, entry);
}

function show(text, found = []) {
  status.textContent = text;
  results.querySelector("ol").replaceChildren(...found.map(row));
  results.hidden = !found.length;
}

async function ask() {
  clearTimeout(waiting);
  asking?.abort();
  asking = new AbortController();
  const q = field.value.trim();
  const query = new URLSearchParams({ q });
  history.replaceState(null, "", q ? `?${query}` : location.pathname);
  if (!q) return show("");
  try {
    const { signal } = asking;
    const answer = await fetch(`${form.action}?${query}`, { headers: { Accept: "application/json" }, signal });
    const said = await answer.json();
    show(said.text ?? said.title, said.results);
  } catch (error) {
    if (error.name !== "AbortError") show(form.dataset.offline);
  }
}

function move(event) {
  const places = [field, ...results.querySelectorAll("a")];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const here = places.indexOf(document.activeElement);
  const next = event.key === "Escape" && here > 0 ? field : step && here >= 0 && places[here + step];
  if (!next || event.isComposing) return;
  event.preventDefault();
  next.focus();
}

field.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(ask, PAUSE);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask();
});
document.addEventListener("keydown", move);

field.value ||= new URLSearchParams(location.search).get("q") ?? "";
if (field.value) ask();
