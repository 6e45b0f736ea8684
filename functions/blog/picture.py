"""Pictures: what a page says of one, so that a browser can leave room for it and fetch the copy that it needs."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Copy:
    """A picture again, `width` pixels wide; `url` is encoded and relative to the site's root."""

    width: int
    url: str


@dataclass(frozen=True)
class Picture:
    """Its size in pixels as it is seen, and its copies, the narrowest first."""

    width: int
    height: int
    copies: tuple[Copy, ...] = ()

    @property
    def srcset(self) -> str:
        """The value of the HTML attribute; empty without copies."""
        return ", ".join(f"{each.url} {each.width}w" for each in self.copies)

    def copy_for(self, width: int) -> Copy | None:
        """The widest copy that is not wider than this."""
        return max((each for each in self.copies if each.width <= width), key=lambda each: each.width, default=None)
