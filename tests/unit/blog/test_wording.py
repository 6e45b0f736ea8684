"""Wording: what pages and answers cut; days are tested with those of the templates."""

from blog.wording import cut


def test_a_text_is_cut_at_a_word():
    assert cut("one two three", 13) == "one two three"
    assert cut("one two, three", 10) == "one two…"
    assert cut("x" * 60, 10) == "x" * 9 + "…"
    assert cut("RFC 9110を読みながら、お茶を飲みましょう。", 16) == "RFC 9110を読みながら…"
