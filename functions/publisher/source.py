"""Sources: from the bytes of a file under `posts/` or `pages/` to a post, or to what is wrong with it."""

from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from markupsafe import Markup

from blog.post import MOST_TERMS, Kind, Post
from blog.settings import Settings
from blog.slug import slug
from publisher.author import read_authors
from publisher.conversion import Converted, Resolve, Section, Text
from publisher.cover import read_cover
from publisher.credit import read_credit
from publisher.date import zone_named
from publisher.fields import Fields, entry, is_empty
from publisher.front_matter import read_front_matter
from publisher.hazard import find_hazards
from publisher.identity import read_identity
from publisher.link_target import Target
from publisher.manuscript import MAX_BYTES, read_text
from publisher.markdown_html import convert, inline_text
from publisher.media import Find
from publisher.plain_text import count_words, excerpt, shortened
from publisher.post_path import read_aliases, read_path
from publisher.post_slug import read_slug, written_slug
from publisher.problem import Problem, SourceError
from publisher.script import language_of
from publisher.state import is_draft, is_draft_by_tag
from publisher.tags import read_categories, read_tags
from publisher.times import read_expires, read_publish, read_updated_at, read_written
from publisher.title import read_title
from publisher.translation import read_language, read_translation_key
from publisher.unused import not_used
from publisher.value import as_line, as_name, as_switch, as_web_address, is_switch

__all__ = ["MAX_BYTES", "Source", "read_source"]

DECKS = ("deck", "subtitle", "summary", "description", "hook", "excerpt")
OPEN = ("comments", "comment", "allow_comments", "enable_comments", "show_comments", "comment_status", "commentable")
CLOSED = ("disable_comments", "no_comments", "hide_comments", "comments_disabled", "comments_off")
LONGEST_DECK = 600
LONGEST_NAME = 200


@dataclass(frozen=True)
class Source:
    """A post, its body without front matter and title in Markdown and as HTML, and what its author should know.

    `targets` are the other sources that it links to, found or not, `media` the keys of the files that it shows or
    would show; `sections` its headings.
    """

    post: Post
    body: str
    html: Markup
    warnings: tuple[Problem, ...]
    targets: tuple[Target, ...] = ()
    media: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()


def nowhere(_: Target) -> None:
    """Resolves no link."""


def nothing(_: str) -> None:
    """Finds no file."""


def read_source(  # noqa: PLR0917  # a text, what it is read by, and where others are
    key: str,
    data: bytes,
    settings: Settings,
    modified: datetime,
    resolve: Resolve = nowhere,
    find: Find = nothing,
) -> Source:
    """Read and check one file; `modified` dates a post that says nothing. Raises SourceError with all problems.

    `resolve` gives the address of another source, for the links to it, `find` a file that it shows.
    """
    text, warnings = read_text(key, data)
    front = read_front_matter(key, text)
    _refuse(key, find_hazards(front.body, front.body_line))
    fields = Fields(front.fields)
    title, body = read_title(fields, front.body, key)
    zone = zone_named(settings.time_zone)
    post = _post(key, fields, front.dialect, title=title, zone=zone, modified=modified)
    cover = read_cover(fields, key, find)
    post = replace(post, image=cover.url, image_alt=cover.alt, picture=cover.picture)
    _refuse(key, tuple(dict.fromkeys(fields.errors)))
    language = _language(post, body, settings)
    converted = convert(Text(key, body, front.body_line, language, settings.html), resolve, find)
    return Source(
        _with_body(post, converted),
        body,
        converted.html,
        (*warnings, *fields.warnings, *_unlisted(post), *_remarks(fields, body), *converted.problems),
        converted.targets,
        tuple(dict.fromkeys((*cover.asked, *converted.media))),
        converted.sections,
    )


def _language(post: Post, body: str, settings: Settings) -> str:
    return post.language or language_of(f"{post.title} {body[:1000]}") or settings.language


def _refuse(key: str, problems: tuple[Problem, ...]) -> None:
    if problems:
        raise SourceError(key, *problems)


def _post(key: str, fields: Fields, dialect: str, *, title: str, zone: tzinfo, modified: datetime) -> Post:
    kind = Kind.PAGE if key.startswith("pages/") else Kind.POST
    tags, authors = read_tags(fields, dialect, key), read_authors(fields)
    post = Post(
        kind=kind,
        slug=read_slug(fields, kind, key, title),
        written_slug=written_slug(fields),
        title=title,
        draft=is_draft(fields, zone) or is_draft_by_tag((tag.name for tag in tags), dialect),
        date=read_written(fields, kind, key, zone, modified),
        updated=read_updated_at(fields, zone),
        deck=_deck(fields),
        tags=tags,
        categories=read_categories(fields, dialect, key),
        series=_series(fields),
        author=shortened(", ".join(authors), LONGEST_NAME),
        authors=authors,
        credit=read_credit(fields),
        language=read_language(fields, key),
        translation_key=read_translation_key(fields),
        identity=read_identity(fields, key),
        publish=read_publish(fields, zone),
        expires=read_expires(fields, zone),
        comments=_comments(fields),
        likes=fields.read(("likes",), as_switch, True, lenient=True),
        canonical=fields.read(("canonical", "canonical_url", "rel_canonical"), as_web_address, "", lenient=True),
        layout=_layout(fields),
    )
    path = read_path(fields, post, key)
    return replace(post, path=path, aliases=read_aliases(fields, path))


def _layout(fields: Fields) -> str:
    text = fields.read(("layout", "template"), as_line, "", skip=_is_none, lenient=True)
    return shortened(text, LONGEST_NAME)


def _is_none(value: object) -> bool:
    return is_empty(value) or is_switch(value)


def _series(fields: Fields) -> str:
    def read(value: object) -> str:
        name = as_name(next(item for item in value if not is_empty(item)) if isinstance(value, list) else value)
        if not slug(name):
            raise ValueError(f"“{name}” has neither letters nor digits and was left out.")
        return name

    return shortened(fields.read(("series",), read, "", lenient=True), LONGEST_NAME)


def _comments(fields: Fields) -> bool:
    closed = fields.read(CLOSED, as_switch, False, lenient=True)
    return not closed and fields.read(OPEN, _is_open, True, lenient=True)


def _is_open(value: object) -> bool:
    if not isinstance(value, dict):
        return as_switch(value)
    switch = entry(value, ("enabled", "enable", "show"))
    if switch is None:
        raise ValueError("Of this map nothing was used; write comments: true or comments: false.")
    return as_switch(switch)


def _deck(fields: Fields) -> str:
    text = inline_text(fields.read(DECKS, as_line, "", lenient=True)[: 2 * LONGEST_DECK])
    field = fields.find(DECKS)
    if field and len(text) > LONGEST_DECK:
        fields.warnings.append(field.problem(f"The summary is longer than {LONGEST_DECK} characters and was cut."))
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


def _unlisted(post: Post) -> tuple[Problem, ...]:
    rest = ", ".join(term.name for term in post.named_terms[MOST_TERMS:])
    if not rest or post.kind is Kind.PAGE:
        return ()
    bound = f"A post is listed under its series and its authors, tags and categories, {MOST_TERMS} in all"
    return (Problem(f"{bound}; it is not listed under {shortened(rest, LONGEST_NAME)}.", field="tags"),)


def _remarks(fields: Fields, body: str) -> tuple[Problem, ...]:
    unused = not_used(fields)
    return unused if body.strip() else (*unused, Problem("The post has a title but no text."))
