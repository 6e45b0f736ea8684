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

// An answer that asks for a longer wait than ten seconds, or until a date, is the last one (RFC 9110, section 10.2.3).
async function insist(attempt) {
  for (const seconds of [1, 3]) {
    const answer = await attempt().catch(() => ({}));
    const wait = Math.max(seconds, answer.headers?.get("Retry-After") ?? 0);
    if ((answer.status < 500 && answer.status !== 429) || !(wait <= 10)) return answer;
    if (!navigator.onLine) break;
    await new Promise((done) => setTimeout(done, wait * 1000));
  }
  return attempt();
}

const read = () => new Promise((go) => document.addEventListener("prerenderingchange", go, { once: true }));

// A reader is counted once a day, however often this is sent. Of the page that led here only the host is told.
async function countView(element) {
  if (document.prerendering) await read();
  const from = document.referrer && new URL(document.referrer).host;
  const { text, like } = await (await insist(() => send("/api/views", { post, from }))).json();
  if (text) element.textContent = text;
  if (!like) return;
  find(".like").textContent = like.text;
  find(".like").setAttribute("aria-label", like.label);
}

// Their script comes with the first like, and to whoever has given one.
function takeLikes(form) {
  const come = () => import("./likes.js");
  for (const button of document.querySelectorAll(".like")) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      // What fails is sent without a script, and the page that comes then says why.
      come()
        .then(({ press }) => press(button, (fields) => insist(() => send(form.action, fields))))
        .catch(() => form.requestSubmit(button));
    });
  }
  if (localStorage.likes) come().then(({ mark }) => mark());
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

// What this browser sent: a key that only it knows, and for how long each comment can be changed with it.
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

// Made before it is first sent, so that what is sent again is sent under the same.
function browserKey() {
  const { key, ...rest } = kept();
  if (key) return key;
  keep({ key: crypto.randomUUID?.().replaceAll("-", ""), ...rest });
  return kept().key ?? "";
}

function remember({ id, minutes }) {
  const sent = (kept().sent ?? []).filter((each) => each.until > Date.now() && each.id !== id);
  sent.push({ id, post, until: Date.now() + minutes * 60_000 });
  if (kept().key) keep({ ...kept(), sent });
}

function ownForm({ id }, label) {
  const fields = Object.entries({ post, id, key: kept().key });
  const inputs = fields.map(([name, value]) => make("input", { type: "hidden", name, value }));
  const button = make("button", { className: "quiet" }, label);
  return make("form", { method: "post", action: "/api/comments/mine" }, ...inputs, button);
}

function showOwn(form) {
  for (const old of document.querySelectorAll(".own")) old.remove();
  for (const sent of kept().sent ?? []) {
    if (sent.post !== post || sent.until < Date.now()) continue;
    const own = ownForm(sent, form.dataset.own);
    own.className = "own";
    const there = document.getElementById(`comment-${sent.id}`)?.querySelector(".acts");
    if (there) there.append(own);
    else find("#comment-held").after(own);
  }
}

// For the same words it is the same, so that they are known again when they are sent again.
let shown = {};
let begun = Date.now();

async function evidence(text) {
  if (shown.text !== text) {
    const seconds = Math.round((Date.now() - begun) / 1000);
    const proof = await import("./proof.js").then(({ prove }) => prove(post, text)).catch(() => "");
    shown = { text, fields: { key: browserKey(), seconds, proof } };
  }
  return shown.fields;
}

async function comment(form) {
  const fields = new FormData(form);
  const known = await evidence(fields.get("text"));
  for (const [name, value] of Object.entries(known)) fields.set(name, value);
  const answer = await sendOnce(form.action, fields);
  const said = await answer.json().catch(() => ({}));
  if (answer.status >= 500) return `${said.title ?? ""} ${form.dataset.unknown}`;
  if (!answer.ok) return show(form, said);
  if (said.id) remember(said);
  shown = {};
  begun = Date.now();
  form.elements.text.value = "";
  form.querySelector(".preview")?.remove();
  replyTo(form);
  showOwn(form);
  return said.message;
}

async function preview(form, action) {
  const answer = await send(action, new FormData(form));
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) return show(form, said);
  form.querySelector(".preview")?.remove();
  const box = make("div", { className: "said preview", dir: "auto", tabIndex: -1 });
  box.innerHTML = said.html; // cleaned by the API, as on the page
  form.append(box);
  box.focus();
  return "";
}

function replyTo(form, id = "", name = "") {
  form.elements.parent?.remove();
  form.querySelector(".replying")?.remove();
  if (!id) return;
  const alone = make("button", { type: "button", className: "quiet" }, form.dataset.alone);
  alone.addEventListener("click", () => {
    replyTo(form);
    form.elements.text.focus();
  });
  const [before, after] = form.dataset.replying.split("{}");
  const text = make("span", {}, before, make("bdi", {}, name), after);
  form.prepend(
    make("input", { type: "hidden", name: "parent", value: id }),
    make("p", { className: "replying" }, text, alone),
  );
}

function offerReplies(form) {
  for (const link of document.querySelectorAll("[data-reply]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      replyTo(form, link.dataset.reply, link.dataset.name);
      find("#write").scrollIntoView({ block: "start" });
      (form.elements.name.value ? form.elements.text : form.elements.name).focus({ preventScroll: true });
    });
  }
}

function takeOver(form) {
  const notice = find("#comment-held");
  const thanks = notice.textContent;
  const button = form.querySelector("button:not([type])");
  form.addEventListener("focusin", () => (begun = Date.now()), { once: true });
  offerReplies(form);
  showOwn(form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.getAttribute("aria-disabled")) return;
    button.setAttribute("aria-disabled", "true");
    notice.textContent = "";
    notice.classList.add("shown");
    for (const field of form.querySelectorAll("[id][name]")) point(field);
    const action = event.submitter?.getAttribute("formaction");
    try {
      notice.textContent = (await (action ? preview(form, action) : comment(form))) ?? thanks;
    } catch {
      notice.textContent = form.dataset.offline + (action ? "" : ` ${form.dataset.unknown}`);
    }
    button.removeAttribute("aria-disabled");
    notice.classList.toggle("shown", Boolean(notice.textContent));
    if (notice.textContent) notice.scrollIntoView({ block: "nearest" });
  });
}

function begin(selector, start) {
  const element = find(selector);
  if (element) Promise.resolve(element).then(start).catch(() => {});
}

if (post) begin("[data-views]", countView);
begin("#recent", refreshRecent);
begin("#like", takeLikes);
begin("#comments form[data-own]", takeOver);
