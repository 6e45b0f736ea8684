"""Share: plain links by which a reader passes a post on; nobody is asked for anything before one is followed."""

from collections.abc import Callable
from urllib.parse import quote

from blog.settings import Link

# What a service is called, and the address at which it takes a title and an address, both encoded.
SERVICES: dict[str, tuple[str, Callable[[str, str], str]]] = {
    "email": ("", lambda title, url: f"mailto:?subject={title}&body={url}"),  # its name is the language's
    "bluesky": ("Bluesky", lambda title, url: f"https://bsky.app/intent/compose?text={title}%20{url}"),
    "facebook": ("Facebook", lambda _, url: f"https://www.facebook.com/sharer/sharer.php?u={url}"),
    "linkedin": ("LinkedIn", lambda _, url: f"https://www.linkedin.com/sharing/share-offsite/?url={url}"),
    "mastodon": ("Mastodon", lambda title, url: f"https://share.joinmastodon.org/#text={title}%20{url}"),
    "whatsapp": ("WhatsApp", lambda title, url: f"https://wa.me/?text={title}%20{url}"),
}


def share_links(services: tuple[str, ...], title: str, url: str) -> tuple[Link, ...]:
    """A link for each service; that for e-mail has no title."""
    encoded = quote(title, safe=""), quote(url, safe="")
    return tuple(Link(SERVICES[each][0], SERVICES[each][1](*encoded)) for each in services if each in SERVICES)
