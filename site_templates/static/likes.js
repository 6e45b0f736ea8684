// Loaded with the first like. What this reader likes only this browser keeps, and since when:
// a like can be taken back on its day (of UTC), for afterwards the blog knows nobody again.
const post = document.querySelector("[data-post]").dataset.post;
const today = () => new Date().toJSON().slice(0, 10);

function kept() {
  try {
    return JSON.parse(localStorage.getItem("likes")) ?? {};
  } catch {
    return {};
  }
}

function keep(likes) {
  try {
    localStorage.setItem("likes", JSON.stringify(likes));
  } catch {} // a browser that keeps nothing can still like
}

export function mark() {
  for (const button of document.querySelectorAll(".like")) {
    const since = kept()[button.value || post];
    button.setAttribute("aria-pressed", Boolean(since));
    if (since && since !== today()) button.setAttribute("aria-disabled", "true");
  }
}

export async function press(button, send) {
  if (button.hasAttribute("aria-disabled")) return;
  const id = button.value || post;
  const like = button.getAttribute("aria-pressed") === "true" ? "no" : "yes";
  const answer = await send({ post, like, ...(button.value && { comment: id }) });
  if (!answer.ok) throw new Error(answer.status);
  const { liked, text, label } = await answer.json();
  const { [id]: _, ...others } = kept();
  keep(liked ? { ...others, [id]: today() } : others);
  button.textContent = text;
  button.setAttribute("aria-label", label);
  button.setAttribute("aria-pressed", liked);
}
