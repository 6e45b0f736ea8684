"""Stamps: the wanted generation, written into a page's bytes.

A stamp makes each version's entity tag unique, so that a writer who was overtaken
always fails; without it, a page that returns to an earlier text could be
overwritten by a writer who read it the first time.
"""

HTML_OR_XML = b"<!-- generation %d -->\n"


def stamped(data: bytes, content_type: str, generation: int) -> bytes:
    """The bytes with the stamp; a binary file is returned as it is."""
    kind = content_type.split(";", maxsplit=1)[0]
    if kind == "text/html" or (kind.endswith("xml") and kind != "image/svg+xml"):
        return data + HTML_OR_XML % generation
    if kind.endswith("json"):
        return data.replace(b"{", b'{"generation": %d, ' % generation, 1)
    return data + b"# generation %d\n" % generation if kind == "text/plain" else data
