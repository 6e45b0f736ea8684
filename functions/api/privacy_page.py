"""Privacy pages: what a reader is shown who asks by e-mail what is kept, or opens the link of a letter."""

from collections.abc import Iterable, Mapping
from html import escape
from string import Template

from api.comment_form import hidden
from api.page import button, escaped, page
from blog.disclosure import Pages
from blog.inquiry import PATH
from blog.mail_address import LONGEST
from blog.paths import href
from blog.personal import Copy
from blog.wording import day
from blog.words import Words, message

EXPORT, ERASE = f"{PATH}/export", f"{PATH}/erase"
ASK = message("What is kept about you")
KEPT = message("What came with your address")
ASKED = message("A letter is on its way, if we know the address")
ASKED_MORE = message(
    "Its link works for a day. One letter a day goes to an address, and none if no comment came with it."
)
ERASING = message("All of it will be erased")
NOT_VALID = message("This link is not valid")
NOT_ANY_MORE = message("This link does not work any more")

LEAD = Template("""<header class="text">
<h1>$title</h1>
<p class="deck">$sentence</p>
</header>""")
FORM = Template("""<form class="text" method="post" action="$action">
<p><label for="address">$label</label>
<input id="address" name="address" type="email" required maxlength="$longest" autocomplete="email" dir="ltr"></p>
<p><button>$button</button></p>
</form>""")
COMMENT = Template("""<p><bdi>$name</bdi>, $day, $state</p>
<blockquote dir="auto"><p>$text</p></blockquote>""")
ALL = Template("""<div class="text prose">
$comments
</div>""")
SHOWN = Template('<a href="$url">$said</a>')
AGAIN = Template('<p class="text more"><a href="$url">$said</a></p>')


def ask_page(frame: str, words: Words) -> str:
    """The form for an address."""
    _ = words.gettext
    sentence = _(
        "If you gave an e-mail address with a comment, enter it here. You get a letter with a link to all comments "
        "that came with it; there you can take them with you or have them erased."
    )
    said = {"action": PATH, "label": _("E-mail"), "longest": str(LONGEST), "button": _("Send me a letter")}
    return page(frame, ASK, _lead(ASK, sentence, words) + "\n" + FORM.substitute(escaped(said)), words)


def asked_page(frame: str, words: Words) -> str:
    """The same whether somebody is known by the address or not."""
    return said_page(frame, ASKED, words.gettext(ASKED_MORE), words)


def kept_page(frame: str, found: Iterable[Copy], pages: Pages, fields: Mapping[str, str], words: Words) -> str:
    """Each comment once, as it is shown if it is, and what can be done with all of them."""
    copy_of = {each.comment.id: each for each in sorted(found, key=lambda copy: (copy.comment.id, copy.is_shown))}
    if not copy_of:
        return said_page(frame, KEPT, words.gettext("Nothing is kept any more."), words)
    number = len(copy_of)
    sentence = words.ngettext("%(num)s comment", "%(num)s comments", number) % {"num": words.number(number)}
    warning = words.gettext(
        "What is erased is gone for good, from the pages and from all that was kept of them. Replies of others stay."
    )
    comments = "\n".join(_comment(each, pages, words) for each in copy_of.values())
    parts = [
        _lead(KEPT, sentence, words),
        ALL.substitute(comments=comments),
        _action("get", EXPORT, words.gettext("Take them with you"), fields),
        f'<div class="text prose"><p>{escape(warning)}</p></div>',
        _action("post", ERASE, words.gettext("Erase all of them"), fields),
    ]
    return page(frame, KEPT, "\n".join(parts), words)


def erasing_page(frame: str, words: Words) -> str:
    sentence = words.gettext("It begins within a quarter of an hour. A letter tells you when it is done.")
    return said_page(frame, ERASING, sentence, words)


def dead_link_page(frame: str, title: str, words: Words) -> str:
    """Why a link does nothing, and where to get another."""
    again = AGAIN.substitute(escaped({"url": PATH, "said": words.gettext("Have a new letter sent")}))
    sentence = words.gettext(
        "It must be the whole address from the letter, it works for a day, and not after all was erased."
    )
    return page(frame, title, f"{_lead(title, sentence, words)}\n{again}", words)


def said_page(frame: str, title: str, sentence: str, words: Words) -> str:
    return page(frame, title, _lead(title, sentence, words), words)


def _lead(title: str, sentence: str, words: Words) -> str:
    return LEAD.substitute(escaped({"title": words.gettext(title), "sentence": sentence}))


def _comment(copy: Copy, pages: Pages, words: Words) -> str:
    comment = copy.comment
    said = {"name": comment.name, "day": day(comment.at, words)}
    text = escape(comment.text).replace("\n", "<br>\n")
    path = next(iter(pages.get(comment.post, ())), "") if copy.is_shown else ""
    state = escape(words.gettext("not on its page"))
    if path:
        link = {"url": f"{href(path)}#comment-{comment.id}", "said": words.gettext("on its page")}
        state = SHOWN.substitute(escaped(link))
    return COMMENT.substitute(escaped(said), state=state, text=text)


def _action(method: str, action: str, label: str, fields: Mapping[str, str]) -> str:
    return button(action, hidden(fields), label, method)
