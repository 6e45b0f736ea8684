import pytest

from blog.views import is_worth_baking


def test_every_count_to_a_hundred_is_worth_baking():
    assert all(map(is_worth_baking, range(1, 101)))


@pytest.mark.parametrize(
    ("views", "worth"), [(101, False), (110, True), (990, True), (999, False), (1010, False), (1100, True)]
)
def test_a_large_count_is_worth_baking_at_two_significant_digits(views, worth):
    assert is_worth_baking(views) is worth


def test_a_baked_count_is_never_ten_per_cent_behind():
    baked = 1
    for views in range(1, 50_000):
        baked = views if is_worth_baking(views) else baked
        assert views - baked < views / 10


def test_a_million_views_make_few_builds():
    assert sum(map(is_worth_baking, range(1, 1_000_001))) == 460
