import pytest

from blog.referrer import HOSTS, OTHERS, referrer, told_apart

OWN = "blog.example:8443"


@pytest.mark.parametrize(
    ("said", "host"),
    [
        ("news.example", "news.example"),
        (" WWW.News.EXAMPLE:8080 ", "news.example"),
        ("news.example.", "news.example"),
        ("xn--bcher-kva.example", "xn--bcher-kva.example"),
        ("blog.example", ""),
        ("www.blog.example", ""),
        ("localhost", ""),
        ("192.168.0.7", ""),
        ("[2001:db8::1]", ""),
        ("bücher.example", ""),
        ("a.example/path", ""),
        ("user@a.example", ""),
        ("a..example", ""),
        ("-a.example", ""),
        ("a.example\n", "a.example"),
        ("a\x1b[31m.example", ""),
        ("x" * 64 + ".example", ""),
        ("a." * 60 + "example", ""),
        ("", ""),
    ],
)
def test_a_referrer_is_the_name_of_another_host_or_nothing(said, host):
    assert referrer(said, OWN) == host


def test_hosts_are_told_apart_while_there_are_few():
    few, many = frozenset({"a.example"}), frozenset(f"{number}.example" for number in range(HOSTS))

    assert told_apart("b.example", few) == "b.example"
    assert told_apart("b.example", many) == OTHERS
    assert told_apart("3.example", many) == "3.example"
    assert told_apart("", many) == ""


def test_no_host_is_called_like_the_others():
    assert referrer(OTHERS, OWN) == ""
