import pytest

from blog.counting import worth_baking


def test_every_count_to_a_hundred_is_baked():
    assert [worth_baking(views) for views in range(101)] == list(range(101))


@pytest.mark.parametrize(
    ("views", "worth"), [(101, 100), (109, 100), (110, 110), (999, 990), (1010, 1000), (1100, 1100), (12_345, 12_000)]
)
def test_a_large_count_is_baked_with_two_significant_digits(views, worth):
    assert worth_baking(views) == worth


def test_a_baked_count_is_never_ten_per_cent_behind():
    assert all(views - worth_baking(views) < views / 10 for views in range(1, 50_000))


def test_a_million_views_make_few_builds():
    assert len({worth_baking(views) for views in range(1, 1_000_001)}) == 460
