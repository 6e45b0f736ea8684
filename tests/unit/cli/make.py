"""Histories of a bucket, as S3 would list them."""

from datetime import UTC, datetime, timedelta

from cli.timeline import Version

START = datetime(2026, 3, 14, 9, tzinfo=UTC)


def make_version(key: str, number: int, text: str | None, seconds: int = 0) -> Version:
    """The version that some text is, or with None a delete marker."""
    modified = START + timedelta(seconds=seconds)
    if text is None:
        return Version(key, f"v{number}", modified, is_marker=True)
    return Version(key, f"v{number}", modified, len(text), f'"{text}"')


def listed(versions: list[Version]) -> list[Version]:
    """From the order in which they came to S3's: by key, each key's newest first."""
    newest_first = versions[::-1]
    return sorted(newest_first, key=lambda version: version.key)
