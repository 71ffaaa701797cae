"""Load, by wrk: rounds of it against a server, and the middle of several rounds."""

import json
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass
from pathlib import Path

from .machine import CLIENT_CORE, cpu_seconds, pin
from .servers import Server

WRK = shutil.which("wrk")
LUA = Path(__file__).with_name("lua")
CONNECTIONS = 32
SECONDS = 2
PAUSE = 0.1  # seconds; who spends nothing in it is idle
ROUNDS = 5


@dataclass(frozen=True)
class Figures:
    """What a round, or the middle of several, came to. Milliseconds, of one request."""

    per_second: float
    p50: float
    p99: float
    cpu: float
    bytes: float  # of an answer on the wire, headers included
    failed: int = 0


@dataclass(frozen=True)
class Target:
    """What is asked, of whom, and how."""

    server: Server
    path: str
    headers: tuple[str, ...] = ("Accept-Encoding: gzip",)
    script: str = "report.lua"
    arguments: Callable[[], Iterable[str]] = tuple  # of the script, for each round anew
    connections: int = CONNECTIONS


def interleaved(
    targets: dict[str, Target], rounds: int = ROUNDS, seconds: int = SECONDS
) -> dict[str, Figures]:
    """The middle of some rounds for each target. They take turns, so that a disturbance
    of the machine meets them all."""
    for target in targets.values():
        load(target, 1)  # to warm it
    found = {name: [] for name in targets}
    for _ in range(rounds):
        for name, target in targets.items():
            found[name].append(load(target, seconds))
    return {name: middle(figures) for name, figures in found.items()}


def middle(rounds: list[Figures]) -> Figures:
    """The median of each figure; of the failures, all."""
    *columns, failed = zip(*map(astuple, rounds), strict=True)
    return Figures(*map(statistics.median, columns), failed=sum(failed))


def load(target: Target, seconds: int) -> Figures:
    """One round, once the server is done with what the last one left behind."""
    settle(target.server)
    before = cpu_seconds(target.server.processes)
    told = json.loads(wrk(target, seconds).splitlines()[-1])
    spent = cpu_seconds(target.server.processes) - before
    requests = max(told["requests"], 1)
    return Figures(
        per_second=told["requests"] / told["microseconds"] * 1e6,
        p50=told["p50"] / 1000,
        p99=told["p99"] / 1000,
        cpu=spent / requests * 1000,
        bytes=told["bytes"] / requests,
        failed=told["failed"],
    )


def settle(server: Server) -> None:
    """Wait until the server spends no more time."""
    spent, before = cpu_seconds(server.processes), None
    while spent != before:
        time.sleep(PAUSE)
        spent, before = cpu_seconds(server.processes), spent


def wrk(target: Target, seconds: int) -> str:
    headers = [word for header in target.headers for word in ("-H", header)]
    url = f"http://127.0.0.1:{target.server.port}{target.path}"
    command = [WRK, "-t1", f"-c{target.connections}", f"-d{seconds}s"]
    return subprocess.run(
        [*command, "--timeout", "30s", "-s", target.script, *headers, url]
        + ["--", *target.arguments()],
        cwd=LUA,
        preexec_fn=lambda: pin(CLIENT_CORE),
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    ).stdout
