"""The settings' file: what its versions say, of which the last good one counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from blog.settings import Settings
from publisher.content import MOST_VERSIONS, Object
from publisher.problem import Problem, SourceError
from publisher.site_yaml import read_settings


@dataclass(frozen=True)
class SettingsFile:
    """`settings` are None if no kept version can be read; `problems` and `warnings` are those of the `newest`."""

    settings: Settings | None
    newest: str = ""
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


def read_settings_file(key: str, sources: Iterable[Object | None], *, sends_letters: bool = True) -> SettingsFile:
    """Of the versions of the file, the newest first, the first that can be read; all defaults where nothing stood."""
    newest = ""
    problems: tuple[Problem, ...] = ()
    for source in islice(sources, MOST_VERSIONS):
        if source is None:
            return SettingsFile(Settings(), newest, problems)
        newest = newest or source.version
        try:
            settings, warnings = read_settings(key, source.data, sends_letters=sends_letters)
        except SourceError as error:
            problems = problems or error.problems
            continue
        return SettingsFile(settings, newest, problems, () if problems else warnings)
    return SettingsFile(None, newest, problems)
