"""Google's CSP evaluator (csp-evaluator.withgoogle.com) calls nothing in the policy of template.yaml high or medium."""

import json
import os
import subprocess
from pathlib import Path

from tests.examiners.host import security_headers

SCRIPT = Path(__file__).with_name("csp.cjs")
GRAVE = {"HIGH", "MEDIUM", "SYNTAX"}


def findings(policy: str, examiner: Path) -> list[list[str]]:
    """Severity, directive and description."""
    environ = os.environ | {"NODE_PATH": str(examiner)}
    done = subprocess.run(["node", SCRIPT, policy], env=environ, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_the_policy_has_nothing_grave(examiner: Path) -> None:
    policy = security_headers()["Content-Security-Policy"]

    assert [finding for finding in findings(policy, examiner) if finding[0] in GRAVE] == []
    assert "unsafe" not in policy


def test_the_evaluator_would_have_said_so(examiner: Path) -> None:
    assert [severity for severity, *_ in findings("script-src 'unsafe-inline'", examiner) if severity in GRAVE]
