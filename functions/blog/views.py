"""Views: how often a post was read; which counts are written into its page."""

SIGNIFICANT_DIGITS = 2


def is_worth_baking(views: int) -> bool:
    """Whether a count has at most two significant digits: 1 to 100, 110, 120 … 990, 1000, 1100 …

    So the number in the page is exact while it is small and less than 10 % behind
    when it is large, and a page is rebuilt 460 times for its first million views.
    """
    return len(str(views).rstrip("0")) <= SIGNIFICANT_DIGITS
