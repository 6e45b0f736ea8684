"""A changed template or style: into the build function's package, and into the pages that somebody looks at."""

import contextlib
import io
import time
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from blog import keys
from cli.theme import TEMPLATES, theme_with
from dev.stack import BUILT, ROOT, STACK_NAME, Stack, files
from publisher.build import build, publish_assets
from publisher.press import Press
from publisher.queues import Want
from publisher.theme import Theme

FUNCTION = "BuildFunction"
AT_WORK_SECONDS = 60.0  # the function's time-out


def update_theme(stack: Stack, queue_url: str) -> None:
    """Give the deployed build function the templates as they are now; `queue_url` is the build queue's.

    Raises ThemeError, and the function keeps what it has.
    """
    checked_theme(stack)
    package, function = _package(stack.theme), _function(stack)
    with _resting(stack, function, queue_url):
        stack.client("lambda").update_function_code(FunctionName=function, ZipFile=package)


def let_build(stack: Stack) -> None:
    """Have the build function take messages, also if the last session ended while it rested."""
    _set_taking(stack, _function(stack), enabled=True)


@contextlib.contextmanager
def _resting(stack: Stack, function: str, queue_url: str) -> Iterator[None]:
    """Meanwhile the function takes no messages, and has none.

    The local stack ends a function at work when its code is changed. What it had
    taken would stay hidden for the six minutes of the queue's visibility timeout.
    """
    _set_taking(stack, function, enabled=False)
    try:
        _wait_until_done(stack.client("sqs"), queue_url)
        yield
    finally:
        _set_taking(stack, function, enabled=True)


def _set_taking(stack: Stack, function: str, *, enabled: bool) -> None:
    client = stack.client("lambda")
    for mapping in client.list_event_source_mappings(FunctionName=function)["EventSourceMappings"]:
        client.update_event_source_mapping(UUID=mapping["UUID"], Enabled=enabled)


def _wait_until_done(sqs: Any, queue_url: str) -> None:
    deadline = time.monotonic() + AT_WORK_SECONDS
    while True:
        time.sleep(0.05)  # first: whoever is just taking messages is to be seen
        if not _taken(sqs, queue_url) or time.monotonic() > deadline:
            return


def _taken(sqs: Any, queue_url: str) -> int:
    """How many messages somebody has taken and not done."""
    name = "ApproximateNumberOfMessagesNotVisible"
    attributes = sqs.get_queue_attributes(QueueUrl=queue_url, AttributeNames=[name])["Attributes"]
    return int(attributes[name])


def build_here(stack: Stack, paths: Iterable[str]) -> None:
    """Build some pages in this process, which needs no cold start: they are being looked at. Raises ThemeError.

    Nothing is sent: the function, which has the old templates, is not to build them after us.
    """
    configuration = stack.client("lambda").get_function_configuration(FunctionName=_function(stack))
    press = Press.of(configuration["Environment"]["Variables"], stack.client)
    theme = checked_theme(stack)
    publish_assets(press, theme)
    for path in filter(press.site.tag, paths):  # a page that is not there is not to become a tombstone
        build(press, theme, Want(path, press.table.add(keys.want(path), "generation")))


def checked_theme(stack: Stack) -> Theme:
    """The templates as they are now, if all of them can be used; raises ThemeError."""
    theme = theme_with(stack.theme)
    theme.check()
    return theme


def _function(stack: Stack) -> str:
    answer = stack.client("cloudformation").describe_stack_resource(StackName=STACK_NAME, LogicalResourceId=FUNCTION)
    return str(answer["StackResourceDetail"]["PhysicalResourceId"])


def _package(theme: Path) -> bytes:
    built, folders = ROOT / BUILT / FUNCTION, {"site_templates": TEMPLATES, "theme": theme}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
        for path in files(built):
            if path.relative_to(built).parts[0] not in folders:
                package.write(path, path.relative_to(built))
        for name, folder in folders.items():
            for path in files(folder):
                package.write(path, name / path.relative_to(folder))
    return target.getvalue()
