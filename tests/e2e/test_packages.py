"""The built functions carry what they import.

The local stack would not notice: there, functions see the packages of its own
interpreter. Here they see their package and what Lambda's runtime has.
"""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from dev.stack import BUILT
from tests.stack import ROOT, LocalStack
from tests.template import template

RUNTIME_HAS = ("boto3", "botocore", "dateutil", "jmespath", "s3transfer", "six", "urllib3")
IMPORT = """
import sys
sys.path[:0] = sys.argv[2:]
__import__(sys.argv[1], fromlist=["handler"]).handler
"""
HANDLERS = {
    name: resource["Properties"]["Handler"]
    for name, resource in template()["Resources"].items()
    if resource["Type"] == "AWS::Serverless::Function"
}


@pytest.fixture(scope="module")
def runtime(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the packages of Lambda's Python runtime, and nothing else."""
    folder = tmp_path_factory.mktemp("runtime")
    for name in RUNTIME_HAS:
        found = Path(importlib.util.find_spec(name).origin)
        source = found.parent if found.name == "__init__.py" else found
        (folder / source.name).symlink_to(source)
    return folder


@pytest.mark.parametrize("name", HANDLERS)
def test_a_built_function_carries_what_it_imports(stack: LocalStack, runtime: Path, name: str) -> None:
    module = HANDLERS[name].rpartition(".")[0]
    package = ROOT / BUILT / name

    done = subprocess.run(
        [sys.executable, "-S", "-I", "-B", "-c", IMPORT, module, str(package), str(runtime)],
        env={},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("function", "folder"),
    [
        ("BuildFunction", "site_templates"),
        ("BuildFunction", "locales"),
        ("ApiFunction", "locales"),
        ("NotifyFunction", "locales"),
    ],
)
def test_a_function_has_the_templates_and_the_words(stack: LocalStack, function: str, folder: str) -> None:
    package = ROOT / BUILT / function / folder

    assert sorted(path.name for path in package.iterdir()) == sorted(path.name for path in (ROOT / folder).iterdir())
