"""Sources: from the bytes of a file under `posts/` or `pages/` to a post, or to what is wrong with it."""

from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from functools import partial

from markupsafe import Markup

from blog.post import Kind, Post
from blog.settings import Settings
from publisher.conversion import Converted, Resolve, Section, Text
from publisher.credit import read_credit
from publisher.date import has_updated, read_date, read_updated, zone_named
from publisher.fields import Fields, is_empty
from publisher.file_name import date_of
from publisher.front_matter import read_front_matter
from publisher.hazard import find_hazards
from publisher.link_target import Target
from publisher.manuscript import MAX_BYTES, read_text
from publisher.markdown_html import convert, inline_text
from publisher.picture import read_picture
from publisher.plain_text import count_words, excerpt, shortened
from publisher.post_slug import read_slug
from publisher.problem import Problem, SourceError
from publisher.script import language_of
from publisher.state import is_draft
from publisher.tags import read_tags
from publisher.title import read_title
from publisher.value import as_language, as_line, as_names, as_switch, is_switch

__all__ = ["MAX_BYTES", "Source", "read_source"]

DATES = (
    "date",
    "published_at",
    "published",
    "created",
    "created_at",
    "pubdate",
    "publish_date",
    "publishdate",
    "publish",
)
UPDATES = ("updated", "modified", "lastmod", "last_modified", "last_modified_at", "updated_at")
DECKS = ("deck", "subtitle", "summary", "description", "hook", "excerpt")
LONGEST_DECK = 600
LONGEST_NAME = 200


@dataclass(frozen=True)
class Source:
    """A post, its body without front matter and title in Markdown and as HTML, and what its author should know.

    `targets` are the other sources that it links to, found or not; `sections` its headings.
    """

    post: Post
    body: str
    html: Markup
    warnings: tuple[Problem, ...]
    targets: tuple[Target, ...] = ()
    sections: tuple[Section, ...] = ()


def nowhere(_: Target) -> None:
    """Resolves no link."""


def read_source(key: str, data: bytes, settings: Settings, modified: datetime, resolve: Resolve = nowhere) -> Source:
    """Read and check one file; `modified` dates a post that says nothing. Raises SourceError with all problems.

    `resolve` gives the address of another source, for the links to it.
    """
    text, warnings = read_text(key, data)
    front = read_front_matter(key, text)
    _refuse(key, find_hazards(front.body, front.body_line))
    fields = Fields(front.fields)
    title, body = read_title(fields, front.body, key)
    zone = zone_named(settings.time_zone)
    post = _post(key, fields, front.dialect, title=title, zone=zone, modified=modified)
    _refuse(key, tuple(dict.fromkeys(fields.errors)))
    converted = convert(Text(key, body, front.body_line, _language(post, body, settings), settings.html), resolve)
    return Source(
        _with_body(post, converted),
        body,
        converted.html,
        (*warnings, *fields.warnings, *_remarks(fields, body), *converted.problems),
        converted.targets,
        converted.sections,
    )


def _language(post: Post, body: str, settings: Settings) -> str:
    return post.language or language_of(f"{post.title} {body[:1000]}") or settings.language


def _refuse(key: str, problems: tuple[Problem, ...]) -> None:
    if problems:
        raise SourceError(key, *problems)


def _post(key: str, fields: Fields, dialect: str, *, title: str, zone: tzinfo, modified: datetime) -> Post:
    kind = Kind.PAGE if key.startswith("pages/") else Kind.POST
    image, image_alt = read_picture(fields, key)
    return Post(
        kind=kind,
        slug=read_slug(fields, kind, key, title),
        title=title,
        draft=is_draft(fields, zone),
        date=_date(fields, kind, key, zone, modified),
        updated=_moment(fields, UPDATES, zone) or _updated_in_map(fields, zone),
        deck=_deck(fields),
        tags=read_tags(fields, dialect, key),
        author=shortened(fields.read(("author", "authors"), as_names, "", lenient=True), LONGEST_NAME),
        credit=read_credit(fields),
        image=image,
        image_alt=image_alt,
        language=fields.read(("lang", "language", "locale"), as_language, "", lenient=True),
        publish=_moment(fields, ("publish", "publish_date", "publishdate"), zone),
        expires=_moment(fields, ("expires", "expiry", "expiry_date", "expirydate", "expire_date"), zone),
        comments=fields.read(("comments", "comment"), as_switch, True, lenient=True),
    )


def _moment(fields: Fields, names: tuple[str, ...], zone: tzinfo) -> datetime | None:
    def read(value: object) -> datetime | None:
        return read_date(value, zone)

    return fields.read(names, read, None, skip=_is_no_date)


def _is_no_date(value: object) -> bool:
    return is_empty(value) or is_switch(value)


def _updated_in_map(fields: Fields, zone: tzinfo) -> datetime | None:
    return fields.read(("date",), partial(read_updated, zone=zone), None, skip=lambda value: not has_updated(value))


def _date(fields: Fields, kind: Kind, key: str, zone: tzinfo, modified: datetime) -> datetime:
    written = _moment(fields, DATES, zone)
    named = date_of(key)
    if written:
        return written
    if named:
        return named.replace(tzinfo=zone)
    if kind is Kind.POST:
        day = f"{modified:%Y-%m-%d}"
        message = f"No date; the file's own, {day}, was taken. To set one, write “date: {day}” at the top."
        fields.warnings.append(Problem(message, field="date"))
    return modified


def _deck(fields: Fields) -> str:
    text = inline_text(fields.read(DECKS, as_line, "", lenient=True)[: 2 * LONGEST_DECK])
    if len(text) > LONGEST_DECK:
        fields.warnings.append(
            Problem(f"The summary is longer than {LONGEST_DECK} characters and was cut.", field="deck")
        )
    return shortened(text, LONGEST_DECK)


def _with_body(post: Post, converted: Converted) -> Post:
    marked = excerpt(converted.summary, LONGEST_DECK) if converted.summary else ""
    summary = marked or excerpt(converted.html)
    return replace(
        post,
        excerpt=summary,
        words=count_words(converted.html),
        language=post.language or language_of(f"{post.title} {summary}"),
    )


def _remarks(fields: Fields, body: str) -> tuple[Problem, ...]:
    names = ", ".join(field.name for field in fields.unused() if not is_empty(field.value))
    unused = (Problem(f"Not used: {names}."),) if names else ()
    return unused if body.strip() else (*unused, Problem("The post has a title but no text."))
