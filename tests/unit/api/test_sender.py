import pytest

from api.request import Request
from api.sender import ADDRESS, is_reader, visitor_of
from tests.template import properties
from tests.unit.api.reader import FIREFOX, event, make_desk


def sent(**headers):
    return Request.of(event("POST", "/api/views", **({"user_agent": FIREFOX} | headers)))


def test_the_cdn_writes_the_address_over_what_was_sent_by_that_name_to_the_api():
    code = properties("ViewerFunction")["FunctionCode"]
    (api,) = [
        each
        for each in properties("Distribution")["DistributionConfig"]["CacheBehaviors"]
        if each["PathPattern"] == "/api/*"
    ]

    assert f"event.request.headers['{ADDRESS}'] = {{ value: event.viewer.ip }};" in code
    assert api["FunctionAssociations"] == [
        {"EventType": "viewer-request", "FunctionARN": {"Fn::GetAtt": "ViewerFunction.FunctionMetadata.FunctionARN"}}
    ]


def test_the_table_of_visits_keeps_no_history_and_its_items_expire():
    table = properties("VisitTable")

    assert "StreamSpecification" not in table
    assert "PointInTimeRecoverySpecification" not in table
    assert table["TimeToLiveSpecification"] == {"AttributeName": "expires", "Enabled": True}


def test_the_same_browser_at_the_same_address_is_one_visitor():
    desk = make_desk()
    here = {"x_viewer_address": "203.0.113.7"}

    assert visitor_of(sent(**here), desk) == visitor_of(sent(**here), desk)
    assert visitor_of(sent(**here), desk) != visitor_of(sent(x_viewer_address="203.0.113.8"), desk)
    assert visitor_of(sent(**here), desk) != visitor_of(sent(**here, user_agent="Mozilla/5.0 Firefox/1.0"), desk)


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, True),
        ({"user_agent": ""}, False),
        ({"user_agent": "Googlebot/2.1"}, False),
        ({"sec_purpose": "Prefetch;anonymous-client-ip"}, False),
        ({"x_purpose": "prefetch"}, False),
        ({"purpose": "preview"}, True),
    ],
)
def test_who_reads_is_no_robot_and_no_browser_that_fetches_ahead(headers, expected):
    assert is_reader(sent(**headers)) is expected
