"""Guards of the architecture: who imports whom, what a function loads, and that the template means what is there."""

import ast
import importlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from publisher.markdown_anchor import RESERVED
from tests.template import ROOT, template

FUNCTIONS = ROOT / "functions"
MAY_IMPORT = {
    "blog": {"blog"},
    "publisher": {"blog", "publisher"},
    "api": {"blog", "api"},
    "mail": {"blog", "mail"},
    "privacy": {"blog", "mail", "privacy", "publisher"},
}
OURS = {"blog", "publisher", "api", "mail", "privacy", "entry", "cli", "dev", "bench", "tests"}
RENDERERS = {"markdown", "jinja2", "pygments", "pymdownx", "math_core"}
OF_COMMENTS = {"markdown_it", "nh3"}  # loaded for the few requests that show one before it is on its page


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def modules(package: str) -> list[Path]:
    return sorted((FUNCTIONS / package).rglob("*.py"))


def lambda_functions() -> dict[str, dict]:
    return {
        name: resource["Properties"]
        for name, resource in template()["Resources"].items()
        if resource["Type"] == "AWS::Serverless::Function"
    }


def loaded_by(handler_module: str) -> set[str]:
    """What a fresh process has loaded after it imported an entry point."""
    code = f"import sys, json; import {handler_module}; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": str(FUNCTIONS)}, capture_output=True, text=True, check=True
    )
    return {name.split(".")[0] for name in json.loads(done.stdout)}


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_imports_run_in_one_direction(package: str) -> None:
    for path in modules(package):
        foreign = set(imports(path)) & OURS - MAY_IMPORT[package]
        assert not foreign, f"{path.relative_to(ROOT)} imports {foreign}"


def test_only_the_publisher_imports_a_renderer() -> None:
    for package in ("blog", "api", "mail", "privacy"):
        for path in modules(package):
            allowed = OF_COMMENTS if path.name == "comment_html.py" else set()
            assert not (RENDERERS | OF_COMMENTS) & set(imports(path)) - allowed, path


def test_the_api_starts_without_the_renderer() -> None:
    assert not loaded_by("entry.api") & (
        RENDERERS | OF_COMMENTS | {"publisher", "yaml", "pydantic", "aws_xray_sdk", "is_bot", "regex"}
    )


def test_the_api_starts_with_nothing_of_others_but_what_any_function_here_has() -> None:
    """A word of `make bench`: its start may take 1.2 times that of a logger and a DynamoDB client."""
    least = loaded_by("boto3, boto3.dynamodb.types, aws_lambda_powertools")

    assert loaded_by("entry.api") - least - {"api", "blog", "entry"} <= sys.stdlib_module_names


def test_letters_are_written_without_the_renderer() -> None:
    assert not loaded_by("entry.notify") & (RENDERERS | OF_COMMENTS | {"yaml", "pydantic", "aws_xray_sdk"})


def test_erasing_starts_without_the_renderer() -> None:
    assert not loaded_by("entry.erase") & (RENDERERS | OF_COMMENTS | {"yaml", "pydantic", "aws_xray_sdk", "PIL"})


def test_touch_starts_without_the_renderer() -> None:
    assert not loaded_by("entry.touch") & (RENDERERS | OF_COMMENTS | {"yaml", "pydantic", "aws_xray_sdk"})


@pytest.mark.parametrize("name", lambda_functions())
def test_every_handler_of_the_template_can_be_imported(name: str) -> None:
    module, _, function = lambda_functions()[name]["Handler"].rpartition(".")

    assert callable(getattr(importlib.import_module(module), function))


def test_every_function_has_a_build_target() -> None:
    makefile = (FUNCTIONS / "Makefile").read_text()

    assert set(lambda_functions()) == set(re.findall(r"build-(\w+)", makefile))


def test_every_variable_that_a_function_reads_is_set_in_the_template() -> None:
    set_everywhere = set(template()["Globals"]["Function"]["Environment"]["Variables"])
    for name, function in lambda_functions().items():
        module = function["Handler"].rsplit(".", 1)[0].replace(".", "/")
        given = set_everywhere | set(function.get("Environment", {}).get("Variables", {}))
        wanted = _variables_read(FUNCTIONS / f"{module}.py")
        assert wanted <= given, f"{name} lacks {wanted - given}"


def _variables_read(entry: Path) -> set[str]:
    sources = [entry.read_text()]
    if "Press.of" in sources[0]:
        sources.append((FUNCTIONS / "publisher/press.py").read_text())
    if "Kiosk.of" in sources[0]:
        sources.append((FUNCTIONS / "publisher/kiosk.py").read_text())
    if "Mailbox.of" in sources[0]:
        sources.append((FUNCTIONS / "mail/mailbox.py").read_text())
    if "Eraser.of" in sources[0]:
        sources.append((FUNCTIONS / "privacy/eraser.py").read_text())
    if "Desk.of" in sources[0]:
        sources.append((FUNCTIONS / "api/desk.py").read_text())
    return {name for source in sources for name in re.findall(r'required\(\w+(?:\.\w+)?, "([A-Z_]+)"\)', source)}


def test_no_heading_takes_an_id_of_the_theme() -> None:
    templates = (path.read_text() for path in (ROOT / "site_templates").glob("*.html"))
    ids = {found for text in templates for found in re.findall(r'\sid="([^"{]+)"', text)}

    assert ids == RESERVED


def test_no_index_decides_what_a_page_shows() -> None:
    table = template()["Resources"]["Table"]["Properties"]

    assert "GlobalSecondaryIndexes" not in table
    for path in modules("blog") + modules("publisher"):
        assert "IndexName" not in path.read_text(), path


def test_queues_outlive_their_functions_and_dead_letters_outlive_their_queues() -> None:
    resources = template()["Resources"]
    timeout = template()["Globals"]["Function"]["Timeout"]
    for name in ("ContentQueue", "BuildQueue"):
        queue = resources[name]["Properties"]
        dead = queue["RedrivePolicy"]["deadLetterTargetArn"]["Fn::GetAtt"].split(".")[0]
        assert queue["VisibilityTimeout"] >= 6 * timeout
        assert resources[dead]["Properties"]["MessageRetentionPeriod"] > queue["MessageRetentionPeriod"]


def test_the_outputs_are_those_that_others_rely_on() -> None:
    fixed = {"SiteUrl", "ContentBucketName", "SiteBucketName", "ReportBucketName", "TableName", "ApiUrl"}

    assert fixed <= set(template()["Outputs"])


def test_the_reader_api_stands_before_the_first_function() -> None:
    """`sam local start-api` picks its reader by the first API or function that it meets."""
    types = [resource["Type"] for resource in template()["Resources"].values()]

    assert types.index("AWS::ApiGatewayV2::Api") < types.index("AWS::Serverless::Function")


def test_the_template_needs_no_yaml_aliases() -> None:
    """CloudFormation does not read them."""
    assert not re.search(r"(?m)[:\-]\s+[&*]\w", (ROOT / "template.yaml").read_text().replace("s3:::*", ""))


def test_access_logs_are_kept_only_if_the_owner_says_so_and_for_so_long() -> None:
    whole = template()
    logging = whole["Resources"]["Distribution"]["Properties"]["DistributionConfig"]["Logging"]
    bucket = whole["Resources"]["AccessLogBucket"]
    (rule,) = bucket["Properties"]["LifecycleConfiguration"]["Rules"]

    assert whole["Parameters"]["AccessLogDays"]["Default"] == 0
    assert logging["Fn::If"][0] == bucket["Condition"] == "HasAccessLogs"
    assert (rule["Status"], rule["ExpirationInDays"]) == ("Enabled", {"Ref": "AccessLogDays"})
