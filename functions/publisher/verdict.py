"""Verdicts: what a source file means for its record, decided without touching anything."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from blog import keys
from blog.closing import closes
from blog.name import may_be_named
from blog.paths import page_path, post_path
from blog.post import Kind, Post
from blog.posting import postings
from blog.record import Record, Status
from blog.settings import Settings
from publisher.content import MOST_VERSIONS, Object
from publisher.conversion import Resolve
from publisher.media import Find
from publisher.permalink import expand
from publisher.plain_text import all_words
from publisher.problem import Problem, SourceError, TooSlow
from publisher.public_path import checked
from publisher.source import Source, nothing, nowhere, read_source
from publisher.translation import in_language

MOST_SLOW = 3  # of them; the function has a minute for a whole batch
MOST_LINKS = 50  # that are followed; the others stay text
MOST_MEDIA = 100  # that are looked up, in one transactional read
OF_TITLE, OF_TERM, OF_DECK = 5, 3, 2  # what one of their words weighs in a search, beside 1 to 3 of the body
_RENAMED = (
    "If this file was only renamed, its comments, views and feed entry stay with it if you write into the new one: "
)


@dataclass(frozen=True)
class Verdict:
    """The record as it should be, what to tell the author, and the next moment at which time alone changes it.

    `version` is that of the newest source, which may not be the one that the record shows.
    """

    record: Record
    status: Status
    version: str = ""
    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    moment: datetime | None = None

    @property
    def words(self) -> int | None:
        """How many the newest source has; None if there is none that could be read."""
        post = None if self.errors or self.status is Status.UNPUBLISHED else self.record.post
        return post.words if post else None


def judge(  # noqa: PLR0917  # a decision on six values
    key: str,
    before: Record | None,
    sources: Iterable[Object | None],
    settings: Settings,
    now: datetime,
    resolve: Resolve = nowhere,
    find: Find = nothing,
) -> Verdict:
    """What the source says now; `before` is the record so far, None at first sight.

    `sources` are what stands at the key and what stood there before, the newest first,
    with None where nothing did. Of a file that is broken the last good version counts;
    if none is kept any more, the record stays as it is. `resolve` finds the sources
    that a text links to, for what its author should know, and `find` the files that it shows.
    """
    newest: Object | None = None
    problems: tuple[Problem, ...] = ()
    slow = 0
    for source in islice(sources, MOST_VERSIONS):
        newest = newest or source
        record = _next(key, before, newest, now)
        if source is None:
            return _told(_taken_back(record), newest, problems)
        try:
            read = read_source(key, source.data, settings, datetime.fromisoformat(record.first_seen), resolve, find)
        except SourceError as error:
            problems = problems or error.problems
            slow += isinstance(error, TooSlow)
            if slow == MOST_SLOW:
                break
            continue
        return _told(_read(record, read, source.version, settings, now), newest, problems)
    return _told(_kept(_next(key, before, newest, now), settings, now), newest, problems)


def _told(verdict: Verdict, newest: Object | None, problems: tuple[Problem, ...]) -> Verdict:
    """The author is told of the newest version, whatever is shown; `problems` are what is wrong with it."""
    told = replace(verdict, version=newest.version if newest else "")
    return replace(told, status=Status.ERROR, errors=problems, warnings=()) if problems else told


def _taken_back(record: Record) -> Verdict:
    told = (Problem(f"{_RENAMED}id: {record.written_identity or record.source}", field="id"),) if record.post else ()
    return Verdict(replace(record, status=Status.UNPUBLISHED, live="", version=""), Status.UNPUBLISHED, warnings=told)


def _read(record: Record, read: Source, version: str, settings: Settings, now: datetime) -> Verdict:
    links = tuple(dict.fromkeys(target.text for target in read.targets if may_be_named(target.text)))
    found_by = _postings(read, settings)
    record = replace(record, links=links[:MOST_LINKS], media=read.media[:MOST_MEDIA], postings=found_by)
    after = _with(record, read.post, version, settings, now)
    warnings = (*read.warnings, *_too_many(links, read.media))
    return Verdict(after, after.status, warnings=warnings, moment=next_moment(read.post, settings, now))


def _postings(read: Source, settings: Settings) -> str:
    """The words by which it is found: most of all those of its title, then of its terms, then of its deck."""
    post = read.post
    terms = " ".join(term.name for term in post.named_terms)
    weighted = ((post.title, OF_TITLE), (terms, OF_TERM), (post.deck, OF_DECK))
    return postings(weighted, all_words(read.html), post.language or settings.language)


def _too_many(links: tuple[str, ...], media: tuple[str, ...]) -> Iterator[Problem]:
    if len(links) > MOST_LINKS:
        text = f"The text links to {len(links)} other files; the first {MOST_LINKS} lead there, the others stay text."
        yield Problem(text)
    if len(media) > MOST_MEDIA:
        yield Problem(f"The text has more than {MOST_MEDIA} pictures and files; of the others no copies are shown.")


def _kept(record: Record, settings: Settings, now: datetime) -> Verdict:
    """What was published from a version that is not kept any more goes on, and so do its times."""
    if record.post is None or not record.version:
        return Verdict(record, record.status)
    after = _with(record, record.post, record.version, settings, now)
    return Verdict(after, after.status, moment=next_moment(record.post, settings, now))


def is_overdue(record: Record, settings: Settings, now: datetime) -> bool:
    """Whether the record is not any more what its source says: its schedule is lost, or it was to be read again."""
    due = _kept(record, settings, now).record
    return (due.status, due.closed, due.natural) != (record.status, record.closed, record.natural)


def status_of(post: Post, now: datetime) -> Status:
    """A post whose time has not come is scheduled, whether by `publish` or by its date."""
    if post.draft:
        return Status.DRAFT
    if post.expires and post.expires <= now:
        return Status.UNPUBLISHED
    return Status.SCHEDULED if (post.publish or post.date) > now else Status.PUBLISHED


def next_moment(post: Post, settings: Settings, now: datetime) -> datetime | None:
    """When the clock alone will change the status, or close the conversation; None if never."""
    if post.draft:
        return None
    moments = (post.publish or post.date, post.expires, closes(post, settings) if post.kind is Kind.POST else None)
    return min((moment for moment in moments if moment and moment > now), default=None)


def natural_path(post: Post, key: str, settings: Settings) -> str:
    """The address that a post asks for: its own, or by the site's pattern, or by its slug, and by its language."""
    if post.path:
        return post.path
    if post.kind is Kind.PAGE:
        return in_language(page_path(post.slug), key, settings)
    path = _by_pattern(post, key, settings.permalink) or post_path(post.slug)
    return path if "{lang}" in settings.permalink else in_language(path, key, settings)


def _by_pattern(post: Post, key: str, pattern: str) -> str:
    try:
        return checked(expand(pattern, post, key)) if pattern else ""
    except ValueError:  # the site's own address, or one that is too long
        return ""


def second_path(record: Record) -> str:
    """Where a post stands whose slug is taken by another: its id tells them apart, in whatever order they came."""
    name, dot, ending = record.natural.rpartition("." if record.natural[-1] != "/" else "/")
    return f"{name}-{record.id[:6]}{dot}{ending}"


def _next(key: str, before: Record | None, source: Object | None, now: datetime) -> Record:
    if before:
        return replace(before, generation=before.generation + 1)
    first_seen = source.modified if source else now
    return Record(keys.post_id(key), key, 1, Status.ERROR, first_seen.isoformat())


def _with(record: Record, post: Post, version: str, settings: Settings, now: datetime) -> Record:
    natural, status = natural_path(post, record.source, settings), status_of(post, now)
    stays = natural == record.natural and status is Status.PUBLISHED
    moment = closes(post, settings)
    is_closed = moment is not None and moment <= now
    after = replace(record, post=post, version=version, status=status, natural=natural, closed=is_closed)
    return after if stays else replace(after, path=natural, live="")
