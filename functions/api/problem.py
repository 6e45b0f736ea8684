"""Problems: all that can be wrong with a request, each with its HTTP status and its words.

Problem                 500  what nobody foresaw
├── Malformed           400
├── NotTheSite          403  the CDN was passed by
├── NotTheOwner         403  nobody signed it
├── NotTheSamePage      403  another site's page sent it
├── NoSuchAddress       404
├── NotAllowed          405
├── CommentsClosed      409
├── TooLate             409
├── NoSuchComment       410
├── TooLarge            413
├── NotAForm            415
├── NoSuchPost          422  not 404, for which the CDN would show the site's page of that number
├── NoAddress           422  an e-mail address it is not
├── KeyTaken            422
├── Invalid             422  carries `errors`, and the form to fill in again
├── TooMany             429  a network sends more than people write
└── Unavailable         503  AWS did not do its part, or too many came at once; to send it again does no harm
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from api.comment_form import CommentForm
from blog.comment import FieldError
from blog.words import Words, message

NOTHING: Mapping[str, str] = MappingProxyType({})


def allow(methods: Iterable[str]) -> Mapping[str, str]:
    return MappingProxyType({"Allow": ", ".join((*methods, "OPTIONS"))})


class Problem(Exception):
    """A request that is not fulfilled; `status` and `title` go to whoever sent it.

    `type` names the problem for programs (RFC 9457, section 3.1.1), relative to the site.
    `words` are those of the post's page; without a post there are none, and the reader's
    own language is used.
    """

    status = 500
    type = "/problems/unexpected"
    title = message("Something went wrong on our side. Please try again in a moment.")
    headers = NOTHING
    errors: tuple[FieldError, ...] = ()
    words: Words | None = None


class Malformed(Problem):
    status = 400
    type = "/problems/malformed"
    title = message("The request could not be read.")


class NotTheSite(Problem):
    status = 403
    type = "/problems/not-the-site"
    title = message("Please use the address of the site itself.")


class NotTheOwner(Problem):
    status = 403
    type = "/problems/not-the-owner"
    title = message("This address is for the owner of the blog.")


class NotTheSamePage(Problem):
    status = 403
    type = "/problems/not-the-same-page"
    title = message("This form works from the pages of this site only.")


class NoSuchAddress(Problem):
    status = 404
    type = "/problems/no-such-address"
    title = message("There is nothing at this address.")


class NoSuchPost(Problem):
    status = 422
    type = "/problems/no-such-post"
    title = message("There is no such post (any more).")


class NotAllowed(Problem):
    """`methods` are those that the address does take (RFC 9110, section 15.5.6)."""

    status = 405
    type = "/problems/method-not-allowed"
    title = message("This address does not take this method.")

    def __init__(self, methods: Iterable[str]) -> None:
        super().__init__(self.title)
        self.headers = allow(methods)


class CommentsClosed(Problem):
    status = 409
    type = "/problems/comments-closed"
    title = message("Comments on this post are closed.")

    def __init__(self, words: Words) -> None:
        super().__init__(self.title)
        self.words = words


class TooLate(Problem):
    status = 409
    type = "/problems/too-late"
    title = message("The time in which the comment could be changed is over.")

    def __init__(self, words: Words) -> None:
        super().__init__(self.title)
        self.words = words


class NoSuchComment(Problem):
    """Nor is there one for whoever shows another key than its writer's."""

    status = 410
    type = "/problems/no-such-comment"
    title = message("There is no such comment (any more).")

    def __init__(self, words: Words) -> None:
        super().__init__(self.title)
        self.words = words


class NoAddress(Problem):
    status = 422
    type = "/problems/no-address"
    title = message("This is no e-mail address.")


class TooLarge(Problem):
    status = 413
    type = "/problems/too-large"
    title = message("This is more than can be taken at once. Please shorten it.")


class NotAForm(Problem):
    status = 415
    type = "/problems/not-a-form"
    title = message("Please send a form (application/x-www-form-urlencoded), in UTF-8 and not compressed.")
    headers = MappingProxyType({"Accept-Encoding": "identity"})  # what would be taken (RFC 9110, section 15.5.16)


class KeyTaken(Problem):
    """The idempotency key came before, with another form."""

    status = 422
    type = "/problems/key-taken"
    title = message("Something else was sent with this key before.")


class Unavailable(Problem):
    status = 503
    type = "/problems/unavailable"
    headers = MappingProxyType({"Retry-After": "1"})


class Invalid(Problem):
    """`form` is what was typed, and where it was meant to go."""

    status = 422
    type = "/problems/invalid-comment"
    title = message("The comment could not be taken yet.")

    def __init__(self, form: CommentForm) -> None:
        super().__init__(self.title)
        self.form = form
        self.words = form.words
        self.errors = form.draft.errors(form.words)


class TooMany(Problem):
    """`seconds` are how long to wait (RFC 6585, section 4)."""

    status = 429
    type = "/problems/too-many"
    title = message("Too much came from your network. Please try again in ten minutes.")

    def __init__(self, seconds: int) -> None:
        super().__init__(self.title)
        self.headers = MappingProxyType({"Retry-After": str(seconds)})
