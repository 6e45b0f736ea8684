"""Paths: the address of each public page below the site's root, and the object that holds it.

A path is decoded text ("/posts/שלום/"); `href` encodes it for a link.
"""

import re
from hashlib import sha256
from urllib.parse import quote, unquote

HOME = "/"
ARCHIVE = "/archive/"
SEARCH = "/search/"
MISSING = "/404.html"
FEED = "/feed.xml"
RSS = "/rss.xml"
JSON_FEED = "/feed.json"
COMMENTS = "/comments.xml"
SITEMAP = "/sitemap.xml"
SITEMAP_PAGES = "/sitemap-pages.xml"
ROBOTS = "/robots.txt"
RECENT = "/recent.json"
MANIFEST = "/manifest.webmanifest"
PREVIEWS = "/preview/"

_DIGITS = 10  # of a hash, in the path of what never changes
TERMS = {"tag": "/tags/", "author": "/authors/", "series": "/series/"}  # where the lists of each kind stand

_TERM = rf"(?:{'|'.join(TERMS.values())})[^/]+/"
LIST = re.compile(rf"/archive/|{_TERM}")
YEAR = re.compile(rf"(?P<whole>/archive/|{_TERM})(?P<part>\d{{4}})/")
MONTH = re.compile(r"(?P<whole>/archive/\d{4}/)(?P<part>\d{2})/")
_FEEDS = (FEED, RSS, JSON_FEED)
_FEED = re.compile(rf"(?P<of>|{_TERM[:-1]})(?:{'|'.join(map(re.escape, _FEEDS))})")


def post_path(slug: str) -> str:
    return f"/posts/{slug}/"


def page_path(slug: str) -> str:
    return f"/{slug}/"


def term_path(kind: str, term_slug: str) -> str:
    """The page of all posts of a tag, an author or a series: `/authors/ada/`."""
    return f"{TERMS[kind]}{term_slug}/"


def year_path(list_path: str, year: int) -> str:
    """The page of one year of a list: `/archive/2026/`, `/tags/tea/2026/`."""
    return f"{list_path}{year:04}/"


def month_path(year: int, month: int) -> str:
    """The page of one month of the archive: `/archive/2026/03/`."""
    return f"{year_path(ARCHIVE, year)}{month:02}/"


def preview_path(token: str) -> str:
    """The page of a draft or scheduled post."""
    return f"{PREVIEWS}{token}/"


def is_preview(path: str) -> bool:
    return path.startswith(PREVIEWS)


def term_kind(path: str) -> str:
    """The kind of term of which a page below `TERMS` is; empty for other paths."""
    return next((kind for kind, folder in TERMS.items() if path.startswith(folder) and path != folder), "")


def index_of(path: str) -> str:
    """The kind of term all of which a page names: `/tags/` is `tag`; empty for other pages."""
    return next((kind for kind, folder in TERMS.items() if path == folder), "")


def has_parts(path: str) -> bool:
    """Whether a list is divided when it is long: into years, and a year of the archive into months."""
    return bool(LIST.fullmatch(path) or (YEAR.fullmatch(path) and path.startswith(ARCHIVE)))


def part_of(path: str) -> tuple[str, str] | None:
    """The list that a page is a part of, and which: `/archive/2026/03/` is `03` of `/archive/2026/`."""
    match = YEAR.fullmatch(path) or MONTH.fullmatch(path)
    return (match["whole"], match["part"]) if match else None


def feed_of(path: str) -> str | None:
    """The page whose posts a feed has: `/tags/tea/rss.xml` is of `/tags/tea/`, `/rss.xml` of `/`; None for no feed."""
    match = _FEED.fullmatch(path)
    return match["of"] + "/" if match else None


def feeds_of(path: str) -> tuple[str, ...]:
    """The feeds of the posts that a page lists; none but of the home page and of a term's list."""
    return tuple(path[:-1] + feed for feed in _FEEDS) if path == HOME or re.fullmatch(_TERM, path) else ()


def comments_feed(path: str) -> str:
    """The feed of the comments on a post: `/posts/tea/comments.xml`, `/old/tea.html/comments.xml`."""
    return path.rstrip("/") + COMMENTS


def commented(path: str) -> str:
    """The page whose comments a feed has: `/posts/tea/`, or `/` for those of all; empty for no such feed.

    A page that is a file has its path without the closing slash.
    """
    return path.removesuffix(COMMENTS) + "/" if path.endswith(COMMENTS) else ""


def sitemap_path(year: int) -> str:
    return f"/sitemap-{year:04}.xml"


def object_key(path: str) -> str:
    """The key in the site bucket: `/posts/tea/` is `posts/tea/index.html`."""
    return path[1:] + "index.html" if path.endswith("/") else path[1:]


def asset_path(name: str, ending: str, data: bytes) -> str:
    """Where bytes stand that never change: the path holds the start of their hash."""
    return f"/assets/{name}.{sha256(data).hexdigest()[:_DIGITS]}{ending}"


def is_made_from(path: str, digest: str) -> bool:
    """Whether a path is made by `asset_path` from bytes with this SHA-256, in hexadecimal digits."""
    return digest[:_DIGITS] in path.rpartition("/")[2].split(".")[1:]


def is_page(key: str) -> bool:
    """Whether an object is a page: neither an asset nor a folder that some client made, such as `posts/tea/`."""
    return not key.startswith("assets/") and object_key(of_object(key)) == key


def of_object(key: str) -> str:
    """The path that an object holds; the inverse of `object_key`."""
    is_page = key == "index.html" or key.endswith("/index.html")
    return "/" + (key[: -len("index.html")] if is_page else key)


def href(path: str) -> str:
    """The path as a link writes it (RFC 3986, section 2.1); S3 would take a plain `+` for a space."""
    return quote(path, safe="/:@!$&'()*,;=-._~")


def decoded(url: str) -> str:
    """The path of an encoded link of ours; the inverse of `href`."""
    return unquote(url)
