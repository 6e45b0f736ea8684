"""The search: the same results for a script and as a page, the best first."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest

from api.routes import respond
from api.search import MOST_CHARACTERS, MOST_RESULTS
from blog import keys
from blog.item import to_item
from blog.post import Kind, Post
from blog.posting import postings
from blog.record import Record, Status, changes
from blog.settings import Settings
from blog.table import Put
from tests.unit.api.reader import JSON, OURS, PAGES, event, make_desk, said

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def make_listed(name, body="", *, title="", language="en", day=0, kind=Kind.POST, deck="", status=Status.PUBLISHED):
    source, path = f"posts/{name}.md", f"/posts/{name}/" if kind is Kind.POST else f"/{name}/"
    date = NOON - timedelta(days=day)
    post = Post(kind, name, title or name, date, deck=deck, language=language)
    found_by = postings([(post.title, 5)], body, language)
    where = {"natural": path, "path": path, "live": path}
    return Record(keys.post_id(source), source, 1, status, date.isoformat(), post, postings=found_by, **where)


def blog_of(*records, **settings):
    desk = make_desk()
    for record in records:
        desk.table.write(changes(None, record))
    if settings:
        desk.table.put(Put(keys.SETTINGS, {"settings": to_item(Settings(**settings)), "generation": 1}))
    return desk


def ask(desk, query, accept=JSON, **headers):
    return respond(event("GET", "/api/search", query={"q": query}, accept=accept, **headers), desk)


def found(desk, query, **headers):
    return [result["url"] for result in said(ask(desk, query, **headers))["results"]]


def shown(desk, query, **headers):
    return re.findall(r'<h3><a href="([^"]+)">', ask(desk, query, PAGES, **headers)["body"])


def names(urls):
    return [url.strip("/").rpartition("/")[2] for url in urls]


def test_a_post_is_found_by_any_form_of_its_words_and_by_its_beginning():
    desk = blog_of(make_listed("tea", "She was listening to lamps."), make_listed("rain", "Nothing."))

    for query in ("listen", "LISTENS", "lamp", "list", "to l", "lamps listened zebra"):
        assert names(found(desk, query)) == ["tea"], query
    for query in ("lampshade", "isten", "zebra", "l", "", "?!"):
        assert found(desk, query) == [], query


def test_who_has_more_of_the_words_comes_first_then_who_has_the_rarer_then_the_heavier_then_the_newer():
    desk = blog_of(
        make_listed("old", "the lamp", day=9),
        make_listed("new", "the lamp", day=1),
        make_listed("titled", "the", title="Lamp", day=20),
        make_listed("both", "the lamp and zebra", day=30),
        make_listed("rare", "zebra", day=40),
        *(make_listed(f"the{number}", "the the the the", day=number + 50) for number in range(5)),
    )

    assert names(found(desk, "lamp")) == ["titled", "new", "old", "both"]
    assert names(found(desk, "zebra the"))[:4] == ["both", "rare", "the0", "the1"]


def test_more_words_count_more_than_one_in_the_title():
    desk = blog_of(make_listed("titled", title="Lamp"), make_listed("both", "a lamp for tea", day=9))

    assert names(found(desk, "tea lamp")) == ["both", "titled"]


def test_what_only_begins_like_two_forms_of_a_word_is_not_found():
    desk = blog_of(make_listed("ship", "lampoon"), make_listed("oil", "lamp"))

    assert names(found(desk, "lamps zzz")) == ["oil"]


def test_a_whole_word_comes_before_one_that_begins_like_it():
    desk = blog_of(make_listed("shade", "lampshade"), make_listed("lamp", "a lamp", day=9))

    assert names(found(desk, "lamp")) == ["lamp", "shade"]


@pytest.mark.parametrize(
    ("language", "body", "queries"),
    [
        ("de", "Die Häuser am Fluss", ("Haus", "hauser", "häus", "fluß")),
        ("he", "הַקּוּמְקוּם רותח", ("הקומקום", "הקומ")),
        ("zh", "我喜欢喝茶", ("喜欢", "茶", "喝茶", "我喜欢喝茶")),
        ("ja", "お茶を飲みます", ("お茶", "飲み", "茶")),
        ("ko", "한국어를 배운다", ("한국", "한국어")),
        ("fa", "کتاب‌های خوب", ("كتاب", "خوب")),
        ("sv", "Flickorna läser", ("flicka", "flickor")),
    ],
)
def test_words_are_found_in_the_language_of_the_post(language, body, queries):
    desk = blog_of(make_listed("it", body, language=language), make_listed("rain"), language=language)

    for query in queries:
        assert names(found(desk, query)) == ["it"], query


def test_a_post_in_another_language_than_the_site_s_is_found_by_readers_of_it():
    desk = blog_of(make_listed("it", "Die Häuser am Fluss", language="de"))

    assert found(desk, "Flüssen zzz", accept_language="en, de-AT;q=0.9") == ["/posts/it/"]
    assert found(desk, "Flüssen zzz", accept_language="en") == []
    assert found(desk, "Häuser zzz") == ["/posts/it/"]


def test_the_page_has_the_same_results_in_the_same_order():
    desk = blog_of(*(make_listed(f"tea{number}", "tea " * (number % 4), day=number) for number in range(40)))

    assert len(found(desk, "tea")) == MOST_RESULTS
    for query in ("tea", "te", "tea3", "tea3 tea31"):
        assert shown(desk, query) == found(desk, query) != []


def test_what_was_taken_back_is_found_no_more():
    desk = blog_of(tea := make_listed("tea", "leaves"), make_listed("draft", "leaves", status=Status.DRAFT))
    assert names(found(desk, "leaves")) == ["tea"]

    desk.table.write(changes(tea, make_listed("tea", "cups")))
    assert found(desk, "leaves") == []


def test_a_standing_page_is_found_and_of_equals_comes_last():
    desk = blog_of(make_listed("about", "tea", kind=Kind.PAGE), make_listed("rain", "tea", day=999))

    assert found(desk, "tea") == ["/posts/rain/", "/about/"]


def test_a_post_that_leaves_between_two_reads_is_left_out():
    desk = blog_of(tea := make_listed("tea", "leaves"), make_listed("cup", "leaves", day=1))
    (row,) = (key for key in desk.table.keys if key.pk == keys.ARCHIVE_LIST and tea.id in key.sk)
    desk.table._set(row, None)

    assert names(found(desk, "leaves")) == ["cup"]


def test_a_result_says_what_a_list_would():
    desk = blog_of(make_listed("tea", "x", title="תה & <b>", language="he", deck="מילים " * 60))

    (result,) = said(ask(desk, "x"))["results"]

    assert {name: result[name] for name in ("title", "url", "date", "date_text", "language", "direction")} == {
        "title": "תה & <b>",
        "url": "/posts/tea/",
        "date": "2026-11-23",
        "date_text": "23 November 2026",
        "language": "he",
        "direction": "rtl",
    }
    assert len(result["summary"]) <= 160


def test_a_standing_page_is_of_no_day():
    desk = blog_of(make_listed("about", "x", kind=Kind.PAGE), make_listed("tea", "x", day=3))

    post, about = said(ask(desk, "x"))["results"]

    assert (post["date"], about["url"]) == ("2026-11-20", "/about/")
    assert (about["date"], about["date_text"]) == ("", "")
    assert ask(desk, "x", PAGES)["body"].count("<time") == 1


def test_nothing_that_a_reader_or_an_author_wrote_is_taken_for_html():
    desk = blog_of(make_listed("tea", "x", title='<script>"x', deck="<i>'"))

    html = ask(desk, 'x"><script>alert(1)</script>', PAGES)["body"]

    assert "<script" not in html
    assert 'value="x&quot;&gt;&lt;script&gt;' in html
    assert "&lt;script&gt;&quot;x</a>" in html


@pytest.mark.parametrize(
    ("number", "text"), [(0, "Nothing was found for “\u2068tea\u2069”."), (1, "1 result"), (2, "2 results")]
)
def test_how_many_there_are_is_said(number, text):
    desk = blog_of(*(make_listed(f"p{each}", "tea") for each in range(number)))

    assert said(ask(desk, "tea"))["text"] == text
    assert f'<p class="text" role="status">{text}</p>' in ask(desk, "tea", PAGES)["body"]


def test_of_many_the_best_are_shown_and_said_to_be():
    desk = blog_of(*(make_listed(f"p{each}", "tea") for each in range(1, 24)))

    assert said(ask(desk, "tea"))["text"] == "The best 20 of 23 results"


def test_the_words_are_the_site_s():
    desk = blog_of(make_listed("it", "Tee", language="de"), language="de")

    assert said(ask(desk, "tee", accept_language="he"))["text"] == "1 Ergebnis"
    assert '<html lang="de" dir="ltr">' in ask(desk, "tee", PAGES)["body"]


def test_without_a_query_there_is_the_form_alone():
    desk = blog_of(make_listed("tea"))
    answer = respond(event("GET", "/api/search", accept=PAGES), desk)

    assert answer["statusCode"] == 200
    assert '<form class="search text" role="search" action="/api/search">' in answer["body"]
    assert "<li" not in answer["body"]
    assert said(ask(desk, "  "))["text"] == ""


def test_a_query_that_is_too_long_is_a_problem():
    assert ask(make_desk(), "x" * MOST_CHARACTERS)["statusCode"] == 200
    answer = ask(make_desk(), "x" * (MOST_CHARACTERS + 1))

    assert (answer["statusCode"], said(answer)["type"]) == (413, "/problems/too-large")


def test_a_minute_later_it_is_asked_again():
    answer = ask(make_desk(), "tea")

    assert answer["headers"]["Cache-Control"] == "private, max-age=60"
    assert answer["headers"]["Vary"] == "Accept, Accept-Language"


def test_another_site_s_page_may_lead_here():
    assert ask(make_desk(), "tea", origin=f"{OURS}.evil.example", sec_fetch_site="cross-site")["statusCode"] == 200


def test_it_is_only_asked_by_get():
    assert respond(event("POST", "/api/search", {"q": "tea"}), make_desk())["headers"]["Allow"] == "GET, HEAD, OPTIONS"


def test_strange_queries_are_answered():
    desk = blog_of(make_listed("tea", "tea"))
    for query in ("\0", "\ud800", "tea\u202e", ":", " : ", "%", "tea:5", "x" * 200, "茶" * 200, "\u0300" * 200):
        answer = ask(desk, query)
        assert answer["statusCode"] == 200, query
        json.loads(answer["body"])
        assert ask(desk, query, PAGES)["statusCode"] == 200
