"""How the time to render hostile Markdown grows when its length doubles.

Prints a ratio for each kind of text: 2 is linear, 4 would be quadratic.
"""

from ..site import fresh_site
from ..table import print_table


def run() -> None:
    with fresh_site() as site:
        found = site.ask("render_hostile")
    rows = [
        [name, f"{whole / half:.2f}", f"{whole * 1000:.0f}"]
        for name, (half, whole) in found.items()
    ]
    print_table(["text", "ratio", "ms at full length"], rows)
