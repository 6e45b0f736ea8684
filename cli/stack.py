"""A deployed stack: its outputs, as the variables that its functions have."""

from typing import Any

from botocore.exceptions import ClientError

VARIABLES = {
    "SiteUrl": "SITE_URL",
    "ContentBucketName": "CONTENT_BUCKET",
    "SiteBucketName": "SITE_BUCKET",
    "ReportBucketName": "REPORT_BUCKET",
    "TableName": "TABLE_NAME",
    "DistributionId": "DISTRIBUTION_ID",
    "VisitTableName": "VISIT_TABLE_NAME",
    "BuildQueueUrl": "BUILD_QUEUE_URL",
    "ContentQueueUrl": "CONTENT_QUEUE_URL",
}


class MissingStack(LookupError):
    """There is no such stack in this account and region; `name` says which."""

    def __init__(self, name: str) -> None:
        super().__init__(f"there is no stack {name!r} in this account and region")
        self.name = name


def outputs(cloudformation: Any, name: str) -> dict[str, str]:
    """The variables of a stack; raises MissingStack."""
    try:
        stack = cloudformation.describe_stacks(StackName=name)["Stacks"][0]
    except ClientError as error:
        if error.response["Error"]["Code"] == "ValidationError":  # CloudFormation's word for "does not exist"
            raise MissingStack(name) from error
        raise
    found = {each["OutputKey"]: each["OutputValue"] for each in stack.get("Outputs", ())}
    return {variable: found[output] for output, variable in VARIABLES.items() if output in found}
