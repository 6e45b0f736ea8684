"""The stream's event source mapping, as the template sets it up: what becomes of a batch that fails."""

from dataclasses import dataclass, field

from tests.template import properties


@dataclass
class Shard:
    """A batch that fails is halved, which is no attempt; what cannot be halved is given up after its attempts.

    `ends` are the places in the stream where the halves of failed batches end, the nearest last.
    """

    is_halving: bool
    most_retries: int
    ends: list[int] = field(default_factory=list)
    retries: int = 0

    @classmethod
    def of_template(cls) -> "Shard":
        wanted = properties("TouchFunction")["Events"]["Changes"]["Properties"]
        return cls(wanted["BisectBatchOnFunctionError"], wanted["MaximumRetryAttempts"])

    def size(self, taken: int, most: int) -> int:
        """How many records come next, at most so many."""
        return min(most, self.ends[-1] - taken) if self.ends else most

    def done(self, taken: int) -> None:
        """All before this place is done with."""
        self.retries = 0
        while self.ends and self.ends[-1] <= taken:
            self.ends.pop()

    def failed(self, taken: int, records: int) -> bool:
        """A batch of so many records failed; whether it is given up."""
        if self.is_halving and records > 1:
            self.retries = 0
            self.ends += [end for end in (taken + records, taken + records // 2) if end not in self.ends]
            return False
        self.retries += 1
        return self.retries > self.most_retries
