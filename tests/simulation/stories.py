"""Stories: what an author, readers and the owner do, step by step, for directed schedules."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from tests.manuscript import post
from tests.simulation.blog import Blog
from tests.simulation.texts import photograph

Act = Callable[[Blog], None]
B = "posts/b.md"
DAYS = {
    f"posts/{letter}.md": day
    for letter, day in zip("abcde", ("2025-12-30", "2025-12-31", "2026-01-01", "2026-01-02", "2026-01-03"), strict=True)
}


@dataclass(frozen=True)
class Story:
    """`act` is what is looked at closely; `then` follows, each when all is quiet again, as `given` came before."""

    name: str
    act: Act
    then: tuple[Act, ...] = ()
    given: tuple[Act, ...] = ()


def text(key: str, **changes: str) -> str:
    fields = {"title": key[6:-3].upper(), "date": DAYS[key], "tags": "[x]"} | changes
    return post(fields.pop("title"), fields.pop("date"), fields.pop("body", "Words."), **fields)


def put(key: str, **changes: str) -> Act:
    return lambda blog: blog.put(key, text(key, **changes))


def delete(key: str) -> Act:
    return lambda blog: blog.delete(key)


def titled(title: str) -> Act:
    return lambda blog: blog.put("site.yaml", f"title: {title}\n")


def picture(data: str) -> Act:
    return lambda blog: blog.put("media/a.svg", data)


def photo(width: int) -> Act:
    return lambda blog: blog.put("posts/cup.png", photograph(width) if width else b"BROKEN")


def settings(text: str) -> Act:
    return lambda blog: blog.put("site.yaml", f"{text}\n")


UNREADABLE = settings("title: [UNSEEN")


def no_settings(blog: Blog) -> None:
    blog.delete("site.yaml")


def begin(blog: Blog) -> None:
    """Three posts, one with a comment on it and another that waits."""
    blog.open()
    for key in ("posts/a.md", B, "posts/c.md"):
        blog.put(key, text(key))
    blog.drain()
    blog.comment(B, "Kept words")
    blog.approve()
    blog.drain()
    blog.comment(B, "UNSEEN words")


def begun(list_cards: int, given: tuple[Act, ...] = ()) -> Blog:
    """A blog of one's own on which the beginning has happened, with `list_cards` posts on one page of a list."""
    return _after((begin, *given), list_cards)


def opened(list_cards: int) -> Blog:
    """A blog of one's own as it is deployed, without any post."""
    return _after((Blog.open,), list_cards)


def _after(acts: tuple[Act, ...], list_cards: int) -> Blog:
    if (list_cards, acts) not in _AFTER:
        blog = Blog(list_cards)
        with blog.at_work():
            for act in acts:
                act(blog)
                blog.drain()
        _AFTER[list_cards, acts] = blog
    return _AFTER[list_cards, acts].copy()


def forget() -> None:
    """Another engine may begin otherwise."""
    _AFTER.clear()


_AFTER: dict[tuple[int, tuple[Act, ...]], Blog] = {}


def approve_good(blog: Blog) -> None:
    """A comment that may be seen, straight to its approval."""
    blog.comment("posts/a.md", "Good words")
    blog.approve_last()


def approve_b(blog: Blog) -> None:
    approve_new(blog, B, "Good words")


def approve_more(blog: Blog) -> None:
    approve_new(blog, B, "More good words")


def approve_new(blog: Blog, source: str, text: str) -> None:
    """A comment that may be seen, unless it was not taken because of a late worker, or was sent before."""
    waiting = len(blog.waiting)
    blog.comment(source, text)
    if len(blog.waiting) > waiting:
        blog.approve_last()


def ageing(blog: Blog) -> None:
    """A post that a day closes, a while before that day is over."""
    blog.put("site.yaml", "comments_close_after: 1 day\n")
    blog.put("posts/d.md", text("posts/d.md", date=blog.now.isoformat()))


def approve_of_d(blog: Blog) -> None:
    """A comment on a post that may not be there yet, because of a late worker."""
    approve_new(blog, "posts/d.md", "Good words")


def two_new(blog: Blog) -> None:
    NEW(blog)
    put("posts/e.md")(blog)


def edited_and_broken(blog: Blog) -> None:
    """Nobody may have seen the good version before the broken one came."""
    EDIT(blog)
    blog.put(B, "---\ntitle: [UNSEEN\n---\n")


def titled_and_broken(blog: Blog) -> None:
    """As above, of the settings."""
    titled("Two")(blog)
    UNREADABLE(blog)


def about(body: str) -> Act:
    """A page, which no post stands beside."""
    return lambda blog: blog.put("pages/about.md", post("About", body=body))


def linking(name: str) -> Act:
    return about(f"See [it](../posts/{name}.md) and [[{name.upper()}]].")


def linked_and_new(blog: Blog) -> None:
    NEW(blog)
    linking("d")(blog)


def draft_linking(blog: Blog) -> None:
    blog.put("posts/d.md", text("posts/d.md", draft="true", title="UNSEEN", body="See [it](e.md)."))


def later(blog: Blog) -> None:
    moment = blog.now + timedelta(hours=6)
    minute = int(moment.timestamp()) // 60
    blog.put("posts/d.md", text("posts/d.md", title=f"UNSEEN-UNTIL-{minute}", publish=moment.isoformat()))


def expiring(blog: Blog) -> None:
    blog.put(B, text(B, expires=(blog.now + timedelta(hours=6)).isoformat()))


def far_photo(blog: Blog) -> None:
    blog.put("media/cup.png", photograph(500))


def wait(blog: Blog) -> None:
    blog.wait(timedelta(hours=12))


BY_ADA = put(B, authors="[Ada]", series="S")
NEW, EDIT, BACK = put("posts/d.md"), put(B, title="B again", body="Other words."), put(B)
DRAFT = put("posts/d.md", draft="true", title="UNSEEN")
LINKING = linking("c")
REDIRECT = settings("redirects: {/posts/d/: /archive/}")
BY_TITLE = (put("posts/c.md", title="Tea time"), about("See [[Tea time]]."))
PUBLISHES = (
    Story("new", NEW),
    Story("edit", EDIT),
    Story("new text only", put(B, body="Other words.")),
    Story("retag", put(B, tags="[y]")),
    Story("an author and a series", BY_ADA),
    Story("redate", put(B, date="2026-02-01")),
    Story("rename", put(B, slug="renamed")),
    Story("collide", put(B, slug="a")),
    Story("draft", put(B, draft="true", title="UNSEEN")),
    Story("delete", delete(B)),
    Story("schedule", later, (wait,)),
    Story("expire", expiring, (wait,)),
    Story("settings", titled("Another title")),
    Story("media", picture("<svg/>")),
    Story("page", lambda blog: blog.put("pages/about.md", post("About"))),
    Story("approve", approve_good),
    Story("remove", lambda blog: blog.remove(B)),
    Story("two new", two_new),
    Story("time zone", lambda blog: blog.put("site.yaml", "time_zone: Asia/Tokyo\n")),
    Story("view", lambda blog: blog.view(B)),
    Story("close", settings("comments_close_after: 30 days")),
    Story("broken", lambda blog: blog.put("posts/d.md", "---\ntitle: [UNSEEN\n---\n")),
)


def translated(key: str, language: str = "", written: str = "") -> Act:
    fields = {"lang": language, "translation_key": written}
    text = post(key[6:-3], "2026-01-02", **{name: value for name, value in fields.items() if value})
    return lambda blog: blog.put(key, text)


GERMAN, HEBREW, FRENCH = translated("posts/b.de.md"), translated("posts/b.he.md"), translated("posts/b.de.md", "fr")
KEYED = tuple(translated(f"posts/{name}.md", name, "key") for name in ("it", "pl"))
# Of pages, which are nobody's neighbours.
US, WIR, ANACHNU = (translated(f"pages/us{ending}.md") for ending in ("", ".de", ".he"))
TRANSLATIONS = (
    Story("a page's translation, another", ANACHNU, (delete("pages/us.de.md"), WIR), given=(US, WIR)),
    Story("a translation comes and leaves", GERMAN, (delete("posts/b.de.md"),)),
    Story("a translation, another", HEBREW, (delete("posts/b.de.md"), GERMAN), given=(GERMAN,)),
    Story("an original comes and leaves", NEW, (delete("posts/d.md"), NEW), given=(translated("posts/d.de.md"),)),
    Story("translated, renamed and back", put(B, slug="renamed"), (BACK,), given=(GERMAN,)),
    Story("translated, of another language", translated("pages/us.md", "pl"), (US,), given=(US, WIR)),
    Story("a translation of another language", FRENCH, (GERMAN,), given=(GERMAN, HEBREW)),
    Story("translations of one key", KEYED[0], (translated("posts/it.md", "it"), KEYED[0]), given=(KEYED[1],)),
    Story("an original of another key", put(B, translation_key="key"), (BACK,), given=(GERMAN, KEYED[1])),
)
LONG = "Words to read. " * 80
# How long a list may be does not matter here.
ADDRESSES = (
    Story("an alias and back", put(B, aliases="[/old/]"), (BACK,)),
    Story("an alias, renamed", put(B, aliases="[/old/]"), (put(B, slug="renamed", aliases="[/old/]"),)),
    Story("an alias where a post is that leaves", put(B, aliases="[/posts/a/]"), (delete("posts/a.md"),)),
    Story("an alias, deleted, put again", put(B, aliases="[/old/]"), (delete(B), put(B, aliases="[/old/]"))),
    Story("a path of its own and back", put(B, permalink="/old/b.html"), (BACK,)),
    Story("collides on a path of its own", put(B, permalink="/posts/a/"), (delete("posts/a.md"),)),
    Story("a pattern", settings("permalink: /:year/:slug/")),
    Story("a redirect and back", settings("redirects: {/old.xml: /feed.xml}"), (titled("One"),)),
    Story("a redirect elsewhere", REDIRECT, (settings("redirects: {/posts/d/: /feed.xml}"), settings("title: One"))),
    Story("a redirect where a post comes and leaves", NEW, (delete("posts/d.md"),), given=(REDIRECT,)),
    Story("a link to what is deleted", delete("posts/c.md"), (put("posts/c.md"),), given=(LINKING,)),
    Story("a link to what comes later", linking("d"), (NEW, delete("posts/d.md"))),
    Story("linked and renamed", put("posts/c.md", slug="there"), (put("posts/c.md"),), given=(LINKING,)),
    Story("linked and retitled", put("posts/c.md"), (put("posts/c.md", title="Tea time"),), given=BY_TITLE),
    Story("new and linked at once", linked_and_new, (delete("posts/d.md"),)),
    Story("new of one title, the other leaves", put("posts/d.md", title="A"), (delete("posts/a.md"),)),
    Story("of one title and back", put(B, title="a"), (BACK,)),
)
AS_C = put("posts/d.md", id="c.md")  # as if it were the file that was renamed
RENAMES = (
    Story("another file of one identity", AS_C, (delete("posts/c.md"), approve_of_d, NEW), given=(LINKING,)),
    Story("an identity that comes later", AS_C, (NEW,), given=(NEW, LINKING, delete("posts/c.md"))),
)
SHOWING = put(B, body="Look: ![a cup](cup.png)", image="cup.png")
# Of other bytes each time: a file carries no stamp, so what is put back can be overwritten until the next audit.
PHOTOS = (
    Story("a picture that comes later", photo(500), given=(SHOWING,)),
    Story("a picture, then its post", SHOWING, (photo(500),)),
    Story("another picture and another", photo(500), (photo(900), photo(501)), given=(SHOWING,)),
    Story("a picture leaves, another comes", delete("posts/cup.png"), (photo(501),), given=(SHOWING, photo(500))),
    Story("a picture is broken", photo(0), (photo(900),), given=(SHOWING, photo(500))),
    Story("a picture that is nearer", photo(900), (delete("posts/cup.png"),), given=(SHOWING, far_photo)),
)
# Farther apart than neighbours.
Y, E_Y = put("posts/a.md", tags="[y]"), put("posts/e.md", tags="[y, x]")


def two_related(blog: Blog) -> None:
    E_Y(blog)
    Y(blog)


RELATED = (
    Story("related, leaves and returns", delete("posts/a.md"), (Y,), given=(Y, NEW, E_Y)),
    Story("related, of another topic and back", put("posts/a.md"), (Y,), given=(Y, NEW, E_Y)),
    Story("related, another title", put("posts/a.md", title="A again", tags="[y]"), given=(Y, NEW, E_Y)),
    Story("related, another first topic", put("posts/e.md", tags="[x, y]"), (E_Y,), given=(Y, NEW, E_Y)),
    Story("two related at once", two_related, (delete("posts/a.md"),), given=(NEW,)),
)


def liked_by_two(blog: Blog) -> None:
    for _ in range(2):
        blog.view(B)
        blog.like(B)


def liked_and_taken_back(blog: Blog) -> None:
    liked_by_two(blog)
    blog.like(B, "no")


TALK = (
    Story("liked", liked_by_two, (lambda blog: blog.like(B, "no"), liked_by_two)),
    Story("liked and taken back", liked_and_taken_back, (lambda blog: blog.remove(B), liked_by_two)),
    Story("approved and removed", approve_good, (lambda blog: blog.remove("posts/a.md"),)),
    Story("removed, approved", lambda blog: blog.remove(B), (approve_b,)),
    Story("approved, another approved", approve_b, (approve_more,)),
    Story("commented on, deleted, put again", approve_b, (delete(B), BACK)),
    Story("closed by its age", ageing, (wait, wait, wait)),
    Story("closed by its age, and open again", ageing, (wait, wait, titled("One"))),
)
STORIES = (
    *PUBLISHES,
    *TALK,
    *RELATED,
    *ADDRESSES,
    *PHOTOS,
    *TRANSLATIONS,
    *RENAMES,
    Story("another year and back", put(B, date="2024-05-01"), (BACK,)),
    Story("another month and back", put(B, date="2026-02-01"), (BACK,), given=(NEW,)),
    Story("edited and at once broken", edited_and_broken, (BACK,)),
    Story("new, told again", NEW, (lambda blog: blog.notify("posts/d.md"),)),
    Story("new, another new", NEW, (put("posts/e.md"),)),
    Story("another ending", put(B, body=LONG + "One."), (put(B, body=LONG + "Two."),)),
    Story("deleted, the marker removed", delete(B), (lambda blog: blog.undelete(B),)),
    Story("new, edited", NEW, (put("posts/d.md", title="D again"),)),
    Story("new, deleted", NEW, (delete("posts/d.md"),)),
    Story("new, drafted", NEW, (put("posts/d.md", draft="true", title="UNSEEN"),)),
    Story("new, deleted, put again", NEW, (delete("posts/d.md"), NEW)),
    Story("A, B, A", EDIT, (BACK,)),
    Story("A, B, A, B", EDIT, (BACK, EDIT)),
    Story("A, A, deleted", BACK, (delete(B),)),
    Story("edited, deleted", EDIT, (delete(B),)),
    Story("edited, deleted, put again", EDIT, (delete(B), BACK)),
    Story("deleted, put again", delete(B), (BACK,)),
    Story("deleted, put again, deleted", delete(B), (BACK, delete(B))),
    Story("redated and back", put(B, date="2026-02-01"), (BACK,)),
    Story("retagged and back", put(B, tags="[y]"), (BACK,)),
    Story("another author and back", put(B, authors="[Ada, Grace]", series="S"), (BY_ADA, BACK), given=(BY_ADA,)),
    Story("another series and back", put(B, authors="[Ada]", series="T"), (BY_ADA, BACK), given=(BY_ADA,)),
    Story("renamed and back", put(B, slug="renamed"), (BACK,)),
    Story("collides and back", put(B, slug="a"), (BACK,)),
    Story("collides, the other leaves", put(B, slug="a"), (delete("posts/a.md"),)),
    Story("drafted and back", put(B, draft="true", title="UNSEEN"), (BACK,)),
    Story("a draft, edited", DRAFT, (put("posts/d.md", draft="true", title="UNSEEN again"),)),
    Story("a draft, published and drafted again", DRAFT, (NEW, DRAFT)),
    Story("a draft, settings", DRAFT, (titled("One"), delete("posts/d.md"))),
    Story("a draft that links to what comes later", draft_linking, (put("posts/e.md"), delete("posts/e.md"))),
    Story("edited, a neighbour leaves and returns", EDIT, (delete("posts/c.md"), put("posts/c.md"))),
    Story("a neighbour leaves and returns", delete("posts/c.md"), (put("posts/c.md"),)),
    Story("a neighbour changes and back", put("posts/c.md", title="C again"), (put("posts/c.md"),)),
    Story("settings and back", titled("One"), (titled("Two"), titled("One"))),
    Story("settings, broken, put right", titled("Two"), (UNREADABLE, titled("One")), given=(titled("One"),)),
    Story("settings that are at once broken", titled_and_broken, given=(titled("One"),)),
    Story("settings, broken, gone", UNREADABLE, (no_settings,), given=(titled("One"),)),
    Story("settings, a new post", titled("One"), (NEW,)),
    Story("new, settings", NEW, (titled("One"),)),
    Story("page, settings", lambda blog: blog.put("pages/about.md", post("About")), (titled("One"),)),
    Story("approved, removed", approve_good, (lambda blog: blog.remove("posts/a.md"),)),
)
