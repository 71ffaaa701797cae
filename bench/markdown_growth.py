"""How the time to render hostile Markdown grows when its length doubles.

Prints a ratio for each kind of text: 2 is linear, 4 would be quadratic.
"""

import os
import sys
import time
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ["DJANGO_SETTINGS_MODULE"] = "knotcare.settings"
os.environ["DATABASE_URL"] = "sqlite://:memory:"
django.setup()

from django.core.management import call_command  # noqa: E402

from articles.markdown import MAX_CHARACTERS, render  # noqa: E402
from tests.hostile import REPEATED  # noqa: E402

ROUNDS = 5


def seconds(text: str) -> float:
    """The shortest of some rounds: noise only ever adds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        render(text)
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    call_command("migrate", verbosity=0)
    call_command("loadguide", verbosity=0)
    print(f"{'text':24} {'ratio':>6} {'full length':>12}")
    for name, unit in REPEATED.items():
        full = unit * (MAX_CHARACTERS // len(unit))
        half = seconds(full[: len(full) // 2])
        whole = seconds(full)
        print(f"{name:24} {whole / half:6.2f} {whole * 1000:9.0f} ms")


if __name__ == "__main__":
    main()
