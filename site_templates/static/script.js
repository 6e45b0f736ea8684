// What a browser with scripts adds to a page that already works: the live view
// count, comments sent without leaving, and recent posts that are really recent.
const find = (selector) => document.querySelector(selector);
const post = find("[data-post]")?.dataset.post;
const language = document.documentElement.lang;

function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

function send(path, fields, headers = {}) {
  return fetch(path, {
    method: "POST",
    headers: { Accept: "application/json", "Accept-Language": language, ...headers },
    body: new URLSearchParams(fields),
  });
}

// Under one key the same words are taken once, so they may be sent again whenever no answer came, or none to rely on.
let sending = {};

async function sendOnce(path, fields) {
  const words = `${path}?${new URLSearchParams(fields)}`;
  if (sending.words !== words) sending = { words, key: crypto.randomUUID?.() };
  const headers = sending.key ? { "Idempotency-Key": sending.key } : {};
  const answer = await insist(() => send(path, fields, headers));
  if (answer.ok) sending = {};
  return answer;
}

async function insist(attempt) {
  for (const seconds of [1, 3]) {
    const answer = await attempt().catch(() => ({}));
    if (answer.status < 500 && answer.status !== 429) return answer;
    if (!navigator.onLine) break;
    await new Promise((done) => setTimeout(done, seconds * 1000));
  }
  return attempt();
}

const later = (wait) => new Promise((go) => setTimeout(go, wait));
const read = () => new Promise((go) => document.addEventListener("prerenderingchange", go, { once: true }));

// A reader is counted once a day, so to send it again, where too many came at once, does no harm.
// Of where the reader came from only the host is told.
async function countView(element) {
  if (document.prerendering) await read();
  const from = document.referrer && new URL(document.referrer).host;
  let answer = await send("/api/views", { post, from });
  for (let wait = 1000; wait < 8000 && (answer.status === 429 || answer.status > 499); wait *= 2) {
    await later(wait * (1 + Math.random()));
    answer = await send("/api/views", { post, from });
  }
  const { text } = await answer.json();
  if (text) element.textContent = text;
}

function card({ title, url, date, date_text, dates, summary, ...own }) {
  const tongue = own.language === language ? {} : { lang: own.language, dir: own.direction };
  const day = dates?.[find("#recent").dataset.words] ?? date_text;
  const item = make("li", {}, make("time", { dateTime: date }, day));
  item.append(make("h3", tongue, make("a", { href: url }, title)));
  if (summary) item.append(make("p", tongue, summary));
  return item;
}

async function refreshRecent(section) {
  const { posts } = await (await fetch("/recent.json")).json();
  const cards = posts.filter(({ id }) => id !== post).slice(0, 3).map(card);
  const list = section.querySelector("ul");
  const html = (items) => [...items].map((item) => item.outerHTML).join("");
  if (!cards.length || html(cards) === html(list.children)) return;
  list.replaceChildren(...cards);
  section.hidden = false;
}

function point(field, message) {
  const id = `${field.id}-error`;
  const others = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((other) => other !== id);
  find(`#${id}`)?.remove();
  if (message) {
    field.after(make("span", { id, className: "error" }, message));
    others.unshift(id);
  }
  field.toggleAttribute("aria-invalid", false);
  if (message) field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", others.join(" ").trim());
}

function show(form, { title, errors = [] }) {
  const wrong = errors.filter(({ field }) => form.elements[field]?.id);
  for (const { field, message } of wrong) point(form.elements[field], message);
  if (wrong.length) form.elements[wrong[0].field].focus();
  return title ?? form.dataset.failed;
}

// What this browser keeps: a key that only it knows.
const KEPT = "pressmark";

function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEPT)) ?? {};
  } catch {
    return {};
  }
}

function keep(value) {
  try {
    localStorage.setItem(KEPT, JSON.stringify(value));
  } catch {} // a browser that keeps nothing can still comment
}

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

function browserKey() {
  return kept().key ?? hex(crypto.getRandomValues(new Uint8Array(16)));
}

async function sha256(text) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}

// Work that shows that a page's script sent this text, now: a number whose digest begins with thirteen zero bits.
// It takes 8,192 tries on average; without it, as in a browser that cannot, the comment waits for the owner.
async function prove(post, text) {
  const minute = Math.floor(Date.now() / 60_000);
  const start = `${post}.${minute}.${hex(await sha256(text))}.`;
  for (let number = Math.floor(Math.random() * 1e9); ; number += 64) {
    const tries = Array.from({ length: 64 }, (_, step) => number + step);
    const digests = await Promise.all(tries.map((each) => sha256(start + each)));
    const found = digests.findIndex(([first, second]) => !first && second < 8);
    if (found >= 0) return `${minute}.${tries[found]}`;
  }
}

// For the same words it is the same, so that they are known again when they are sent again.
let shown = {};
let begun = Date.now();

async function evidence(post, text) {
  if (shown.text !== text) {
    const seconds = Math.round((Date.now() - begun) / 1000);
    shown = { text, fields: { key: browserKey(), seconds, proof: await prove(post, text).catch(() => "") } };
  }
  return shown.fields;
}

async function comment(form) {
  const fields = new FormData(form);
  const known = await evidence(fields.get("post"), fields.get("text"));
  for (const [name, value] of Object.entries(known)) fields.set(name, value);
  const answer = await sendOnce(form.action, fields);
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) return show(form, said);
  keep({ ...kept(), key: fields.get("key") });
  shown = {};
  begun = Date.now();
  form.elements.text.value = "";
  return said.message;
}

function takeOver(form) {
  const notice = find("#comment-held");
  const thanks = notice.textContent;
  const button = form.querySelector("button");
  form.addEventListener("focusin", () => (begun = Date.now()), { once: true });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.getAttribute("aria-disabled")) return;
    button.setAttribute("aria-disabled", "true");
    notice.textContent = "";
    notice.classList.add("shown");
    for (const field of [form.elements.name, form.elements.text]) point(field);
    try {
      notice.textContent = (await comment(form)) ?? thanks;
    } catch {
      notice.textContent = form.dataset.offline;
    }
    button.removeAttribute("aria-disabled");
    notice.scrollIntoView({ block: "nearest" });
  });
}

function begin(selector, start) {
  const element = find(selector);
  if (element) Promise.resolve(element).then(start).catch(() => {});
}

if (post) begin("[data-views]", countView);
begin("#recent", refreshRecent);
begin("#comments form", takeOver);
