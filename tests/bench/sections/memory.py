"""The memory of a whole site, once its pages have been read for a while."""

import itertools
from pathlib import Path

from tests.process_tree import descendants

from ..servers import whole_site
from ..site import fresh_site
from ..table import print_table
from .growth import PUBLIC

ROUNDS = 50
HEADS = ["process", "its part MB", "its own MB"]


def run() -> None:
    with fresh_site() as site, whole_site(site) as server:
        for number, path in itertools.product(range(ROUNDS), PUBLIC):
            server.get(f"{path}{'&' if '?' in path else '?'}cold={number}")
        (parent,) = server.processes
        processes = [parent, *descendants(parent)]
        taken = {process: megabytes(process) for process in processes}
        rows = [row(name_of(each), taken[each]) for each in processes]
    whole = map(sum, zip(*taken.values(), strict=True))
    print_table(HEADS, [*rows, row("all of it", whole)])


def row(name: str, columns) -> list[str]:
    return [name, *(f"{each:.0f}" for each in columns)]


def name_of(process: int) -> str:
    """What Python was given to run."""
    _, *arguments = Path(f"/proc/{process}/cmdline").read_text().strip("\0").split("\0")
    return " ".join(arguments)


def megabytes(process: int) -> tuple[float, float]:
    """What is in memory, divided where it is shared by those who share it; and what no
    other process has (Linux, smaps_rollup)."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()[1:]
    sizes = {line.split(":")[0]: int(line.split()[1]) / 1000 for line in lines}
    return sizes["Pss"], sizes["Private_Clean"] + sizes["Private_Dirty"]
