"""Results pages: what a search found, for a browser without scripts."""

from collections.abc import Iterable, Mapping
from string import Template

from api.page import escaped, page
from blog.words import Words, message

SEARCH = message("Search")

CONTENT = Template("""<form role="search" action="/api/search">
<p><label for="q">$label</label><br>
<input id="q" name="q" type="search" value="$query" required maxlength="200" dir="auto"> <button>$button</button></p>
</form>
<p role="status">$text</p>
<ol>
$results
</ol>
<p><a href="/">$front_page</a></p>""")

RESULT = Template("""<li lang="$language" dir="$direction">
<h2><a href="$url">$title</a></h2>
<p>$summary</p>
<p><time datetime="$date"$own>$date_text</time></p>
</li>""")

OWN = Template(' lang="$language" dir="$direction"')


def results_page(query: str, text: str, results: Iterable[Mapping[str, str]], words: Words) -> str:
    """The form again, with what was asked, what is said of the results, and each of them."""
    said = {
        "label": words.gettext("Words to search for"),
        "button": words.gettext(SEARCH),
        "front_page": words.gettext("To the front page"),
        "query": query,
        "text": text,
    }
    own = OWN.substitute(language=words.language, direction=words.direction)
    items = "\n".join(RESULT.substitute(escaped(each), own=own) for each in results)
    return page(SEARCH, CONTENT.substitute(escaped(said), results=items), words)
