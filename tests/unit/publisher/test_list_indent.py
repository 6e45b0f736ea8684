import pytest

from publisher.list_indent import with_plain_lists
from tests.unit.publisher.converting import html


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("- a\n  - b\n    - c\n- d", "- a\n    - b\n        - c\n- d"),
        ("1. a\n   - b\n2. c", "1. a\n    - b\n2. c"),
        ("- a\n\n  more\n\nend", "- a\n\n    more\n\nend"),
        ("- a\n  ```\n  x\n    y\n  ```\n- b", "- a\n    ```\n    x\n      y\n    ```\n- b"),
        ("Tea:\n- a\n- b", "Tea:\n\n- a\n- b"),
        ("Tea:\n1. a", "Tea:\n\n1. a"),
        ("* a\n   * b\n * c", "* a\n    * b\n * c"),
    ],
)
def test_lists_of_commonmark_get_four_spaces_and_a_blank_line(body, expected):
    assert with_plain_lists(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "- a\n    - b\n        - c",
        "- a\n\n    more\n\n        code",
        "1. a\n2. b\n    - c",
        "- a\nlazy\n- b",
        "In the year\n1984. It was cold",
        "a\n* * *\nb",
        "```\nTea:\n- a\n  - b\n```",
        "    - a\n      - b",
        "!!! note\n    - a",
        "| a |\n|---|\n| - |\n\n[^1]: a\n    - b",
        "Term\n:   What\n\n    - a",
        "<div>\n- a\n</div>",
        "*a*\n**b**",
    ],
)
def test_what_is_right_already_stays(body):
    assert with_plain_lists(body) == body


def test_a_nested_list_is_nested_on_the_page():
    assert html("Tea:\n- a\n  - b\n    c") == "<p>Tea:</p>\n<ul>\n<li>a<ul>\n<li>b\n    c</li>\n</ul>\n</li>\n</ul>"
