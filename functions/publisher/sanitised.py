"""Sanitised HTML, for buckets that several people write to: what is not on these lists is left out.

The lists hold what Markdown itself makes, and the plain elements of a text. What comes
out is not changed any more.
"""

import re
from functools import cache
from urllib.parse import urlsplit

import nh3
from markupsafe import Markup
from pygments.token import STANDARD_TYPES

_TEXT = (
    "a abbr aside audio b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em"
    " figcaption figure h2 h3 h4 h5 h6 hr i img input ins kbd label li mark nav ol p pre q rp rt ruby s samp small"
    " span strong sub summary sup table tbody td tfoot th thead time tr u ul var video wbr"
)
_FORMULA = (
    "math mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle msub"
    " msubsup msup mtable mtd mtext mtr munder munderover"
)
TAGS = frozenset(f"{_TEXT} {_FORMULA}".split())
_SIZES = {"width", "height"}
ATTRIBUTES: dict[str, set[str]] = {
    "*": {"dir", "lang", "title"},
    "a": {"href", "aria-label"},
    "audio": {"src", "controls", "preload", "aria-label"},
    "details": {"open"},
    "div": {"tabindex"},
    "img": {"src", "srcset", "sizes", "alt", "loading", "decoding"} | _SIZES,
    "input": {"type", "checked", "disabled"},
    "li": {"id", "value"},
    "ol": {"start", "reversed"},
    "span": {"data-linenos"},
    "sup": {"id"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "pre": {"tabindex"},
    "time": {"datetime"},
    "video": {"src", "controls", "preload", "aria-label"} | _SIZES,
    **{f"h{level}": {"id"} for level in range(2, 7)},
    "math": {"display"},
    "mo": {
        "stretchy",
        "form",
        "fence",
        "separator",
        "lspace",
        "rspace",
        "minsize",
        "maxsize",
        "symmetric",
        "largeop",
        "movablelimits",
    },
    "mi": {"mathvariant"},
    "mspace": {"width"},
    "mpadded": {"width", "height", "depth", "lspace", "voffset"},
    "mfrac": {"linethickness"},
    "mover": {"accent"},
    "munder": {"accentunder"},
    "munderover": {"accent", "accentunder"},
    "mtable": {"displaystyle", "scriptlevel", "columnalign", "rowspacing"},
    "mstyle": {"displaystyle", "scriptlevel"},
}
_CALLOUT = set(
    "admonition note tip info hint important warning caution danger error success question example quote"  # noqa: SIM905
    " abstract attention".split()
)
_SIDES = {"left", "center", "right"}
CLASSES: dict[str, set[str]] = {
    "a": {"embed", "footnote-ref", "footnote-backref"},
    "aside": {"pull-quote"},
    "details": _CALLOUT,
    "div": {"highlight", "table", "toc", "footnote"} | _CALLOUT,
    "li": {"task"},
    "mtd": _SIDES,
    "p": {"admonition-title"},
    "span": {"filename", "linenos", "hll"} | set(STANDARD_TYPES.values()),
    "td": _SIDES,
    "th": _SIDES,
}
SCHEMES = {"http", "https", "mailto", "tel"}
_VALUES = {("div", "tabindex"): "0", ("pre", "tabindex"): "0", ("input", "type"): "checkbox"}
# Ids by which the pages' own parts are found begin differently (`RESERVED` in markdown_anchor).
# What turns text around, and marks piled up on a letter, over the lines above (Unicode TR 36, section 2.10).
_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]|&#(?:x20(?:2[a-e]|6[6-9])|82(?:3[4-8]|9[4-7]));", re.IGNORECASE)
_STACKED = re.compile("(?<=[\u0300-\u036f]{4})[\u0300-\u036f]+")
_COPIES = re.compile(r"(?:/assets/[\w.%/-]+ \d+w(?:, )?)+")
_NOTE = re.compile(r"fn(?:ref\d*)?:[\w-]+")


def sanitised(html: str, ids: frozenset[str]) -> Markup:
    """The HTML with only what the lists allow; of ids, footnotes' and those of the headings in `ids`."""
    return Markup(_cleaner(ids).clean(_STACKED.sub("", _OVERRIDES.sub("", html))))  # noqa: S704  # this makes it safe


@cache
def _lists() -> tuple[set[str], dict[str, set[str]], dict[str, set[str]]]:
    return set(TAGS), ATTRIBUTES, CLASSES


def _cleaner(ids: frozenset[str]) -> nh3.Cleaner:
    def allowed(tag: str, name: str, value: str) -> str | None:
        if name == "id":
            return value if value in ids or _NOTE.fullmatch(value) else None
        if name in ("href", "src"):
            return value if _is_plain(value, tag) else None
        if name == "srcset" and not _COPIES.fullmatch(value):
            return None
        return value if _VALUES.get((tag, name), value) == value else None

    tags, attributes, classes = _lists()
    return nh3.Cleaner(
        tags=tags,
        attributes=attributes,
        allowed_classes=classes,
        attribute_filter=allowed,
        url_schemes=SCHEMES,
        clean_content_tags={"script", "style"},
        link_rel="nofollow noopener ugc",
        set_tag_attribute_values={"input": {"type": "checkbox", "disabled": ""}},
    )


def _is_plain(address: str, tag: str) -> bool:
    """Neither a host that hides behind `user@`, nor a file of another site in a picture or a film."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return "@" not in parts.netloc and (tag == "a" or not parts.netloc)
