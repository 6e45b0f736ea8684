"""Environment: a function's configuration, read once from a mapping that is an argument."""

from collections.abc import Mapping


class MissingVariable(LookupError):
    """A variable that the function needs is not set; `name` says which."""

    def __init__(self, name: str) -> None:
        super().__init__(f"the environment variable {name} is not set")
        self.name = name


def required(environ: Mapping[str, str], name: str) -> str:
    if name not in environ:
        raise MissingVariable(name)
    return environ[name]
