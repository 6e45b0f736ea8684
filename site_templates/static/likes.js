// Loaded with the first like. What this reader likes only this browser keeps, and since when:
// a like can be taken back on its day (of UTC), for afterwards the blog knows nobody again.
const today = () => new Date().toJSON().slice(0, 10);

export function mark({ post, kept }) {
  for (const button of document.querySelectorAll(".like")) {
    const since = kept().likes[button.value || post];
    button.setAttribute("aria-pressed", Boolean(since));
    if (since && since !== today()) button.setAttribute("aria-disabled", "true");
  }
}

export async function press(button, { post, kept, keep, showLikes, change }) {
  if (button.hasAttribute("aria-disabled")) return;
  const id = button.value || post;
  const like = button.getAttribute("aria-pressed") === "true" ? "no" : "yes";
  const answer = await change({ post, like, ...(button.value && { comment: id }) });
  if (!answer.ok) throw new Error(answer.status);
  const { liked, ...said } = await answer.json();
  const { [id]: _, ...others } = kept().likes ?? {};
  keep({ ...kept(), likes: liked ? { ...others, [id]: today() } : others });
  showLikes(button, said);
  button.setAttribute("aria-pressed", liked);
}
