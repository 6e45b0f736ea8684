"""Letters about privacy: the link to all that came with an address, that it is erased, and what is left of it. Pure.

Nothing that anybody typed is in them: whoever asks may not be whom the letter goes to.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from blog.paths import href
from blog.words import words_for
from mail.letter import Letter

FROM_A_MACHINE: Mapping[str, str] = MappingProxyType({"Auto-Submitted": "auto-replied"})  # RFC 3834, section 5
MOST_PAGES = 100


def link_letter(language: str, link: str, site_url: str) -> Letter:
    """Where to see, take along and erase what is kept."""
    words = words_for(language)
    lines = [
        words.gettext("You, or somebody else, asked this blog what is kept about your e-mail address:"),
        site_url,
        "",
        words.gettext("Here is what came with it; there you can take it with you or have it erased:"),
        link,
        "",
        words.gettext("The link works for a day. Whoever has it can use it, so do not forward this letter."),
        words.gettext("If it was not you, just leave it: nothing changes."),
    ]
    return Letter(words.gettext("What is kept about you"), _text(lines), FROM_A_MACHINE)


def done_letter(language: str, comments: int, paths: Sequence[str], site_url: str) -> Letter:
    """How many comments are gone, and from which pages."""
    words = words_for(language)
    number = words.ngettext("%(num)s comment was erased.", "%(num)s comments were erased.", comments)
    shown = [f"{site_url}{href(path)}" for path in paths[:MOST_PAGES]]
    if len(paths) > MOST_PAGES:
        shown.append("…")
    pages = ["", words.gettext("These pages were made anew without them:"), *shown] if shown else []
    lines = [
        site_url,
        "",
        number % {"num": words.number(comments)},
        *pages,
        "",
        words.gettext("Your e-mail address is forgotten, too. This was the last letter."),
    ]
    return Letter(words.gettext("Your comments are erased"), _text(lines), FROM_A_MACHINE)


def backups_letter(left: Sequence[str], record: str) -> Letter:
    """To the owner: what still holds comments that were erased."""
    lines = [
        "A reader had their comments erased by a link that proved their e-mail address. They are",
        "out of the table, the pages and all their old versions. Only you can take these files",
        "out of the report bucket, which hold them among what others wrote:",
        "",
        *left,
        "",
        "On a terminal, which asks once more, and then make a new backup:",
        f"pressmark privacy erase {record}",
    ]
    return Letter("Backups that hold erased comments", _text(lines), FROM_A_MACHINE)


def _text(lines: Sequence[str]) -> str:
    return "\n".join(lines) + "\n"
