"""A changed template or style: into the build function's package, and into the pages that somebody looks at."""

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

from blog import keys
from dev.stack import ROOT, STACK_NAME, Stack
from publisher.build import build, publish_assets
from publisher.press import Press
from publisher.queues import Want
from publisher.theme import Theme

FUNCTION = "BuildFunction"
TEMPLATES = ROOT / "site_templates"


def update_theme(stack: Stack) -> None:
    """Give the deployed build function the templates as they are now."""
    stack.client("lambda").update_function_code(FunctionName=_function(stack), ZipFile=_package())


def build_here(stack: Stack, paths: Iterable[str]) -> None:
    """Build some pages in this process, which needs no cold start: they are being looked at.

    Nothing is sent: the function, which has the old templates, is not to build them after us.
    """
    configuration = stack.client("lambda").get_function_configuration(FunctionName=_function(stack))
    press = Press.of(configuration["Environment"]["Variables"], stack.client)
    theme = Theme(TEMPLATES)
    publish_assets(press, theme)
    for path in filter(press.site.tag, paths):  # a page that is not there is not to become a tombstone
        build(press, theme, Want(path, press.table.add(keys.want(path), "generation")))


def _function(stack: Stack) -> str:
    answer = stack.client("cloudformation").describe_stack_resource(StackName=STACK_NAME, LogicalResourceId=FUNCTION)
    return str(answer["StackResourceDetail"]["PhysicalResourceId"])


def _package() -> bytes:
    built = ROOT / ".aws-sam/build" / FUNCTION
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
        for path in _files(built):
            if not path.is_relative_to(built / "site_templates"):
                package.write(path, path.relative_to(built))
        for path in _files(TEMPLATES):
            package.write(path, Path("site_templates") / path.relative_to(TEMPLATES))
    return target.getvalue()


def _files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".pyc"]
