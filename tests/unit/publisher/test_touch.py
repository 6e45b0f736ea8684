"""Touch: what a batch of changes asks for."""

from publisher.touch import merged


def test_places_of_one_batch_are_one_target() -> None:
    assert merged({"/", "beside:2026-01-02#b", "beside:2026-01-01#a"}) == {"/", "beside:2026-01-01#a,2026-01-02#b"}


def test_places_are_put_together_in_the_order_of_time_whether_new_or_not() -> None:
    assert merged({"beside:+2026-01-02#b", "beside:2026-01-01#a"}) == {"beside:2026-01-01#a,+2026-01-02#b"}


def test_a_target_of_many_places_still_fits_into_a_key() -> None:
    places = {f"beside:+2026-01-01T00:00:{number:02}#0123456789abcdef" for number in range(60)}

    targets = merged(places)

    assert len(targets) == 2
    assert all(len(f"PAGE#{target}") <= 2048 for target in targets)
