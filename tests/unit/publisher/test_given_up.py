"""What a dead letter of the build queue asks for; what is done about it is in `simulation/test_redrive.py`."""

import pytest

from publisher.given_up import target_of


@pytest.mark.parametrize(
    ("body", "target"),
    [
        ('{"target": "/posts/tea/", "generation": 3}', "/posts/tea/"),
        ('{"target": "beside:2026-03-14T09:00:00#1/tea", "mark": "900"}', "beside:2026-03-14T09:00:00#1/tea"),
    ],
)
def test_a_page_or_a_fan_out_is_asked_for_again(body, target):
    assert target_of(body) == target


@pytest.mark.parametrize("body", ["", "/", "null", "[]", "{}", '{"target": 5}', '{"target": "/", "colour": "red"}'])
def test_what_is_no_message_asks_for_nothing(body):
    assert not target_of(body)
