"""The machine that the bench runs on: its cores, and the time that processes take there."""

import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CORES = sorted(os.sched_getaffinity(0))
SERVER_CORE, CLIENT_CORE = CORES[0], CORES[-1]
TICK = 1 / os.sysconf("SC_CLK_TCK")  # seconds
TIMES = slice(11, 15)  # of a process and its ended children, in user and in system


def pin(core: int) -> None:
    """Let this process, and all that it starts, run on one core alone."""
    os.sched_setaffinity(0, {core})


@contextmanager
def pinned(core: int) -> Iterator[None]:
    """The same for as long as the block lasts."""
    pin(core)
    try:
        yield
    finally:
        os.sched_setaffinity(0, CORES)


def cpu_seconds(parents: tuple[int, ...]) -> float:
    """What these processes and their children have spent so far, in seconds."""
    return sum(seconds for family, seconds in spent() if family & set(parents))


def spent() -> Iterator[tuple[set[int], float]]:
    """The seconds of each process, with its own number and its parent's (Linux)."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            # The name before the parenthesis may hold anything.
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has just ended
        family = {int(path.parent.name), int(fields[1])}
        yield family, sum(map(int, fields[TIMES])) * TICK


def described() -> str:
    """The machine in a line or two, with what else weighs on it."""
    cores = f"server on core {SERVER_CORE}, client on core {CLIENT_CORE}"
    if SERVER_CORE == CLIENT_CORE:
        cores = "one core, which server and client share: the figures mean little"
    return (
        f"{processor()}, {len(CORES)} cores; {cores}.\n"
        f"Python {platform.python_version()}, {platform.system()} {platform.release()}; "
        f"load {os.getloadavg()[0]:.1f} before it began: above 0.5 others disturb it."
    )


def processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()
