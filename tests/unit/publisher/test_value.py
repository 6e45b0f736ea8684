import pytest

from publisher.value import as_language, as_line, as_people, as_switch, as_web_address


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (42, "42"),
        (True, "true"),
        ("  Two\n lines\u2028more ", "Two lines more"),
        ("Tea &amp; <em>milk</em>", "Tea & milk"),
        ("Over<br/>two", "Over two"),
        ("Vec<T> in Rust, a < b", "Vec<T> in Rust, a < b"),
        ("bell\x07 and half \ud800", "bell and half"),
        ("&lt;script&gt;", "<script>"),
    ],
)
def test_a_line_is_plain_text(value, text):
    assert as_line(value) == text


@pytest.mark.parametrize("value", [["Tea"], {"text": "Tea"}])
def test_a_list_is_no_line(value):
    with pytest.raises(ValueError, match="must be text"):
        as_line(value)


@pytest.mark.parametrize(
    ("value", "answer"), [(True, True), ("Yes", True), ("off", False), (0, False), ("closed", False)]
)
def test_a_switch_is_on_or_off(value, answer):
    assert as_switch(value) is answer


def test_names_come_as_text_list_or_maps():
    assert as_people("Ada") == ("Ada",)
    assert as_people(["Ada", None, {"name": "Grace"}, "Ada"]) == ("Ada", "Grace")
    assert as_people("Ada, Grace") == as_people("Ada; Grace") == ("Ada", "Grace")
    assert as_people("Lovelace, Ada; Hopper, Grace") == ("Lovelace, Ada", "Hopper, Grace")


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "//tea.example", "tea.example", "http://[", "https://a b", "ftp://tea"]
)
def test_only_web_addresses_are_linked(text):
    with pytest.raises(ValueError, match="not a web address"):
        as_web_address(text)


@pytest.mark.parametrize(
    ("value", "tag"),
    [("en", "en"), ("pt_br", "pt-BR"), ("en_US.UTF-8", "en-US"), ("zh-hant-TW", "zh-Hant-TW"), ("DE", "de")],
)
def test_language_tags_are_written_as_the_standard_does(value, tag):
    assert as_language(value) == tag


def test_a_language_has_a_tag_not_a_name():
    with pytest.raises(ValueError, match="not a language tag"):
        as_language("English")
