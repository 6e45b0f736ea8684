"""The Nu HTML checker (W3C's validator.w3.org/nu) finds nothing to say, not even in passing."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.examiners.printed import Printed


def said_of(site: Printed, folder: Path, examiner: Path) -> list[str]:
    site.save(folder)
    jar = examiner / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = ["java", "-jar", str(jar), "--format", "json", "--also-check-svg", "--also-check-css", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = json.loads(done.stderr)["messages"]
    return [f"{each['url']}:{each.get('lastLine')}: {each['message']} {each.get('extract', '')}" for each in said]


@pytest.mark.parametrize("name", ["sample", "hebrew", "large", "empty"])
def test_no_page_has_an_error_or_a_warning(
    name: str, request: pytest.FixtureRequest, tmp_path: Path, examiner: Path
) -> None:
    site: Printed = request.getfixturevalue(name)
    (tmp_path / "results.html").write_bytes(site.search({"q": "the"}, {"accept": "text/html"}).data)

    said = said_of(site, tmp_path, examiner)

    assert len(list(tmp_path.rglob("*.html"))) == len(site.pages) + 1 > 3
    assert said == []
