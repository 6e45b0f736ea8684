"""Form pages: what a browser without scripts shows when a form could not be taken."""

from html import escape
from string import Template

from api.page import escaped, page
from api.problem import Invalid
from blog.comment import MAX_NAME, MAX_TEXT
from blog.words import Words

NOTICE = Template("""<header class="text">
<h1>$title</h1>
<p class="deck">$nothing_kept</p>
</header>
<p class="text more"><a href="/">$front_page</a></p>""")

FORM = Template("""<header class="text">
<h1>$title</h1>
<p class="deck">$nothing_lost</p>
</header>
<p class="text more">$back <a href="$url"><bdi>$post_title</bdi></a></p>
<form class="text" method="post" action="/api/comments">
<input type="hidden" name="post" value="$post">
<p><label for="name">$name_label</label>
<input id="name" name="name" value="$name" required maxlength="$max_name" autocomplete="name" dir="auto"$name_state>
$name_error</p>
<p><label for="text">$text_label</label>
<textarea id="text" name="text" required maxlength="$max_text" rows="12" cols="40" dir="auto"$text_state>
$text</textarea>
$text_error</p>
<p hidden><label>$trap <input name="homepage" tabindex="-1" autocomplete="off"></label></p>
<p><button>$send</button></p>
</form>""")

STATE = Template(' aria-invalid="true" aria-describedby="$field-error"')
ERROR = Template('<strong class="error" id="$field-error">$message</strong>')


def form_page(frame: str, problem: Invalid, words: Words) -> str:
    """The form again, with what was typed, and what is wrong next to each field."""
    values = {
        "title": words.gettext(problem.title),
        "url": problem.post_url,
        "post_title": problem.post_title,
        "post": problem.post,
        "name": problem.draft.name,
        "text": problem.draft.text,
        "max_name": str(MAX_NAME),
        "max_text": str(MAX_TEXT),
    }
    return page(frame, problem.title, FORM.substitute(escaped(values | _labels(words)), **_marks(problem)), words)


def notice_page(frame: str, title: str, words: Words) -> str:
    """What went wrong, in one sentence."""
    said = {
        "title": words.gettext(title),
        "nothing_kept": words.gettext("Nothing was kept. Your browser's Back brings back what you wrote."),
        "front_page": words.gettext("To the front page"),
    }
    return page(frame, title, NOTICE.substitute(escaped(said)), words)


def _labels(words: Words) -> dict[str, str]:
    return {
        "nothing_lost": words.gettext("Nothing is lost: please mend what is said below and send it again."),
        "back": words.gettext("Back to the post:"),
        "name_label": words.gettext("Name"),
        "text_label": words.gettext("Comment"),
        "trap": words.gettext("Leave this empty"),
        "send": words.gettext("Send comment"),
    }


def _marks(problem: Invalid) -> dict[str, str]:
    """For each field, the attributes and the sentence that say what is wrong with it, or nothing."""
    marks = dict.fromkeys(("name_state", "name_error", "text_state", "text_error"), "")
    for error in problem.errors:
        marks[f"{error.field}_state"] = STATE.substitute(field=error.field)
        marks[f"{error.field}_error"] = ERROR.substitute(field=error.field, message=escape(error.message))
    return marks
