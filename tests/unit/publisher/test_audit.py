"""What is asked for again because it was given up; what an audit does is in `simulation/` and `integration/`."""

from publisher.audit import again
from publisher.given_up import Letter
from publisher.known import Known

KNOWN = Known(pages={"/", "/media/cup.png"})


def letter(target: str) -> Letter:
    return Letter("1", "queue", "handle", target)


def test_what_the_builder_gave_up_is_asked_for_again_and_nothing_else():
    assert again([letter("/"), letter("parts:/archive/")], KNOWN) == {"/", "parts:/archive/"}


def test_for_a_batch_of_the_stream_everything_is_and_the_files_that_are_no_part_of_that():
    assert again([letter(""), letter("/")], KNOWN) == {"/", "everything", "sources", "/media/cup.png"}


def test_without_letters_nothing_is():
    assert not again([], KNOWN)
