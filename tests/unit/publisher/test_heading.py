import pytest

from publisher.heading import first_heading, only_heading


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("\n\n# Tea\nSteep.", "Tea"),
        ("## Tea ##\nSteep.", "Tea"),
        ("# Tea {#tea}\nSteep.", "Tea"),
        ("Tea\n===\nSteep.", "Tea"),
        ("Tea\n---\nSteep.", "Tea"),
        ("Steep.\n\n# Tea", None),
        ("#tag", None),
        ("#", None),
        ("---\n---", None),
        ("", None),
    ],
)
def test_a_body_may_begin_with_its_title(body, text):
    heading = first_heading(body)

    assert (heading.text if heading else None) == text


def test_the_body_keeps_its_lines_without_the_heading():
    heading = first_heading("\nTea\n===\nSteep.")

    assert heading is not None
    assert heading.without == "\n\n\nSteep."


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Steep.\n\n# Tea\n\n## Milk", "Tea"),
        ("# One\n\n# Two", None),
        ("```\n# comment\n```\n\nSteep.", None),
        ("~~~\n```\n# comment\n~~~\n# Tea", "Tea"),
        ("Steep.\n\n## Milk", None),
    ],
)
def test_a_single_heading_of_the_first_level_is_a_title(body, text):
    heading = only_heading(body)

    assert (heading.text if heading else None) == text
