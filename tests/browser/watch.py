"""A watch on a page: what it said, what failed, and when it has come to rest."""

from playwright.sync_api import ConsoleMessage, Page, Request, Response

REST_MILLISECONDS = 100


class Watch:
    """`trouble` grows with each message, error and failed request, but for the status of the document itself."""

    def __init__(self) -> None:
        self.trouble: list[str] = []
        self._under_way: set[Request] = set()
        self._page: Page | None = None

    def start(self, page: Page) -> None:
        self._page = page
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.trouble.append(f"error: {error}"))
        page.on("request", lambda request: self._under_way.add(request))  # noqa: PLW0108  # Playwright marks
        page.on("requestfinished", lambda request: self._under_way.discard(request))  # noqa: PLW0108  # its listeners
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)

    def rest(self) -> None:
        """Wait until the page asks for nothing any more."""
        assert self._page
        self._page.wait_for_timeout(REST_MILLISECONDS)
        while self._under_way:
            self._page.wait_for_timeout(REST_MILLISECONDS)

    def _said(self, message: ConsoleMessage) -> None:
        assert self._page
        is_status_of_document = message.location["url"] == self._page.url and "Failed to load" in message.text
        if not is_status_of_document:
            self.trouble.append(f"{message.type}: {message.text}")

    def _failed(self, request: Request) -> None:
        self._under_way.discard(request)
        self.trouble.append(f"failed: {request.url} {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            self.trouble.append(f"{response.status}: {response.url}")
