"""docs/api.md says what the API does."""

from tests.unit.api.api_page import FITS, LIKES, METHODS, ORIGINS, PAGE, SIZES, TYPES, matrix, written


def test_the_tables_of_the_page_are_what_the_api_does_now():
    """`PYTHONPATH=functions:. python -m tests.unit.api.api_page` writes them."""
    page = PAGE.read_text()

    assert page == written(page)


def test_no_script_of_another_site_and_nothing_but_a_form_gets_a_comment_in():
    taken = {case for case, status in matrix().items() if status < 300 or status == 303}
    kept = {case for case in taken if case[2] != "OPTIONS"}

    ours, forms = list(ORIGINS)[:4], list(TYPES)[:2]
    assert kept == {(origin, form, "POST", size) for origin in ours for form in forms for size in FITS}
    assert taken - kept == {(o, t, "OPTIONS", s) for o in ORIGINS for t in TYPES for s in SIZES}
    assert METHODS[0] == "POST"
    counted = {case for case, status in matrix(LIKES).items() if status == 200}
    assert counted == {(origin, form, "POST", "an ordinary like") for origin in ours for form in forms}
