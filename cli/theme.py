"""pressmark theme: can the owner's templates and styles be used?"""

from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from publisher.assets import OWNERS_STYLE
from publisher.theme import Theme
from publisher.theme_error import ThemeError

ROOT = Path(__file__).parents[1]
TEMPLATES = ROOT / "site_templates"
DESCRIPTION = "Try the templates and styles of theme/ on pages of every kind. Nothing is sent anywhere."


def own_folder(environ: Mapping[str, str]) -> Path:
    """The folder of the owner's templates and styles."""
    return Path(environ.get("THEME_FOLDER") or ROOT / "theme").resolve()


def theme_with(own: Path) -> Theme:
    """The theme with what is in the owner's folder; raises ThemeError if there is no such folder."""
    if not own.is_dir():
        raise ThemeError(str(own), 0, "this is not a folder")
    return Theme(TEMPLATES, own)


def add_parser(nouns: Any) -> None:
    parser = nouns.add_parser("theme", help="try your own templates and styles", description=DESCRIPTION)
    parser.set_defaults(run=_theme, stack="")


def _theme(_: Namespace, environ: Mapping[str, str], __: Callable[[str], Any]) -> int:
    folder = own_folder(environ)
    theme = theme_with(folder)
    theme.check()
    for name in theme.replaced:
        print(f"{folder.name}/{name}", _effect(name))
    print("The theme can be used." if theme.replaced else f"There is nothing in {folder}: the theme is as it came.")
    return 0


def _effect(name: str) -> str:
    if name == f"static/{OWNERS_STYLE}":
        return "is added to the style sheet"
    return "replaces the theme's own" if (TEMPLATES / name).is_file() else "is new"
