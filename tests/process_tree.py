"""Processes and their children, as Linux knows them."""

from pathlib import Path


def children(process: int) -> list[int]:
    """The child processes of a process, the oldest first."""
    found = Path(f"/proc/{process}/task/{process}/children").read_text()
    return [int(child) for child in found.split()]


def descendants(process: int) -> list[int]:
    return [
        each for child in children(process) for each in (child, *descendants(child))
    ]
