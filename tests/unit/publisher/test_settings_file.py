from datetime import UTC, datetime

from blog.settings import Settings
from publisher.content import MOST_VERSIONS, Object
from publisher.settings_file import SettingsFile, read_settings_file

KEY = "site.yaml"
BROKEN = b"title: [Tea\n"


def read(*texts):
    """Of versions, the newest first; None is a delete marker."""
    sources = [
        text and Object(KEY, f"v{len(texts) - place}", datetime(2026, 1, 1, tzinfo=UTC), text)
        for place, text in enumerate(texts)
    ]
    return read_settings_file(KEY, sources)


def test_the_newest_version_counts():
    assert read(b"title: Tea\n", b"title: Coffee\n") == SettingsFile(Settings(title="Tea"), "v2")


def test_of_a_broken_file_the_last_good_version_counts_and_the_newest_is_told():
    file = read(BROKEN, b"title: Tea\nx: 1\n", b"title: Coffee\n")

    assert (file.settings.title, file.newest, file.warnings) == ("Tea", "v3", ())
    assert "v3" not in file.problems[0].message
    assert len(file.problems) == 1


def test_a_good_file_is_told_what_in_it_is_unknown():
    [warning] = read(b"title: Tea\ntitel: Coffee\n").warnings

    assert warning.field == "titel"


def test_where_nothing_stands_or_stood_all_is_as_usual():
    assert read(None) == SettingsFile(Settings())
    assert read(BROKEN, None, b"title: Tea\n").settings == Settings()
    assert read(BROKEN, None).newest == "v2"


def test_nothing_is_known_where_no_version_can_be_read():
    assert read(BROKEN).settings is None
    assert read(*[BROKEN] * MOST_VERSIONS, b"title: Tea\n").settings is None
    assert read(*[BROKEN] * (MOST_VERSIONS - 1), b"title: Tea\n").settings.title == "Tea"
