"""Every catalogue says all that templates and code can say, with the same placeholders; and nothing else is said."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from string import Template

import polib
import pytest
from jinja2 import Environment, nodes

import api.form_page
import api.like_page
import api.page
import api.privacy_page
import api.results_page
from api.problem import Problem
from tests.messages import KEYS, Message, messages
from tests.template import ROOT

CATALOGUES = sorted((ROOT / "locales").glob("*.po"))
TEMPLATES = sorted((ROOT / "site_templates").glob("*.*ml"))
UNSPOKEN = {"kind"}  # a block that fills an attribute for machines
SPOKEN = {"alt", "aria-label", "aria-description", "placeholder", "title"}
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
# One form stands for one number only, so a word may say it: 1 and 2 in Hebrew.
SAYS_ITS_NUMBER = {("he", 0), ("he", 1)}


def texts_of(catalogue: Path) -> list[polib.POEntry]:
    return list(polib.pofile(str(catalogue)))


def key_of(entry: polib.POEntry) -> Message:
    return entry.msgctxt or "", entry.msgid, entry.msgid_plural


def translations(entry: polib.POEntry) -> list[str]:
    """One for each plural of the language, or the only one."""
    return [text for _, text in sorted(entry.msgstr_plural.items())] or [entry.msgstr]


@pytest.fixture(params=CATALOGUES, ids=lambda path: path.stem)
def catalogue(request: pytest.FixtureRequest) -> Path:
    return request.param


def test_there_are_the_languages_that_are_promised() -> None:
    assert {path.stem for path in CATALOGUES} >= {"de", "he", "fa", "ja", "zh-Hans"}


def test_a_catalogue_has_every_message_once_and_none_that_is_not_used(catalogue: Path) -> None:
    found = [key_of(entry) for entry in texts_of(catalogue)]

    assert len(found) == len(set(found))
    assert set(found) == messages()


def test_every_message_is_translated_in_every_plural_of_the_language(catalogue: Path) -> None:
    plurals = polib.pofile(str(catalogue)).metadata["Plural-Forms"]
    number = int(re.search(r"nplurals=(\d)", plurals)[1])

    for entry in texts_of(catalogue):
        assert sorted(entry.msgstr_plural) == (list(range(number)) if entry.msgid_plural else []), entry
        assert all(translations(entry)), entry
        assert not entry.obsolete, entry
        assert not entry.fuzzy, entry


def test_a_translation_has_the_placeholders_of_its_message(catalogue: Path) -> None:
    for entry in texts_of(catalogue):
        for form, text in enumerate(translations(entry)):
            wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
            if entry.msgid_plural and (catalogue.stem, form) in SAYS_ITS_NUMBER:
                wanted &= set(PLACEHOLDER.findall(text))
            assert set(PLACEHOLDER.findall(text)) == wanted, text
            assert "%" not in PLACEHOLDER.sub("", text), text


def test_months_and_figures_are_as_many_as_in_english(catalogue: Path) -> None:
    for entry in texts_of(catalogue):
        assert entry.msgstr.count("|") == entry.msgid.count("|"), entry
        if entry.msgid == "0123456789,":
            assert len(entry.msgstr) == len(entry.msgid)


def test_a_translation_is_text_and_never_markup(catalogue: Path) -> None:
    """Templates take messages as safe: what is put into them is escaped, they are not."""
    for entry in texts_of(catalogue):
        assert not re.search('[<>&"\\\\]', "".join(translations(entry))), entry


def test_a_catalogue_has_no_line_that_is_not_understood(catalogue: Path) -> None:
    for line in catalogue.read_text("utf-8").splitlines():
        assert re.fullmatch(r'(#.*|(msg\w+(\[\d\])? )?"([^"\\]|\\.)*")?', line), line


def test_every_problem_of_the_api_is_a_message() -> None:
    texts = {text for _, text, _ in messages()}

    assert {each.title for each in (Problem, *Problem.__subclasses__())} <= texts


class Spoken(HTMLParser):
    """What a reader sees or hears of a page that is written as it stands."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.texts += [value or "" for name, value in attrs if name in SPOKEN or name.startswith("data-")]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def words(self) -> list[str]:
        # A macro that writes attributes is no tag by itself; these say nothing that is read out.
        texts = (re.sub('(lang|dir)="x1"|class="long"', "", text).strip() for text in self.texts)
        return [text for text in texts if re.search(r"[^\W\d_]{2,}", text)]


def as_html(template: nodes.Template) -> str:
    """The template, with a name that is no word for all that it computes."""
    ours = {output for block in template.find_all(nodes.Block) if block.name in UNSPOKEN for output in block.body}
    pieces = (piece for output in template.find_all(nodes.Output) if output not in ours for piece in output.nodes)
    return "".join(piece.data if isinstance(piece, nodes.TemplateData) else "x1" for piece in pieces)


def bare_strings(node: nodes.Node) -> Iterator[str]:
    """The strings with a word of a sentence that no function of gettext sees."""
    if isinstance(node, nodes.Call) and getattr(node.node, "name", "") in KEYS:
        return
    if (
        isinstance(node, nodes.Const)
        and isinstance(node.value, str)
        and re.search("[A-Z][a-z]|[a-z] [a-z]", node.value)
    ):
        yield node.value
    for child in node.iter_child_nodes():
        yield from bare_strings(child)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_says_a_word_by_itself(path: Path) -> None:
    template = Environment(extensions=["jinja2.ext.i18n"]).parse(path.read_text())

    assert Spoken(as_html(template)).words == []
    assert list(bare_strings(template)) == []


@pytest.mark.parametrize(
    "bare", ["<p>Hello</p>", '<p aria-label="Top">', '{{ page.tag or "Archive" }}', "{{ _(1) }} old"]
)
def test_a_word_that_is_not_a_message_is_found(bare: str) -> None:
    template = Environment(extensions=["jinja2.ext.i18n"]).parse(bare)

    assert Spoken(as_html(template)).words or list(bare_strings(template))


def test_no_page_of_the_api_says_a_word_by_itself() -> None:
    modules = (api.form_page, api.like_page, api.page, api.privacy_page, api.results_page)
    for template in (value for module in modules for value in vars(module).values()):
        if isinstance(template, Template):
            html = template.substitute(dict.fromkeys(template.get_identifiers(), "0"))
            assert Spoken(html if "<" in html else f"<p{html}>").words == []


def test_scripts_and_styles_take_their_words_from_the_page() -> None:
    static = ROOT / "site_templates/static"

    for script in static.glob("*.js"):
        assert not re.search(r"""["'`][^"'`\n]*[A-Za-z][a-z]+ [a-z]+ [^"'`\n]*["'`]""", script.read_text())
    for sheet in static.glob("*.css"):
        assert not re.search(r"""content:\s*["'][^"']*[A-Za-z]{3}""", sheet.read_text().replace("\\2003", ""))
