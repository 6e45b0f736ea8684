"""Pages of the API: what a browser without scripts is shown.

They know no theme and no style sheet, so they are plain HTML that reads well by
itself. Every value and every word goes through `html.escape` on its way into a template.
"""

from collections.abc import Mapping
from html import escape
from string import Template

from blog.words import Words

PAGE = Template("""<!doctype html>
<html lang="$language" dir="$direction">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>$title</title>
</head>
<body>
<main>
<h1>$title</h1>
$content
</main>
</body>
</html>
""")


def page(title: str, content: str, words: Words) -> str:
    """A page with a title that is a message, and content that is HTML."""
    return PAGE.substitute(
        language=words.language, direction=words.direction, title=escape(words.gettext(title)), content=content
    )


def escaped(values: Mapping[str, str]) -> dict[str, str]:
    return {name: escape(value) for name, value in values.items()}
