"""Processes that do what they are told, one JSON line at a time, and answer with one."""

import json
import subprocess
import sys

from django.conf import settings


class Process:
    """A running module of this folder."""

    def __init__(self, module: str, environment: dict[str, str]):
        self.process = subprocess.Popen(
            [sys.executable, "-m", f"tests.slow.storm.{module}"],
            cwd=settings.BASE_DIR,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def tell(self, do: str, **details) -> None:
        self.process.stdin.write(json.dumps({"do": do, **details}) + "\n")
        self.process.stdin.flush()

    def hear(self):
        return json.loads(self.process.stdout.readline())

    def ask(self, do: str, **details):
        self.tell(do, **details)
        return self.hear()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.process.communicate(timeout=120)
