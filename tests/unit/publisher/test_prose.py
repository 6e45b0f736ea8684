import pytest

from publisher.prose import HIDDEN, prose_of


def seen(body):
    """The body with code shown as dots."""
    return prose_of(body).mask.replace(HIDDEN, ".")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("a `b` c", "a ... c"),
        ("a ``b ` c`` d", "a ......... d"),
        ("a `b\nc` d", "a ..\n.. d"),
        ("a `b\n\nc` d", "a `b\n\nc` d"),
        ("a \\`b` c", "a \\`b` c"),
        ("a ```` b", "a ```` b"),
        ("```x\na\n```\nb", "....\n.\n...\nb"),
        ("~~~\n```\n~~~\nb", "...\n...\n...\nb"),
        ("````\n```\n````\nb", "....\n...\n....\nb"),
        ("> ```\n> a\nb", "> ...\n...\nb"),
        ("- ```\n  a\n  ```\n- b", "- ...\n...\n.....\n- b"),
        ("a\n\n    b\n\nc", "a\n\n.....\n\nc"),
        ("a\n    b", "a\n    b"),
        ("- a\n\n    b\n\n        c", "- a\n\n    b\n\n........."),
        ("!!! note\n\n    b", "!!! note\n\n    b"),
        ("a <!-- b --> c", "a .......... c"),
        ("a <!-- more --> c", "a <!-- more --> c"),
        ("<pre class=x>a</pre> b", "<pre class=x>....... b"),
        ("{% highlight x %}\na\n{% endhighlight %}\nb", ".................\n.\n..................\nb"),
    ],
)
def test_code_is_hidden_and_nothing_else(body, expected):
    assert seen(body) == expected


def test_tags_are_hidden_where_only_words_count():
    assert prose_of('a <b c=">">d</b>').bare.replace(HIDDEN, ".") == "a .........d...."
