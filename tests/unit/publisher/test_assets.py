"""Assets: what pages load, at paths made from the bytes."""

from pathlib import Path

import pytest
from rcssmin import _make_cssmin
from rjsmin import _make_jsmin

from publisher.assets import Asset, read_assets
from publisher.theme import folders
from publisher.theme_error import ThemeError


def folder(at: Path, **files: bytes | str) -> Path:
    """A theme whose `static/` has these files; in their names an underscore is a dot."""
    (at / "static").mkdir(parents=True)
    for name, data in files.items():
        (at / "static" / name.replace("_", ".")).write_bytes(data.encode() if isinstance(data, str) else data)
    return at


def style(*folders: Path) -> Asset:
    return read_assets(folders)["style.css"][1]


def test_a_style_sheet_loses_its_comments_and_a_changed_one_gets_another_path(tmp_path):
    theme = folder(tmp_path, style_css="/* why */\na {\n  b: c\n}\n")

    path, asset = read_assets([theme])["style.css"]
    (theme / "static" / "style.css").write_text("a { b: d }")

    assert asset == Asset(b"a{b:c}\n", "text/css; charset=utf-8")
    assert read_assets([theme])["style.css"][0] != path


def test_a_script_imports_another_by_the_path_that_it_has(tmp_path):
    theme = folder(tmp_path, script_js='go = () => import( "./late.js" )\n', late_js="export const a = 1\n")

    before = read_assets([theme])
    (theme / "static" / "late.js").write_text("export const a = 2\n")
    after = read_assets([theme])

    assert before["script.js"][1].data.decode() == f'go=()=>import("{before["late.js"][0]}")'
    assert after["script.js"][1].data.decode() == f'go=()=>import("{after["late.js"][0]}")'
    assert before["script.js"][0] != after["script.js"][0]


@pytest.mark.parametrize(
    ("late", "error"),
    [
        ({}, "theme/static/script.js, line 2: there is no script without imports 'late.js' in static/"),
        (
            {"late_js": 'import("./script.js")'},
            "theme/static/late.js, line 1: there is no script without imports 'script.js' in static/",
        ),
    ],
    ids=["none there", "one that imports"],
)
def test_a_script_that_cannot_be_imported_is_an_error_with_its_line(tmp_path, late, error):
    theme = folder(tmp_path / "theme", script_js='1\nimport("./late.js")', **late)

    with pytest.raises(ThemeError) as raised:
        read_assets([theme])

    assert str(raised.value) == error


def test_an_owners_file_replaces_the_one_of_its_name(tmp_path):
    theme = folder(tmp_path / "default", icon_svg="<svg/>", script_js="1")
    own = folder(tmp_path / "theme", icon_svg="<svg></svg>", more_js="2")

    assets = read_assets([own, theme])

    assert {name: asset.data for name, (_, asset) in assets.items()} == {
        "icon.svg": b"<svg></svg>",
        "script.js": b"1",
        "more.js": b"2",
    }


def test_the_owners_style_is_added_to_the_style_sheet_and_is_no_file_of_its_own(tmp_path):
    theme = folder(tmp_path / "default", style_css="a { b: c }", feed_css="d { e: f }")
    own = folder(tmp_path / "theme", owner_css="a { b: own }")

    assets = read_assets([own, theme])

    assert {name: asset.data for name, (_, asset) in assets.items()} == {
        "style.css": b"a{b:c}\na{b:own}\n",
        "feed.css": b"d{e:f}\n",
    }
    assert style(theme).data == b"a{b:c}\n"


def test_a_script_loses_what_is_for_people_and_nothing_else(tmp_path):
    script = "// why\nconst a = `x  // y\n  ${b  +  1}`; /* no */\nconst c = /\\/\\/  [/*]/;\n\nlet d = 1\nd = 2\n"

    path, asset = read_assets([folder(tmp_path, script_js=script)])["script.js"]

    assert asset.data == b"const a=`x  // y\n  ${b  +  1}`;const c=/\\/\\/  [/*]/;let d=1\nd=2"
    assert path.startswith("/assets/script.")


@pytest.mark.parametrize(("name", "make"), [("style.css", _make_cssmin), ("script.js", _make_jsmin)])
def test_a_machine_without_the_compiled_packages_makes_the_same_paths(name, make):
    text = (folders()[0] / "static" / name).read_text()

    assert make(python_only=True)(text) == make(python_only=False)(text)


@pytest.mark.parametrize("written", ["url(serif.woff2)", 'url("serif.woff2")', "url( 'serif.woff2' )"])
def test_a_style_names_a_file_beside_it_and_pages_get_that_files_path(tmp_path, written):
    theme = folder(tmp_path, style_css=f"@font-face {{ src: {written} }}", serif_woff2=b"wOF2")

    assets = read_assets([theme])

    path, _ = assets["serif.woff2"]
    assert assets["style.css"][1].data.decode() == f'@font-face{{src:url("{path}")}}\n'


@pytest.mark.parametrize("elsewhere", ["/media/a.jpg", "#clip", "https://a.example/b.png", "data:image/png;base64,AA"])
def test_other_addresses_in_a_style_stay(tmp_path, elsewhere):
    assert style(folder(tmp_path, style_css=f"a {{ b: url({elsewhere}) }}")).data.decode().count(elsewhere) == 1


def test_a_style_that_names_a_file_that_is_not_there_is_told_with_its_line(tmp_path):
    own = folder(tmp_path / "theme", owner_css="/* two\nlines, url(not-looked-at.png) */\na { b: url(nope.png) }")

    with pytest.raises(ThemeError) as raised:
        style(own, folder(tmp_path / "default", style_css=""))

    assert str(raised.value) == "theme/static/owner.css, line 3: there is no file 'nope.png' in static/"


def test_a_style_in_another_encoding_is_told_with_its_line(tmp_path):
    theme = folder(tmp_path / "theme", style_css=b"a { b: c }\n/* \xe4 */")

    with pytest.raises(ThemeError, match=r"theme/static/style.css, line 2: this is not UTF-8"):
        style(theme)


def test_a_file_of_another_kind_is_left_alone(tmp_path):
    assert read_assets([folder(tmp_path, notes_txt="x", README="y")]) == {}
