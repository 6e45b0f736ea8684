"""Search: which posts have the words that a reader looks for, as a page or for the script of `/search/`."""

from api.answer import Answer, json_answer, page_answer
from api.desk import Desk
from api.found import Hit, cards, hits, ranked
from api.problem import TooLarge
from api.published import settings
from api.request import Request
from api.results_page import results_page
from blog.plain_text import clean_line
from blog.post import Card
from blog.posting import asked
from blog.settings import direction
from blog.table import Table
from blog.wording import cut, day, iso_day
from blog.words import Words, words_for

MOST_CHARACTERS = 200
MOST_RESULTS = 20
MOST_LANGUAGES = 3  # of the reader's, beside the site's
LONGEST_SUMMARY = 160
# Whoever goes back or types on asks again within a minute; the CDN keeps nothing of `/api/`, and few ask the same.
KEPT = {"Cache-Control": "private, max-age=60", "Vary": "Accept, Accept-Language"}

Result = dict[str, str]


def search(request: Request, desk: Desk) -> Answer:
    """The 20 best posts for the untrusted `q`, in the order of `found.py`; in the words of the site.

    The last word may be the beginning of one, since it may still be typed. Other words are found in any form that
    their stems in the site's or the reader's languages make of them.
    """
    query = clean_line(request.query.get("q", ""))
    if len(query) > MOST_CHARACTERS:
        raise TooLarge
    language = settings(desk.table).language
    words = words_for(language)
    number, results = _results(desk.table, query, (language, *request.languages[:MOST_LANGUAGES]), words)
    text = _told(query, number, words)
    if request.wants_page:
        return page_answer(200, results_page(desk.frame(), query, text, results, words), KEPT)
    return json_answer(200, {"query": query, "text": text, "results": results}, KEPT)


def _results(table: Table, query: str, languages: tuple[str, ...], words: Words) -> tuple[int, list[Result]]:
    """How many posts were found, and what is shown of the best."""
    wanted = asked(query, *languages)
    found = ranked(hits(table, wanted), wanted)
    return len(found), [_result(*each, languages[0], words) for each in cards(table, found[:MOST_RESULTS])]


def _result(hit: Hit, card: Card, site_language: str, words: Words) -> Result:
    language = card.language or site_language
    return {
        "title": card.title,
        "url": card.url,
        # No page shows the day of a standing page, which is that of its upload unless its author wrote one.
        "date": iso_day(card.date) if hit.is_dated else "",
        "date_text": day(card.date, words) if hit.is_dated else "",
        "summary": cut(card.summary, LONGEST_SUMMARY),
        "language": language,
        "direction": direction(language),
    }


def _told(query: str, number: int, words: Words) -> str:
    """What there is to say of the results, and to be read out."""
    if not query:
        return ""
    if not number:
        # Isolated (Unicode TR 9): the query may be written in the other direction.
        return words.gettext("Nothing was found for “%(query)s”.") % {"query": f"\u2068{query}\u2069"}
    if number > MOST_RESULTS:
        shown = {"shown": words.number(MOST_RESULTS), "num": words.number(number)}
        return words.gettext("The best %(shown)s of %(num)s results") % shown
    return words.ngettext("%(num)s result", "%(num)s results", number) % {"num": words.number(number)}
