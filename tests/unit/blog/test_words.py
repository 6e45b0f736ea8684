"""Words: which language's are taken, and numbers in them."""

import pytest

from blog.words import Locales, Words, words_for

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n'


@pytest.mark.parametrize(
    ("languages", "found"),
    [
        (["de"], "de"),
        (["de-AT"], "de"),
        (["de-Latn-AT-1996"], "de"),
        (["en-GB", "de"], "en"),
        (["sv", "de-CH"], "de"),
        (["sv", "nb"], "en"),
        (["", "fa"], "fa"),
        (["FA-af"], "fa"),
        (["zh"], "zh-Hans"),
        (["zh-CN"], "zh-Hans"),
        (["zh-Hans-SG"], "zh-Hans"),
        (["zh-TW"], "zh-Hans"),
        (["../de", "*", "-", "de\x00"], "en"),
        ([], "en"),
    ],
)
def test_a_tag_is_shortened_until_there_are_words_for_it_then_comes_the_next_and_last_english(languages, found):
    assert words_for(*languages).language == found


def test_a_new_language_is_one_file(tmp_path):
    (tmp_path / "sv.po").write_text(HEADER + '\nmsgid "Name"\nmsgstr "Namn"\n')

    words = Locales(tmp_path).words_for("sv-FI")

    assert (words.language, words.gettext("Name"), words.gettext("Comment")) == ("sv", "Namn", "Comment")
    assert [each.language for each in Locales(tmp_path)] == ["en", "sv"]


def test_a_file_with_the_line_ends_of_windows_is_read(tmp_path):
    text = HEADER + '\nmsgid "Name"\nmsgstr "Namn"\n\nmsgid "Comment"\nmsgstr "Kommentar"\n'
    (tmp_path / "sv.po").write_text(text, newline="\r\n")

    words = Locales(tmp_path).words_for("sv")

    assert (words.gettext("Name"), words.gettext("Comment")) == ("Namn", "Kommentar")


def test_traditional_chinese_is_taken_where_there_is_some(tmp_path):
    for name in ("zh-Hans", "zh-Hant"):
        (tmp_path / f"{name}.po").write_text(HEADER)
    found = Locales(tmp_path)

    languages = ["zh", "zh-CN", "zh-TW", "zh-Hant-HK", "zh-HK"]

    assert [found.words_for(each).language[3:] for each in languages] == ["Hans", "Hans", "Hant", "Hant", "Hant"]


def test_a_catalogue_is_read_once_and_only_when_it_is_needed(tmp_path):
    (tmp_path / "sv.po").write_text(HEADER)
    (tmp_path / "xx.po").write_bytes(b"\xff")
    found = Locales(tmp_path)

    assert found.words_for("sv") is found.words_for("sv-SE")
    assert found.words_for("en", "xx").language == "en"


@pytest.mark.parametrize(
    ("language", "number", "year"),
    [
        ("en", "1,234,567", "2026"),
        ("de", "1.234.567", "2026"),
        ("he", "1,234,567", "2026"),
        ("fa", "۱٬۲۳۴٬۵۶۷", "۲۰۲۶"),
        ("ja", "1,234,567", "2026"),
        ("zh-Hans", "1,234,567", "2026"),
    ],
)
def test_a_number_is_written_as_the_language_writes_it(language, number, year):
    words = words_for(language)

    assert (words.number(1234567), words.digits(2026)) == (number, year)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["0 views", "1 view", "2 views", "11 views", "1,200 views"]),
        ("de", ["0 Aufrufe", "1 Aufruf", "2 Aufrufe", "11 Aufrufe", "1.200 Aufrufe"]),
        ("he", ["0 צפיות", "צפייה אחת", "שתי צפיות", "11 צפיות", "1,200 צפיות"]),
        ("fa", ["۰ بازدید", "۱ بازدید", "۲ بازدید", "۱۱ بازدید", "۱٬۲۰۰ بازدید"]),
        ("ja", ["閲覧0回", "閲覧1回", "閲覧2回", "閲覧11回", "閲覧1,200回"]),
        ("zh-Hans", ["0 次阅读", "1 次阅读", "2 次阅读", "11 次阅读", "1,200 次阅读"]),
    ],
)
def test_a_count_takes_the_plural_of_its_language(language, said):
    words, numbers = words_for(language), (0, 1, 2, 11, 1200)

    forms = [words.ngettext("%(num)s view", "%(num)s views", number) for number in numbers]

    assert [form % {"num": words.number(number)} for form, number in zip(forms, numbers, strict=True)] == said


def test_words_run_in_the_direction_of_their_language():
    assert [words_for(each).direction for each in ("en", "he", "fa", "ja")] == ["ltr", "rtl", "rtl", "ltr"]
    assert Words().gettext("Name") == "Name"
