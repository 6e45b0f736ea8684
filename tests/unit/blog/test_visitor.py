from datetime import date

import pytest

from blog.visitor import network, visitor

KEY, DAY = b"k" * 32, date(2026, 11, 23)


def somebody(address="203.0.113.7", agent="Firefox", key=KEY):
    return visitor(address, agent, DAY, key)


def test_a_visitor_is_known_again_by_the_same_key():
    assert somebody().mark("view", "tea") == somebody().mark("view", "tea")


@pytest.mark.parametrize(
    "other",
    [
        somebody(address="203.0.113.8"),
        somebody(agent="Chrome"),
        somebody(key=b"l" * 32),
        somebody(address="203.0.113.7F", agent="irefox"),
    ],
)
def test_another_address_browser_or_key_is_another_visitor(other):
    assert other.mark("view", "tea") != somebody().mark("view", "tea")


def test_marks_for_different_purposes_have_nothing_in_common():
    marks = {
        somebody().mark(*purpose) for purpose in (("view", "tea"), ("view", "cocoa"), ("like", "tea"), ("viewtea",))
    }

    assert len(marks) == 4


def test_a_mark_tells_nothing_and_a_visitor_does_not_print_what_he_is():
    assert len(somebody().mark("view", "tea")) == 32
    assert "203" not in repr(somebody())
    assert "digest" not in repr(somebody())


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("203.0.113.7", "203.0.113.7"),
        (" 203.0.113.7 ", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:DB8:1:2::", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("", ""),
        ("unknown", ""),
        ("203.0.113.7, 198.51.100.1", ""),
    ],
)
def test_a_network_is_an_address_or_the_64_bits_that_a_household_has(address, expected):
    assert network(address) == expected
