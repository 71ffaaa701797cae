"""Measures the site and prints what came of it: `make bench`, or some sections of it, as
`make bench ARGS="pages growth"`. It never passes and never fails."""

import signal
import sys
import time
from importlib import import_module

from . import machine
from .load import WRK

SECTIONS = {
    "pages": "a guide page, cold and not modified, beside a hello world",
    "start": "from nothing to the first answer",
    "memory": "what the whole site takes of it",
    "booking": "booking posts beside raw inserts",
    "worst": "nine clients, of whom eight send the worst that is taken",
    "growth": "10 chapters and 1,000, 100 requests and 100,000",
    "workers": "kinds of gunicorn's workers",
}
BY_DEFAULT = ["pages", "start", "memory", "booking"]


def main(chosen: list[str]) -> None:
    if unknown := set(chosen) - set(SECTIONS):
        listed = "\n".join(f"{name:10}{what}" for name, what in SECTIONS.items())
        sys.exit(f"There is no section {', '.join(unknown)}. There are:\n{listed}")
    if not WRK:
        sys.exit("The bench needs wrk: `make bench` installs it.")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that all is cleaned up
    print(machine.described())
    for name in chosen or BY_DEFAULT:
        print(f"\n{name}: {SECTIONS[name]}\n")
        begin = time.monotonic()
        import_module(f"{__package__}.sections.{name}").run()
        print(f"\n{time.monotonic() - begin:.0f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
