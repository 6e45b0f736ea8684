"""Results pages: what a search found, for a browser without scripts."""

from collections.abc import Mapping, Sequence
from html import escape
from string import Template

from api.page import escaped, page
from blog.words import Words, message

SEARCH = message("Search")

# As search.html and search.js have it.
CONTENT = Template("""<header class="text listing">
<h1>$button</h1>
</header>
<form class="search text" role="search" action="/api/search">
<p><label for="q">$label</label>
<input id="q" name="q" type="search" value="$query" required maxlength="200" enterkeyhint="search" dir="auto"></p>
<p><button>$button</button></p>
</form>
<p class="text" role="status">$text</p>
$results<p class="text more"><a href="/">$front_page</a></p>""")

RESULTS = Template("""<div class="results">
<h2 class="unseen">$heading</h2>
<ol class="rows">
$items
</ol>
</div>
""")

RESULT = Template("""<li class="row">
$side<div class="entry" lang="$language" dir="$direction">
<h3><a href="$url">$title</a></h3>
<p>$summary</p>
</div>
</li>""")


SIDE = Template("""<p class="side"><time datetime="$date">$date_text</time></p>
""")


def results_page(frame: str, query: str, text: str, results: Sequence[Mapping[str, str]], words: Words) -> str:
    """The form again, with what was asked, what is said of the results, and each of them."""
    said = {
        "label": words.gettext("Words to search for"),
        "button": words.gettext(SEARCH),
        "front_page": words.gettext("To the front page"),
        "query": query,
        "text": text,
    }
    return page(frame, SEARCH, CONTENT.substitute(escaped(said), results=_listed(results, words)), words)


def _listed(results: Sequence[Mapping[str, str]], words: Words) -> str:
    if not results:
        return ""
    items = "\n".join(RESULT.substitute(escaped(each), side=_side(each)) for each in results)
    return RESULTS.substitute(heading=escape(words.gettext("Results")), items=items)


def _side(result: Mapping[str, str]) -> str:
    return SIDE.substitute(escaped(result)) if result["date"] else ""
