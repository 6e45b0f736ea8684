"""Form pages: what a browser without scripts shows of a comment before and after it is sent, and if it is not taken.

The HTML of a comment's text is the caller's, and safe.
"""

from html import escape
from string import Template
from urllib.parse import urlencode

from api.comment_form import MINE, WITHDRAW, CommentForm, hidden
from api.page import escaped, page
from api.problem import Invalid
from blog.words import Words, message

NOTICE = Template("""<p>$nothing_kept</p>
<p><a href="/">$front_page</a></p>""")

BACK = Template("""<p>$back <a href="$url"><bdi>$title</bdi></a></p>""")
SAID = Template("""<blockquote dir="auto">
$html
</blockquote>""")
WITHDRAWAL = Template("""<form method="post" action="$action">
$hidden
<p><button>$label</button></p>
</form>""")

YOURS = message("Your comment")
WITHDRAWN = message("Your comment was taken back.")
PREVIEW = message("Preview")
REPLY = message("Reply")


def form_page(problem: Invalid, words: Words) -> str:
    """The form again, with what was typed, and what is wrong next to each field."""
    lost = words.gettext("Nothing is lost: please mend what is said below and send it again.")
    return page(problem.title, f"{_said(lost)}\n{_back(problem.form)}\n{problem.form.html(problem.errors)}", words)


def preview_page(form: CommentForm, html: str) -> str:
    """What the comment will look like, above the form with which it can be changed or sent."""
    lead = _said(form.words.gettext("This is how it will look. It has not been sent yet."))
    return page(PREVIEW, f"{lead}\n{SAID.substitute(html=html)}\n{_back(form)}\n{form.html()}", form.words)


def reply_page(form: CommentForm, name: str, html: str) -> str:
    """The form for a reply, below what is replied to if it is still there."""
    to = _said(form.words.gettext("In reply to %(name)s") % {"name": name}) + "\n" + SAID.substitute(html=html)
    return page(REPLY, f"{to if html else ''}\n{_back(form)}\n{form.html()}", form.words)


def own_page(form: CommentForm, html: str, state: str, until: str) -> str:
    """A writer's own comment: what has become of it, and until a time of the day what he may still do with it."""
    words = form.words
    parts = [_said(state), SAID.substitute(html=html), _back(form)]
    if until:
        window = words.gettext("Until %(time)s (UTC) you can change it here or take it back.") % {"time": until}
        keep = words.gettext("To come back to it later, keep the address of this page.")
        fields = hidden({"post": form.post, **form.own})
        away = {"action": WITHDRAW, "label": escape(words.gettext("Take it back"))}
        parts += [_said(f"{window} {keep}"), form.html(), WITHDRAWAL.substitute(away, hidden=fields)]
    return page(YOURS, "\n".join(parts), words)


def withdrawn_page(form: CommentForm) -> str:
    return page(WITHDRAWN, _back(form), form.words)


def notice_page(title: str, words: Words) -> str:
    """What went wrong, in one sentence."""
    said = {
        "nothing_kept": words.gettext("Nothing was kept. Your browser's Back brings back what you wrote."),
        "front_page": words.gettext("To the front page"),
    }
    return page(title, NOTICE.substitute(escaped(said)), words)


def own_address(post: str, comment_id: str, key: str) -> str:
    """Where a writer finds his comment again."""
    return f"{MINE}?{urlencode({'post': post, 'id': comment_id, 'key': key})}"


def _said(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _back(form: CommentForm) -> str:
    said = {"back": form.words.gettext("Back to the post:"), "url": form.post_url, "title": form.post_title}
    return BACK.substitute(escaped(said))
