from html import unescape
from urllib.parse import parse_qsl

import pytest

from blog import keys
from blog.held import Decision
from blog.moderation import approved, held
from tests.unit.api.moderation_page import (
    CASES,
    PAGE,
    SEEN,
    amend,
    decide_and_undo,
    edit,
    get,
    link,
    move_it,
    post,
    state,
    used,
    waiting_desk,
    written,
)
from tests.unit.api.reader import POST
from tests.unit.api.test_add_comment import Fields


def test_the_table_of_links_is_what_they_do_now():
    """`PYTHONPATH=functions:. python -m tests.unit.api.moderation_page` writes it."""
    page = PAGE.read_text()

    assert page == written(page)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_link_changes_nothing_before_its_button_and_only_what_it_says(case):
    looked, acted, by_look, by_act = used(case)

    assert not by_look
    assert by_act == (acted == 200) == (looked == 200) == case.name.startswith("as it is")


@pytest.mark.parametrize("decision", Decision)
def test_each_link_does_what_it_says_by_the_form_of_its_page(decision):
    desk = waiting_desk()
    page = get(desk, link(desk, decision))["body"]
    form = {name: unescape(value) for name, value in Fields(page).values.items()}

    answer = post(desk, form)

    assert answer["statusCode"] == 200
    assert [each.comment.id for each in held(desk.table)] != [SEEN]
    assert len(approved(desk.table, POST)) == (decision is Decision.APPROVED)
    assert desk.table.get(keys.decided(SEEN))["decision"] == decision


def test_the_page_needs_no_script_and_what_a_stranger_wrote_is_text():
    desk = waiting_desk()

    answer = get(desk, link(desk))

    tags = Fields(answer["body"]).tags
    assert ("form", {"method": "post", "action": "/api/moderation"}) in tags
    assert not {"script", "img", "b"} & {tag for tag, _ in tags}
    assert "Ada &lt;b&gt;" in answer["body"]
    assert "no proof of work (+1)" in answer["body"]
    assert "default-src 'none'" in answer["headers"]["Content-Security-Policy"]
    assert answer["headers"]["Referrer-Policy"] == "same-origin"
    assert answer["headers"]["Cache-Control"] == "no-store"


def test_another_site_s_form_is_refused_even_with_a_true_link():
    desk = waiting_desk()
    before = state(desk)

    answer = post(desk, link(desk), origin="https://evil.example")

    assert (answer["statusCode"], state(desk)) == (403, before)


def test_what_is_already_decided_is_said():
    desk = waiting_desk()
    fields = link(desk)
    post(desk, link(desk, Decision.SPAM))

    assert "The comment is spam." in get(desk, fields)["body"]


@pytest.mark.parametrize("happened", [edit, amend, decide_and_undo, move_it])
def test_whose_link_is_older_than_the_comment_is_told_where_to_decide_without_a_newer_letter(happened):
    desk = waiting_desk()
    fields = link(desk)
    happened(desk, Decision.APPROVED)

    for answer in (get(desk, fields), post(desk, fields)):
        assert "If a newer letter came" in answer["body"]
        assert f"pressmark comments show {SEEN}" in answer["body"]


@pytest.mark.parametrize("query", ["", "act=approved", "act=&comment=&edition=&until=&seal=", "seal=%00"])
def test_what_is_no_link_is_403_and_tells_nothing(query):
    desk = waiting_desk()

    answer = get(desk, dict(parse_qsl(query, keep_blank_values=True)))

    assert answer["statusCode"] == 403
    assert "oolong" not in answer["body"]
