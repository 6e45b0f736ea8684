"""The form of a comment, as a browser without scripts is shown it: what stands in it, and where it goes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from string import Template
from types import MappingProxyType

from api.page import escaped
from blog.comment import MAX_NAME, MAX_TEXT, MAX_WEBSITE, Draft, FieldError
from blog.mail_address import LONGEST
from blog.words import Words

ADD, PREVIEW, MINE, CHANGE, WITHDRAW = (
    "/api/comments",
    *(f"/api/comments/{name}" for name in ("preview", "mine", "change", "withdraw")),
)
TRAP = "homepage"

FORM = Template("""<form class="text" method="post" action="$action">
$hidden
<p><label for="name">$name_label</label>
<input id="name" name="name" value="$name" required maxlength="$max_name" autocomplete="name" dir="auto"$name_state>
$name_error</p>
$letters<p><label for="website">$website_label</label>
<input id="website" name="website" value="$website" maxlength="$max_website" inputmode="url" autocomplete="url" dir="ltr"$website_state>
$website_error</p>
<p><label for="text">$text_label</label>
<textarea id="text" name="text" required maxlength="$max_text" rows="12" cols="40" dir="auto"$text_state>
$text</textarea>
$text_error</p>
<p hidden><label>$trap_label <input name="$trap" tabindex="-1" autocomplete="off"></label></p>
<p><button>$send</button> $more</p>
</form>""")  # noqa: E501  # one tag

# As comments.html has it.
LETTERS = Template("""<p><label for="email">$email_label</label>
<input id="email" name="email" type="email" value="$email" maxlength="$max_email" autocomplete="email" dir="ltr"$email_state>
$email_error</p>
<p><label class="choice"><input type="checkbox" name="tell" value="yes"$checked> $tell_label</label></p>
""")  # noqa: E501  # one tag
BUTTON = Template('<button formaction="$action">$label</button>')
HIDDEN = Template('<input type="hidden" name="$name" value="$value">')
STATE = Template(' aria-invalid="true" aria-describedby="$field-error"')
ERROR = Template('<strong class="error" id="$field-error">$message</strong>')


@dataclass(frozen=True)
class CommentForm:
    """`post` is the id of the post that it is about, which is called `post_title` and stands at `post_url`.

    `own` are the `id` and the `key` of the comment that it changes; empty for a new one.
    `offers_letters` says that its writer can be told of replies.
    """

    draft: Draft
    post: str
    post_title: str
    post_url: str
    words: Words
    own: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    offers_letters: bool = False

    def html(self, errors: Iterable[FieldError] = ()) -> str:
        """The form with what was typed, and what is wrong next to each field."""
        fields = {"post": self.post, "parent": self.draft.parent, **self.own}
        values = {
            "action": CHANGE if self.own else ADD,
            "name": self.draft.name,
            "website": self.draft.website,
            "text": self.draft.text,
            "max_name": str(MAX_NAME),
            "max_website": str(MAX_WEBSITE),
            "max_text": str(MAX_TEXT),
            "trap": TRAP,
        }
        buttons = "" if self.own else BUTTON.substitute(action=PREVIEW, label=escape(self.words.gettext("Preview")))
        marks = _marks(tuple(errors))
        letters = self._letters(marks) if self.offers_letters and not self.own else ""
        return FORM.substitute(
            escaped(values | self._labels()), hidden=hidden(fields), more=buttons, letters=letters, **marks
        )

    def _letters(self, marks: Mapping[str, str]) -> str:
        values = {
            "email": self.draft.email,
            "max_email": str(LONGEST),
            "email_label": self.words.gettext("E-mail (optional, never shown)"),
            "tell_label": self.words.gettext("Tell me of replies by e-mail"),
        }
        return LETTERS.substitute(escaped(values), checked=" checked" if self.draft.tells else "", **marks)

    def _labels(self) -> dict[str, str]:
        words = self.words
        return {
            "name_label": words.gettext("Name"),
            "website_label": words.gettext("Website (optional)"),
            "text_label": words.gettext("Comment"),
            "trap_label": words.gettext("Leave this empty"),
            "send": words.gettext("Save changes") if self.own else words.gettext("Send comment"),
        }


def hidden(fields: Mapping[str, str]) -> str:
    """Fields that nobody types, as far as they have a value."""
    return "\n".join(
        HIDDEN.substitute(escaped({"name": name, "value": value})) for name, value in fields.items() if value
    )


def _marks(errors: tuple[FieldError, ...]) -> dict[str, str]:
    """For each field, the attributes and the sentence that say what is wrong with it, or nothing."""
    marks = {f"{field}_{kind}": "" for field in ("name", "email", "website", "text") for kind in ("state", "error")}
    for error in errors:
        marks[f"{error.field}_state"] = STATE.substitute(field=error.field)
        marks[f"{error.field}_error"] = ERROR.substitute(field=error.field, message=escape(error.message))
    return marks
