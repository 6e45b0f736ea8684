"""Who stands where: claims on paths, and what is around a post."""

from publisher.library import Claim, misplaced

TEA, SECOND = "/posts/tea/", "/posts/tea-123456/"


def test_the_first_by_key_keeps_the_path_and_the_others_move() -> None:
    claims = [Claim("1", "posts/a.md", TEA), Claim("2", "posts/b.md", TEA)]

    assert misplaced(TEA, claims) == ("posts/b.md",)


def test_who_could_have_the_path_now_is_asked_again() -> None:
    assert misplaced(TEA, [Claim("2", "posts/b.md", SECOND)]) == ("posts/b.md",)


def test_when_all_stand_right_nobody_is_asked() -> None:
    claims = [Claim("1", "posts/a.md", TEA), Claim("2", "posts/b.md", SECOND)]

    assert misplaced(TEA, claims) == ()
