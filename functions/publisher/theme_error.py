"""What is wrong with a theme, and where: templates and styles are written by people, who need the file and the line."""

import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from jinja2 import TemplateError, TemplateNotFound


class ThemeError(Exception):
    """A template or style that cannot be used; `file` begins with its theme's folder, `line` is 0 if nobody knows."""

    def __init__(self, file: str, line: int, problem: str) -> None:
        super().__init__(f"{file}, line {line}: {problem}" if line else f"{file}: {problem}")
        self.file = file
        self.line = line
        self.problem = problem


@contextmanager
def located(folders: Sequence[Path], template: str) -> Iterator[None]:
    """Whatever goes wrong while a template is read or rendered, as a ThemeError."""
    try:
        yield
    except ThemeError:
        raise
    except Exception as error:
        file, line = _place(error, folders) or (template, 0)
        raise ThemeError(file, line, _problem(error)) from error


def shown(file: Path, folders: Sequence[Path]) -> str:
    """`theme/post.html`, wherever the folder is."""
    folder = next((each for each in folders if file.is_relative_to(each)), file.parent)
    return f"{folder.name}/{file.relative_to(folder).as_posix()}"


def _place(error: Exception, folders: Sequence[Path]) -> tuple[str, int] | None:
    """Jinja puts the templates' own files and lines into the traceback."""
    frames = [(Path(frame.filename), frame.lineno or 0) for frame in traceback.extract_tb(error.__traceback__)]
    within = [place for place in frames if any(place[0].is_relative_to(folder) for folder in folders)]
    return (shown(within[-1][0], folders), within[-1][1]) if within else None


def _problem(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return f"there is no template {error.name!r}"
    if isinstance(error, RecursionError):
        return "it extends or includes itself; the theme's own templates are those that begin with default/"
    return str(error.message or error) if isinstance(error, TemplateError) else f"{type(error).__name__}: {error}"
