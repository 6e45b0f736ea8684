"""Form pages: what a browser without scripts shows of a comment before and after it is sent, and if it is not taken.

The HTML of a comment's text is the caller's, and safe.
"""

from html import escape
from string import Template
from urllib.parse import urlencode

from api.comment_form import MINE, WITHDRAW, CommentForm, hidden
from api.page import button, escaped, page
from api.problem import Invalid
from blog.words import Words, message

FRONT_PAGE = Template("""<p class="text more"><a href="/">$said</a></p>""")
BACK = Template("""<p class="text more">$back <a href="$url"><bdi>$title</bdi></a></p>""")
SAID = Template("""<blockquote class="text" dir="auto">
$html
</blockquote>""")
LEAD = Template("""<header class="text">
<h1>$title</h1>
$lead
</header>""")

YOURS = message("Your comment")
WITHDRAWN = message("Your comment was taken back.")
PREVIEW = message("Preview")
REPLY = message("Reply")
NOTHING_KEPT = message("Nothing was kept. Your browser's Back brings back what you wrote.")
NOT_KNOWN = message(
    "It is not known whether this was kept. To send the same again does no harm; "
    "your browser's Back brings back what you wrote."
)


def form_page(frame: str, problem: Invalid, words: Words) -> str:
    """The form again, with what was typed, and what is wrong next to each field."""
    lost = words.gettext("Nothing is lost: please mend what is said below and send it again.")
    lead = _lead(problem.title, words, lost)
    return page(frame, problem.title, f"{lead}\n{_back(problem.form)}\n{problem.form.html(problem.errors)}", words)


def preview_page(frame: str, form: CommentForm, html: str) -> str:
    """What the comment will look like, above the form with which it can be changed or sent."""
    lead = _lead(PREVIEW, form.words, form.words.gettext("This is how it will look. It has not been sent yet."))
    said = SAID.substitute(html=html)
    return page(frame, PREVIEW, f"{lead}\n{said}\n{_back(form)}\n{form.html()}", form.words)


def reply_page(frame: str, form: CommentForm, name: str, html: str) -> str:
    """The form for a reply, below what is replied to if it is still there."""
    to = form.words.gettext("In reply to %(name)s") % {"name": name} if html else ""
    said = SAID.substitute(html=html) if html else ""
    return page(frame, REPLY, f"{_lead(REPLY, form.words, to)}\n{said}\n{_back(form)}\n{form.html()}", form.words)


def own_page(frame: str, form: CommentForm, html: str, state: str, until: str) -> str:
    """A writer's own comment: what has become of it, and until a time of the day what he may still do with it."""
    words = form.words
    parts = [_lead(YOURS, words, state), SAID.substitute(html=html), _back(form)]
    if until:
        window = words.gettext("Until %(time)s (UTC) you can change it here or take it back.") % {"time": until}
        keep = words.gettext("To come back to it later, keep the address of this page.")
        fields = hidden({"post": form.post, **form.own})
        away = button(WITHDRAW, fields, words.gettext("Take it back"))
        parts += [_said(f"{window} {keep}"), form.html(), away]
    return page(frame, YOURS, "\n".join(parts), words)


def withdrawn_page(frame: str, form: CommentForm) -> str:
    return page(frame, WITHDRAWN, f"{_lead(WITHDRAWN, form.words)}\n{_back(form)}", form.words)


def notice_page(frame: str, title: str, words: Words, kept: str = "") -> str:
    """What went wrong, in one sentence, and what became of what was sent: empty, `NOTHING_KEPT` or `NOT_KNOWN`."""
    notice = f"{_lead(title, words, kept and words.gettext(kept))}\n{_front_page(words)}"
    return page(frame, title, notice, words)


def own_address(post: str, comment_id: str, key: str) -> str:
    """Where a writer finds his comment again."""
    return f"{MINE}?{urlencode({'post': post, 'id': comment_id, 'key': key})}"


def _said(text: str) -> str:
    return f'<p class="text">{escape(text)}</p>'


def _lead(title: str, words: Words, text: str = "") -> str:
    """The heading, and what is to be said first."""
    lead = f'<p class="deck">{escape(text)}</p>' if text else ""
    return LEAD.substitute(title=escape(words.gettext(title)), lead=lead)


def _front_page(words: Words) -> str:
    return FRONT_PAGE.substitute(said=escape(words.gettext("To the front page")))


def _back(form: CommentForm) -> str:
    said = {"back": form.words.gettext("Back to the post:"), "url": form.post_url, "title": form.post_title}
    return BACK.substitute(escaped(said))
