"""A changed template or style: into the build function's package, then all pages anew."""

import io
import zipfile
from pathlib import Path

from dev.stack import ROOT, STACK_NAME, Stack

FUNCTION = "BuildFunction"


def update_theme(stack: Stack) -> None:
    """Give the deployed build function the templates as they are now."""
    name = stack.client("cloudformation").describe_stack_resource(StackName=STACK_NAME, LogicalResourceId=FUNCTION)
    physical = name["StackResourceDetail"]["PhysicalResourceId"]
    stack.client("lambda").update_function_code(FunctionName=physical, ZipFile=_package())


def _package() -> bytes:
    built, templates = ROOT / ".aws-sam/build" / FUNCTION, ROOT / "site_templates"
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
        for path in _files(built):
            if not path.is_relative_to(built / "site_templates"):
                package.write(path, path.relative_to(built))
        for path in _files(templates):
            package.write(path, Path("site_templates") / path.relative_to(templates))
    return target.getvalue()


def _files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".pyc"]
