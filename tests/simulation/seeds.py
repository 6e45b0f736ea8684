"""Random schedules: what an author does and what goes wrong meanwhile, all from one seed."""

from dataclasses import dataclass
from datetime import timedelta
from random import Random

from tests.simulation.calls import refused, timed_out
from tests.simulation.invariants import check_now, check_quiet, check_replay, check_stamps, watch
from tests.simulation.stories import opened
from tests.simulation.texts import photograph
from tests.simulation.worker import Delivery

POSTS = ("posts/a.md", "posts/b.md", "posts/c.md")
TRANSLATIONS = ("posts/a.de.md", "posts/a.he.md")
ACTIONS = 10
SHARDS = (1, 4)
WORKERS = 4
MOVES = 40  # between two actions, at most
BURST = 8
DATES = ("2025-12-30", "2025-12-31", "2026-01-01", "2026-03-01")
TITLES = ("One", "Two", "[UNSEEN")  # of the site; the last cannot be read
BATCHES = {"reconcile": 3, "build": 10, "touch": 12}


@dataclass(frozen=True)
class Trouble:
    """How often, of all calls, something goes wrong, and how often a worker is presumed dead that is not."""

    crash: float = 0.04
    fault: float = 0.03
    late: float = 0.04


class Schedule:
    """One random run of a small blog; `run` raises Divergence when an invariant does not hold."""

    def __init__(self, seed: int, trouble: Trouble = Trouble()) -> None:
        self.random = Random(seed)
        self.trouble = trouble
        self.blog = opened(self.random.choice((1, 2, 50)))
        # Faults are far more frequent than AWS's. What becomes of a record that is given up, `test_redrive.py` shows.
        self.blog.divide(self.random.choice(SHARDS), is_patient=True)
        self.edits = 0
        watch(self.blog)

    def run(self) -> None:
        with self.blog.at_work():
            for _ in range(ACTIONS):
                self._act()
                for _ in range(self.random.randrange(MOVES)):
                    self._move()
            self._finish()
            check_quiet(self.blog)
            check_stamps(self.blog)
            check_replay(self.blog)

    # ── The author and the readers ────────────────────────────────────────────────────────────────

    def _act(self) -> None:
        key = self.random.choice(TRANSLATIONS if self.random.random() < 0.1 else POSTS)
        actions = [
            (lambda: self.blog.put(key, self._post(key)), 50),
            (lambda: self.blog.delete(key), 18),
            (lambda: self._back(key), 8),
            (lambda: self._rename(key), 4),
            (lambda: self.blog.comment(key, f"Words {self.edits}"), 6),
            (self.blog.approve, 4),
            (lambda: self.blog.remove(key), 2),
            (lambda: self._read(key), 4),
            (lambda: self.blog.wait(timedelta(hours=12)), 5),
            (lambda: self.blog.put("site.yaml", f"title: {self.random.choice(TITLES)}\n"), 2),
            (lambda: self.blog.put("media/a.svg", f"<svg><!-- {self.edits} --></svg>"), 1),
            (self._picture, 3),
            (lambda: self.blog.put("pages/about.md", f"---\ntitle: About {self.edits}\n---\n\nUs.\n"), 1),
        ]
        self.edits += 1
        choices, weights = zip(*actions, strict=True)
        self.random.choices(choices, weights)[0]()

    def _read(self, key: str) -> None:
        """Each second reader likes what is there, and each fourth takes that back."""
        self.blog.view(key)
        if self.edits % 2:
            self.blog.like(key)
        if self.edits % 4 == 1:
            self.blog.like(key, "no")

    def _back(self, key: str) -> None:
        """Put a text again that stood there before, or take back that it was deleted."""
        if self.blog.buckets["content"].is_marked(key) and self.random.random() < 0.5:
            self.blog.undelete(key)
            return
        earlier = [each.data for each in self.blog.buckets["content"].versions.get(key, ()) if each.data]
        self.blog.put(key, self.random.choice(earlier) if earlier else self._post(key))

    def _rename(self, key: str) -> None:
        """The same text under another name, perhaps with the identity that it had."""
        there = self.blog.buckets["content"].newest(key)
        text = there.data.decode() if there and there.data else self._post(key)
        if self.random.random() < 0.5 and "\nid: " not in text:
            text = text.replace("\n---\n\n", f"\nid: {key.removeprefix('posts/')}\n---\n\n", 1)
        self.blog.delete(key)
        self.blog.put(self.random.choice(POSTS), text)

    def _picture(self) -> None:
        """Never the same one again: see `PHOTOS` in the stories."""
        match self.random.choices(("put", "broken", "delete"), (8, 1, 3))[0]:
            case "put":
                self.blog.put("posts/cup.png", photograph(500 + self.edits))
            case "broken":
                self.blog.put("posts/cup.png", b"BROKEN")
            case _:
                self.blog.delete("posts/cup.png")

    def _post(self, key: str) -> str:
        if self.random.random() < 0.06:
            return "---\ntitle: [UNSEEN\n---\n"
        name = key[6:-3].upper()
        fields = {"title": f"{name} {self.random.randrange(2)}", "date": self.random.choice(DATES)}
        fields["tags"] = f"[{', '.join(tag for tag in 'xy' if self.random.random() < 0.4)}]"
        body = f"Words of {name}, {self.random.randrange(2)}."
        # Few texts at a time have more: a text that was never read before takes long.
        match self.random.choices(("", "authors", "series", "link", "picture"), (68, 7, 5, 10, 10))[0]:
            case "authors":
                fields["authors"] = self.random.choice(("[Ada]", "[Ada, Grace]"))
            case "series":
                fields["series"] = self.random.choice("ST")
            case "link":
                body += f" See [it]({self.random.choice('abc')}.md)."
            case "picture":
                fields["image"], body = "cup.png", f"{body} ![A cup](cup.png)"
        fields |= self._state(name)
        head = "".join(f"{field}: {value}\n" for field, value in fields.items())
        return f"---\n{head}---\n\n{body}\n"

    def _state(self, name: str) -> dict[str, str]:
        """What more its author says of a post, if anything."""
        match self.random.choices(("plain", "draft", "later", "expires", "slug", "id"), (74, 7, 5, 4, 6, 4))[0]:
            case "draft":
                return {"draft": "true", "title": f"UNSEEN {name}"}
            case "later":
                moment = self.blog.now + timedelta(hours=self.random.choice((6, 18)))
                return {"publish": moment.isoformat(), "title": f"UNSEEN-UNTIL-{int(moment.timestamp()) // 60}"}
            case "expires":
                return {"expires": (self.blog.now + timedelta(hours=6)).isoformat()}
            case "slug":
                return {"slug": "shared"}
            case "id":
                return {"id": f"{self.random.choice('abc')}.md"}
        return {}

    # ── What happens to the functions ─────────────────────────────────────────────────────────────

    def _move(self) -> None:
        moves = [(self._start, 4), (self._go_on, 10), (self._go_on_late, 1)]
        if self.blog.hinted:
            moves.append((self._hint_again, 1))
        choices, weights = zip(*moves, strict=True)
        self.random.choices(choices, weights)[0]()
        check_now(self.blog)

    def _start(self) -> None:
        if len(self.blog.live) >= WORKERS:
            return
        kind = self.random.choice(("reconcile", "touch", "build"))
        size = self.random.randint(1, BATCHES[kind])
        if kind == "touch":
            # Whoever takes over a shard need not keep to the halves of a batch that failed.
            if shards := self.blog.waiting_shards():
                self.blog.deliver("touch", records=self.random.choice(shards).waiting[:size])
            return
        ready = self.blog.queues["hints" if kind == "reconcile" else "wants"].ready()
        if ready:
            self.blog.deliver(kind, self.random.sample(ready, min(size, len(ready))))

    def _go_on(self) -> None:
        if not self.blog.live:
            return
        delivery = self.random.choice(self.blog.live)
        for _ in range(self.random.randint(1, BURST)):
            if delivery not in self.blog.live:
                return
            self._step(delivery)

    def _step(self, delivery: Delivery) -> None:
        chance, trouble = self.random.random(), self.trouble
        self.blog.refuses = self._refuses if trouble.fault else lambda _: False
        if chance < trouble.crash:
            self.blog.crash(delivery, late=self.random.random() < 0.5)
        elif chance < trouble.crash + trouble.late:
            self.blog.abandon(delivery)
        elif chance < trouble.crash + trouble.late + trouble.fault and delivery.worker.pending:
            error = self.random.choice((refused("X", "ThrottlingException", 400), timed_out(delivery.worker.pending)))
            self.blog.fail(delivery, error, late=self.random.random() < 0.5)
        else:
            self.blog.step(delivery)

    def _refuses(self, _: object) -> bool:
        """Whether SQS does not take one message of a batch."""
        return self.random.random() < self.trouble.fault

    def _go_on_late(self) -> None:
        """A worker that was presumed dead goes on, or its last call lands and that was all of it."""
        if not self.blog.zombies:
            return
        delivery = self.random.choice(self.blog.zombies)
        if self.random.random() < 0.5:
            for _ in range(self.random.randint(1, BURST)):
                if delivery in self.blog.zombies:
                    self.blog.step(delivery)
        else:
            self.blog.bury(delivery, landing=True)

    def _hint_again(self) -> None:
        self.blog.queues["hints"].send(self.random.choice(self.blog.hinted))

    def _finish(self) -> None:
        """The troubles end: all drains, while those who were presumed dead come to their own end."""
        self.trouble = Trouble(0, 0, 0)
        while self.blog.live:
            self._go_on()
            if self.random.random() < 0.2:
                self._go_on_late()
        for _ in range(3):
            for queue in self.blog.queues.values():
                queue.redrive()
            self.blog.drain()
            if not self.blog.zombies:
                return
            for _ in range(self.random.randint(1, 8)):
                self._go_on_late()
        for delivery in list(self.blog.zombies):
            self.blog.bury(delivery, landing=True)
        self.blog.drain()


def run_seed(seed: int, trouble: Trouble = Trouble()) -> None:
    """Raise Divergence with a readable trace when an invariant does not hold; the same seed gives the same run."""
    schedule = Schedule(seed, trouble)
    try:
        schedule.run()
    except AssertionError as error:
        raise type(error)(f"seed {seed}: {error}\n{schedule.blog.told()}") from error
