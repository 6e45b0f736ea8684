"""No page stays as the code of before a deployment makes it."""

from tests.simulation.deployed import deployed


def test_a_worker_of_before_a_deployment_leaves_no_page_of_his_own() -> None:
    deployed()
