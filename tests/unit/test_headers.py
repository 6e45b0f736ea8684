"""The headers of every answer, as template.yaml sets them; `e2e/test_addresses.py` sees them arrive."""

import json
import re
from typing import Any

import pytest

from api.answer import POLICY as API_POLICY
from tests.headers import HEADERS, POLICY
from tests.template import properties

CONFIG = properties("ResponseHeaders")["ResponseHeadersPolicyConfig"]
SECURITY = CONFIG["SecurityHeadersConfig"]
BEHAVIORS = properties("Distribution")["DistributionConfig"]


def given() -> dict[str, str]:
    """What the policy sets."""
    transport = SECURITY["StrictTransportSecurity"]
    assert transport["IncludeSubdomains"] is transport["Preload"] is True
    assert "ContentTypeOptions" in SECURITY
    return {
        "Content-Security-Policy": SECURITY["ContentSecurityPolicy"]["ContentSecurityPolicy"],
        "Strict-Transport-Security": f"max-age={transport['AccessControlMaxAgeSec']}; includeSubDomains; preload",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": SECURITY["FrameOptions"]["FrameOption"],
        "Referrer-Policy": SECURITY["ReferrerPolicy"]["ReferrerPolicy"],
    } | {item["Header"]: item["Value"] for item in CONFIG["CustomHeadersConfig"]["Items"]}


def directives(policy: str) -> set[str]:
    return {each.strip() for each in policy.split(";")}


def test_the_policy_sets_all_of_them() -> None:
    headers = given()

    assert directives(headers.pop("Content-Security-Policy")) == POLICY
    assert headers == HEADERS


def test_the_api_s_pages_have_the_same_policy() -> None:
    assert directives(API_POLICY) == POLICY


def test_no_origin_can_weaken_them() -> None:
    configured: list[dict[str, Any]] = [*SECURITY.values(), *CONFIG["CustomHeadersConfig"]["Items"]]

    assert all(each["Override"] is True for each in configured)


def test_every_path_has_the_policy_and_comes_by_https_only() -> None:
    for behavior in (BEHAVIORS["DefaultCacheBehavior"], *BEHAVIORS["CacheBehaviors"]):
        assert behavior["ResponseHeadersPolicyId"] == {"Ref": "ResponseHeaders"}
        assert behavior["ViewerProtocolPolicy"] == "redirect-to-https"


def test_a_redirect_that_the_cdn_makes_has_the_same() -> None:
    code = properties("AddressFunction")["FunctionCode"]
    found = re.search(r"var HEADERS = (\{.*?\n\});", code, re.DOTALL)
    assert found

    headers = {name: header["value"] for name, header in json.loads(found[1]).items()}

    assert headers == {name.lower(): value for name, value in given().items()}


@pytest.mark.parametrize("policy", [given()["Content-Security-Policy"], API_POLICY])
def test_nothing_is_allowed_but_what_is_ours(policy: str) -> None:
    assert all(each.split()[1:] in (["'self'"], ["'none'"], []) for each in directives(policy))
