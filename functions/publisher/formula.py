r"""Formulas: TeX between dollar signs, `\(…\)`, `\[…\]` or of `\begin{align}`, as MathML, which needs no script.

A dollar sign that is money stays one (Pandoc's rule for `tex_math_dollars`): the
opening sign has a character at its right, the closing one at its left, and no
digit follows it.
"""

import re
from collections.abc import Iterator
from functools import cache

from markupsafe import escape
from math_core import LatexError, LatexToMathML

from publisher.conversion import Conversion
from publisher.edit import Edit
from publisher.prose import HIDDEN, Prose

LONGEST = 4000
DEEPEST = 40  # the converter calls itself for each level
_BLANK = r"(?!\n[ \t]*\n)"
_ENVIRONMENTS = "equation|align|gather|multline|alignat|flalign"
_FORMULA = re.compile(
    rf"""
    (?<!\\)(?:\\\\)*(?:
      \$\$(?P<dollars>(?:{_BLANK}[^$\\{HIDDEN}]|\\.)+?)\$\$
    | ^[ \t]*\\\[(?P<square>(?:{_BLANK}[^\\{HIDDEN}]|\\[^\]\[])+?)\\\](?=[ \t.,]*$)
    | \\\((?P<round>(?:{_BLANK}[^\\{HIDDEN}]|\\[^()])+?)\\\)
    | (?<![\w$])\$(?P<dollar>(?![\s$])(?:(?!\n\s)[^$\\{HIDDEN}]|\\.)*?(?<!\s)(?<!\\))\$(?![\w$])
    | (?P<begin>^\\begin\{{(?P<name>{_ENVIRONMENTS})\*?\}}(?:{_BLANK}[^{HIDDEN}]){{1,4000}}?\\end\{{(?P=name)\*?\}})
    )""",
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_SIGN = re.compile(r"[\\^_={}<>+|]")
# "5 or 10" between two amounts, and "(see below)" between two escaped brackets.
_AMOUNT = re.compile(r"\d[\d.,]*[\s\w]*[^\W\d_]{2}.*|\d[\d.,]*\s*[-–—/]", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]{4}")
_SIGNS = {"dollar": 1, "begin": 0}
_STYLE = re.compile(r' style="([^"]*)"')
_SIDES = {"text-align: left": "left", "text-align: right": "right"}
_PLACE = re.compile(r"(\d+): ")


def formula_edits(prose: Prose, conversion: Conversion) -> Iterator[Edit]:
    """Each formula kept as MathML; one that cannot be read stays visible as code."""
    if "$" not in prose.bare and "\\" not in prose.bare:
        return
    for found in _FORMULA.finditer(prose.bare):
        kind = next(name for name in ("dollars", "square", "round", "dollar", "begin") if found[name] is not None)
        tex, sign = found[kind], _SIGNS.get(kind, 2)
        if kind in ("dollars", "square", "begin") or _is_tex(tex):
            start, end = found.start(kind) - sign, found.end(kind) + sign
            source = prose.body[start:end]
            html = _html(tex, kind not in ("round", "dollar"), source, start, conversion)
            yield Edit(start, end, conversion.keep(html, source))


def _is_tex(text: str) -> bool:
    return bool(_SIGN.search(text)) or not (_AMOUNT.fullmatch(text) or _WORD.search(text))


def _html(tex: str, display: bool, source: str, at: int, conversion: Conversion) -> str:
    try:
        return mathml(tex, display)
    except ValueError as error:
        conversion.report(f"This formula cannot be read: {error}", at)
        code = f"<code>{escape(source)}</code>"
        return f"<pre>{code}</pre>" if display else code


def mathml(tex: str, display: bool) -> str:
    """TeX as MathML without styles, which the pages' policy would ignore; raises ValueError that says what is wrong."""
    if len(tex) > LONGEST or _depth(tex) > DEEPEST:
        raise ValueError("it is too long or too deeply nested.")
    try:
        html = str(_converter().convert_with_local_state(tex.strip(), displaystyle=display))
    except LatexError as error:
        raise ValueError(_PLACE.sub("", str(error), count=1)) from error
    return _STYLE.sub(_as_class, html)


def _depth(tex: str) -> int:
    """At least as many levels as the converter will call itself: also commands that take one another as arguments."""
    depth = deepest = 0
    for found in re.finditer(r"\\(begin|left)\b|\\(end|right)\b|(\\[{}])|([{\[(^_])|([}\])])", tex):
        depth += bool(found[1] or found[4]) - bool(found[2] or found[5])
        deepest = max(deepest, depth)
    return deepest


def _as_class(found: re.Match[str]) -> str:
    side = next((name for style, name in _SIDES.items() if style in found[1]), "")
    return f' class="{side}"' if side else ""


@cache
def _converter() -> LatexToMathML:
    return LatexToMathML(fancy_error=False, max_expansions=0)
