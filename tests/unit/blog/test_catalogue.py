"""Catalogues: what a `.po` file may hold, and what becomes of it."""

from blog.catalogue import read_catalogue

HEADER = 'msgid ""\nmsgstr ""\n"Language: he\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
HEBREW = HEADER + '"Plural-Forms: nplurals=3; plural=(n == 1 ? 0 : n == 2 ? 1 : 2);\\n"\n'


def test_a_message_is_translated_and_one_that_is_not_there_stays_as_it_is():
    catalogue = read_catalogue(HEADER + '\n#. a note\nmsgid "Name"\nmsgstr "שם"\n')

    assert (catalogue.gettext("Name"), catalogue.gettext("Text")) == ("שם", "Text")


def test_a_context_tells_messages_of_one_text_apart():
    catalogue = read_catalogue(HEADER + '\nmsgctxt "date"\nmsgid "May"\nmsgstr "מאי"\n\nmsgid "May"\nmsgstr "אולי"\n')

    assert (catalogue.pgettext("date", "May"), catalogue.gettext("May")) == ("מאי", "אולי")


def test_the_header_says_which_plural_a_number_takes():
    forms = '\nmsgid "%(num)s view"\nmsgid_plural "%(num)s views"\nmsgstr[0] "one"\nmsgstr[1] "two"\nmsgstr[2] "many"\n'
    catalogue = read_catalogue(HEBREW + forms)

    said = [catalogue.ngettext("%(num)s view", "%(num)s views", number) for number in (0, 1, 2, 3, 11, 21)]

    assert said == ["many", "one", "two", "many", "many", "many"]


def test_a_text_goes_on_over_lines_and_has_quotes_and_line_ends():
    catalogue = read_catalogue(HEADER + '\nmsgid ""\n"one "\n"\\"two\\"\\n"\nmsgstr "a\\\\b\\n"\n')

    assert catalogue.gettext('one "two"\n') == "a\\b\n"


def test_what_is_fuzzy_empty_or_obsolete_is_as_if_it_were_not_there():
    catalogue = read_catalogue(
        HEADER
        + '\n#, fuzzy, python-format\nmsgid "A"\nmsgstr "1"\n'
        + '\nmsgid "B"\nmsgstr ""\n'
        + '\n#~ msgid "C"\n#~ msgstr "3"\n'
        + '\nmsgid "D"\nmsgid_plural "Ds"\nmsgstr[0] "4"\nmsgstr[1] ""\n'
    )

    assert [catalogue.gettext(text) for text in "ABC"] == ["A", "B", "C"]
    assert [catalogue.ngettext("D", "Ds", number) for number in (1, 2)] == ["D", "Ds"]
