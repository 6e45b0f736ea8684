"""Settings: what the owner says about the whole site in `site.yaml`."""

from dataclasses import dataclass
from enum import StrEnum

from blog.item import Item, from_item

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})


def direction(language: str) -> str:
    """`rtl` or `ltr`, for the HTML attribute `dir`, from a BCP 47 tag."""
    return "rtl" if language.lower().split("-")[0] in RIGHT_TO_LEFT else "ltr"


class HtmlPolicy(StrEnum):
    """What becomes of HTML in a post: all of it stays, or only what cannot harm (a bucket that several write to)."""

    TRUSTED = "trusted"
    SANITISED = "sanitised"


class Moderation(StrEnum):
    """Which comments wait for the owner: all, those of writers who have none approved yet, or only suspicious ones."""

    ALL = "all"
    FIRST = "first"
    OPEN = "open"


class Typeface(StrEnum):
    SERIF = "serif"
    SANS = "sans"


@dataclass(frozen=True)
class Link:
    title: str
    url: str


@dataclass(frozen=True)
class Redirect:
    """An old path of the site and the one to which it leads, both decoded."""

    path: str
    to: str


@dataclass(frozen=True)
class Settings:
    """All have a default: a bucket without `site.yaml` is a working blog.

    `time_zone` is an IANA name, for dates without a zone; `accent` a CSS colour
    (`#rrggbb`), `typeface` that of texts, `logo` the encoded path of a picture beside
    the site's name; `share` names services (`publisher/share.py`) that posts have links
    to; `comments`, `views` and `likes` switch the features for the whole site;
    `comments_close_after` is a post's age in days, 0 for never, `comments_change_within`
    how many minutes the writer of a comment has to change it;
    `moderation` says which comments wait for the owner, `reply_letters` whether a writer can be told of replies;
    `permalink` is a pattern for the addresses of posts (`publisher/permalink.py`);
    `redirects` are at most 200, each path once.
    """

    title: str = "A Pressmark blog"
    tagline: str = ""
    description: str = ""
    author: str = ""
    language: str = "en"
    time_zone: str = "UTC"
    navigation: tuple[Link, ...] = ()
    accent: str = ""
    typeface: Typeface = Typeface.SERIF
    logo: str = ""
    share: tuple[str, ...] = ("email", "bluesky", "facebook", "whatsapp")
    footer: str = ""
    comments: bool = True
    comments_close_after: int = 0
    comments_change_within: int = 15
    moderation: Moderation = Moderation.ALL
    reply_letters: bool = False
    views: bool = True
    likes: bool = True
    permalink: str = ""
    html: HtmlPolicy = HtmlPolicy.TRUSTED
    redirects: tuple[Redirect, ...] = ()

    @property
    def direction(self) -> str:
        return direction(self.language)

    def leads_to(self, path: str) -> str:
        """The path to which a redirect leads from here; empty if there is none."""
        return next((each.to for each in self.redirects if each.path == path), "")


def settings_of(item: Item | None) -> Settings:
    """The settings in the table's item; the defaults while there is none."""
    return from_item(Settings, (item or {}).get("settings", {}))
