import pytest

from blog.mail_address import is_mail_address


@pytest.mark.parametrize(
    "address",
    [
        "ada@tea.example",
        "a+b.c_d@sub.tea.example",
        "o'hara@tea.example",
        "x@xn--tee-fra.example",
        "A@B.C",
        "a" * 64 + "@b.c",
    ],
)
def test_an_address_is_taken(address):
    assert is_mail_address(address)


@pytest.mark.parametrize(
    "untrusted",
    [
        "",
        "ada",
        "@tea.example",
        "ada@",
        "ada@localhost",
        "ada@@tea.example",
        "a..b@tea.example",
        ".ada@tea.example",
        "ada.@tea.example",
        ".@tea.example",
        "ada@tea..example",
        "ada@-tea.example",
        "ada@tea.example.",
        "Ada <ada@tea.example>",
        "ada@tea.example,bob@tea.example",
        "ada@tea.example;bob@tea.example",
        "ada@tea.example bob@tea.example",
        "ada@tea.example\nBcc: bob@tea.example",
        "ada@tea.example\r\n",
        "ada@tea.example\n",
        "\nada@tea.example",
        "ada\0@tea.example",
        "ada(comment)@tea.example",
        '"ada smith"@tea.example',
        "ada@[127.0.0.1]",
        "ädä@tea.example",
        "ada@tée.example",
        "ada@" + "a" * 64 + ".example",
        "a" * 65 + "@tea.example",
        "a@" + "b." * 130 + "example",
    ],
)
def test_whatever_is_not_one_plain_address_is_refused(untrusted):
    assert not is_mail_address(untrusted)
