import pytest

from publisher.file_name import date_of, is_dated, name_of, readable_name


@pytest.mark.parametrize(
    ("key", "name", "day"),
    [
        ("posts/2014-03-12-tea.md", "tea", "2014-03-12"),
        ("posts/2014-03-12-Tea.md", "Tea", "2014-03-12"),
        ("posts/2014-03-12T1030-tea.md", "1030-tea", "2014-03-12"),
        ("posts/2014-3-2_tea.md", "tea", "2014-03-02"),
        ("posts/20140312 tea.md", "tea", "2014-03-12"),
        ("posts/2014/03/12/tea.md", "tea", "2014-03-12"),
        ("posts/2014/03/tea.md", "tea", "2014-03-01"),
        ("posts/2014/tea.md", "tea", "2014-01-01"),
        ("posts/2014-03-12.md", "2014-03-12", "2014-03-12"),
        ("posts/2014-13-45-tea.md", "2014-13-45-tea", None),
        ("posts/2014123-tea.md", "2014123-tea", None),
        ("posts/tea/index.md", "tea", None),
        ("posts/2014-03-12-tea/index.md", "tea", "2014-03-12"),
        ("posts/2014/03/tea/index.md", "tea", "2014-03-01"),
        ("posts/index.md", "index", None),
        ("posts/2014-03-12-tea.de.md", "tea", "2014-03-12"),
        ("posts/tea/index.pt-BR.md", "tea", None),
        ("posts/gemini-1.5-pro.md", "gemini-1.5-pro", None),
        ("posts/%D7%AA%D7%94.md", "תה", None),
        ("posts/100%FF.md", "100%FF", None),
    ],
)
def test_a_key_tells_name_and_date(key, name, day):
    moment = date_of(key)
    assert (name_of(key), moment and f"{moment:%Y-%m-%d}") == (name, day)


def test_a_key_tells_whether_its_name_is_dated():
    assert [is_dated("posts/2014-03-12-tea.md"), is_dated("posts/2014/tea.md")] == [True, False]


def test_a_name_becomes_a_title():
    assert readable_name("posts/2014-03-12-why-tea_matters.md") == "Why tea matters"
