"""Pages of the API: what a browser without scripts is shown.

They look like the site where there is a frame for them (`frame.py`), and are plain HTML
that reads well by itself where there is none. Every value and every word goes through
`html.escape` on its way into a template.
"""

from collections.abc import Mapping
from html import escape
from string import Template

from api.frame import framed
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
$content
</main>
</body>
</html>
""")


FORM = Template("""<form class="text" method="$method" action="$action">
$fields
<p><button>$label</button></p>
</form>""")


def page(frame: str, title: str, content: str, words: Words) -> str:
    """A page with a title that is a message, and content that is HTML; the frame is the site's or empty."""
    said = words.gettext(title)
    return framed(frame, said, content, words) or PAGE.substitute(
        language=words.language, direction=words.direction, title=escape(said), content=content
    )


def escaped(values: Mapping[str, str]) -> dict[str, str]:
    return {name: escape(value) for name, value in values.items()}


def button(action: str, fields: str, label: str, method: str = "post") -> str:
    """A form with nothing to fill in; `fields` is HTML of hidden ones."""
    return FORM.substitute(escaped({"method": method, "action": action, "label": label}), fields=fields)
