"""What the person at the terminal reads: each line with the seconds since the start."""

import time

STARTED = time.monotonic()


def say(text: str) -> None:
    print(f"{time.monotonic() - STARTED:5.1f} s  {text}", flush=True)
