"""What is said of likes: on a button that a script changes, and on the page for a browser without scripts."""

from html import escape
from typing import Any

from api.comment_form import hidden
from api.form_page import BACK, LEAD
from api.page import button, escaped, page
from api.published import Place
from blog.likes import in_words
from blog.words import message

LIKES = "/api/likes"
NO = "no"  # the value of the field `like` that takes one back
LIKED = message("You like this.")
OFFERED = message("Do you like this?")


def said_of(place: Place, likes: int, name: str = "") -> dict[str, Any]:
    """The count, what stands on the button, and what it is called; `name` is the writer's of a comment."""
    words = place.words
    what = words.gettext("Like the comment by %(name)s") % {"name": name} if name else words.gettext("Like this post")
    text = in_words(likes, words)
    count = words.pgettext("between names", ", ") + text if likes else ""
    return {"likes": likes, "text": text, "label": what + count}


def like_page(frame: str, place: Place, comment: str, likes: int, *, is_liked: bool) -> str:
    """How many like it, and the form for what its reader may do next; `comment` is the id of one, or empty."""
    words = place.words
    title = LIKED if is_liked else OFFERED
    fields = hidden({"post": place.record.id, "comment": comment, "like": NO if is_liked else ""})
    label = words.gettext("I do not like it any more") if is_liked else words.gettext("Like")
    count = words.ngettext("%(num)s like", "%(num)s likes", likes) % {"num": words.number(likes)}
    lead = LEAD.substitute(title=escape(words.gettext(title)), lead=f'<p class="deck">{escape(count)}</p>')
    form = button(LIKES, fields, label)
    url = f"{place.url}#{f'comment-{comment}' if comment else 'like'}"
    back = BACK.substitute(escaped({"back": words.gettext("Back to the post:"), "url": url, "title": place.post.title}))
    return page(frame, title, f"{lead}\n{form}\n{back}", words)
