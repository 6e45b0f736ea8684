"""A shard of the stream, with its event source mapping as the template has it: what becomes of a batch that fails."""

from bisect import bisect_right
from dataclasses import dataclass, field, replace

from tests.template import properties


@dataclass
class Shard:
    """A batch that fails is halved, which is no attempt; what cannot be halved is given up after its attempts.

    `waiting` are the numbers of its records that are not done with, in order, and `ends` those of the last records of
    the halves of failed batches, the nearest last.
    """

    is_halving: bool
    most_retries: int
    waiting: list[int] = field(default_factory=list)
    is_taken: bool = False  # one function at a time works on it
    ends: list[int] = field(default_factory=list)
    retries: int = 0

    @classmethod
    def of_template(cls) -> "Shard":
        wanted = properties("TouchFunction")["Events"]["Changes"]["Properties"]
        return cls(wanted["BisectBatchOnFunctionError"], wanted["MaximumRetryAttempts"])

    def copy(self) -> "Shard":
        return replace(self, waiting=list(self.waiting), ends=list(self.ends))

    def next(self, most: int) -> list[int]:
        """The records that come next, at most so many."""
        return (
            self.waiting[: min(most, bisect_right(self.waiting, self.ends[-1]))] if self.ends else self.waiting[:most]
        )

    def done(self, last: int) -> None:
        """All up to this record are done with."""
        self.retries = 0
        del self.waiting[: bisect_right(self.waiting, last)]
        while self.ends and self.ends[-1] <= last:
            self.ends.pop()

    def failed(self, records: list[int]) -> bool:
        """A batch of these failed; whether it is given up."""
        if self.is_halving and len(records) > 1:
            self.retries = 0
            self.ends += [end for end in (records[-1], records[len(records) // 2 - 1]) if end not in self.ends]
            return False
        self.retries += 1
        return self.retries > self.most_retries
