from publisher.edit import Edit, edited


def test_all_edits_are_made_whatever_their_order():
    assert edited("a tea b", [Edit(6, 7, "y"), Edit(0, 1, "x"), Edit(2, 2, "green ")]) == "x green tea y"


def test_of_two_that_overlap_the_first_counts_and_of_two_that_begin_together_the_longer():
    assert edited("abcdef", [Edit(2, 5, "2"), Edit(1, 3, "1")]) == "a1def"
    assert edited("abcdef", [Edit(1, 2, "short"), Edit(1, 4, "long")]) == "alongef"
