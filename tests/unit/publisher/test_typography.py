import pytest

from tests.unit.publisher.converting import html


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "\"Tea,\" he said, 'it's tea.'", "“Tea,” he said, ‘it’s tea.’"),
        ("en", "the dogs' bowl, rock 'n' roll, the '80s", "the dogs’ bowl, rock ‘n’ roll, the ’80s"),
        ("en", '("so") "\'a\' b" -- c --- d ...', "(“so”) “‘a’ b” – c — d …"),
        ("en", '"*Tea*," "[x](/y)" "`z`"', '“<em>Tea</em>,” “<a href="/y">x</a>” “<code>z</code>”'),
        ("en", '*"Tea"* `"x"`', '<em>“Tea”</em> <code>"x"</code>'),
        ("en", '\\"Tea\\"', '"Tea"'),
        ("de", "\"Tee 'jetzt'\", geht's", "„Tee ‚jetzt‘“, geht’s"),
        ("de", "'a' Hans' Tee", "‚a‘ Hans’ Tee"),
        ("de-CH", '"Tee"', "«Tee»"),
        ("fr", '"thé" l\'eau', "«\u202fthé\u202f» l’eau"),
        ("pl", '"herbata"', "„herbata”"),
        ("sv", '"te"', "”te”"),
        ("ru", '"чай"', "«чай»"),
        ("he", '"תה" צה"ל ג\'ירפה', "”תה” צה״ל ג׳ירפה"),
        ("ja", '"お茶" -- 「茶」', '"お茶" -- 「茶」'),
        ("zh-Hans", '"茶"...', '"茶"...'),
    ],
)
def test_quotes_are_those_of_the_language(language, text, expected):
    assert html(text, language=language) == f"<p>{expected}</p>"


def test_each_block_begins_anew():
    assert html("- 'a\n- Hans' b", language="de") == "<ul>\n<li>‚a</li>\n<li>Hans’ b</li>\n</ul>"
    assert html('- "a\n- "b"') == "<ul>\n<li>“a</li>\n<li>“b”</li>\n</ul>"
