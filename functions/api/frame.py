"""The frame: the site's own look around what the API has to say to a person.

It is the page for what is not there, as the theme made it: that has the masthead, the
styles and their digests, and nothing of its own but a title and a text, which are
replaced. So the API knows neither the theme nor its files.
"""

import re
from collections.abc import Callable
from html import escape
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from blog.paths import MISSING, object_key
from blog.words import Words

Frame = Callable[[], str]

_TITLE = re.compile("(?<=<title>)[^<]*")
_TOLD_OTHERS = re.compile('(?<=<meta property="og:title" content=")[^"]*')
_TEXT = re.compile("(?P<main><main[^>]*)>.*(?=</main>)", re.DOTALL)


def no_frame() -> str:
    """Where there is none."""
    return ""


def frame_in(client: Callable[[str], Any], bucket: str) -> Frame:
    """What gives the frame as it is now in the site bucket, or nothing; no client is made before it is asked for."""

    def frame() -> str:
        try:
            found = client("s3").get_object(Bucket=bucket, Key=object_key(MISSING))
            return str(found["Body"].read().decode())
        except (BotoCoreError, ClientError):  # whatever is wrong with it, the reader gets the answer
            return ""

    return frame


def framed(frame: str, title: str, content: str, words: Words) -> str | None:
    """The frame with a plain title, and content that is HTML in the language of `words`; None if nothing fits in."""
    title = escape(title)
    text = f'\\g<main> lang="{words.language}" dir="{words.direction}">\n'
    html, places = _TEXT.subn(lambda found: found.expand(text) + content + "\n", frame, count=1)
    html = _TOLD_OTHERS.sub(lambda _: title, _TITLE.sub(lambda _: title, html, count=1), count=1)
    return html if places else None
