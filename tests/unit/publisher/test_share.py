from blog.settings import Link
from publisher.share import SERVICES, share_links


def test_a_link_for_each_service_in_the_owners_order() -> None:
    links = share_links(("whatsapp", "email"), "Tea & rain", "https://blog.example/tea/?a=b")

    address = "https%3A%2F%2Fblog.example%2Ftea%2F%3Fa%3Db"
    assert links == (
        Link("WhatsApp", f"https://wa.me/?text=Tea%20%26%20rain%20{address}"),
        Link("", f"mailto:?subject=Tea%20%26%20rain&body={address}"),
    )


def test_no_title_breaks_out_of_a_link() -> None:
    for link in share_links(tuple(SERVICES), "\"'<>#&? \n", "https://blog.example/"):
        assert not set("\"'<> \n") & set(link.url)
