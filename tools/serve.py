"""Runs a server of the site, Python with the arguments given here, and the site's worker.

Whoever is told to end, both do, and the exit status is the server's. A worker that dies is
started again.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time

WORKER = ["manage.py", "worker"]
PAUSE = 2  # seconds before a dead worker's successor starts
PATIENCE = 30  # seconds for the worker to finish the mail in flight
PR_SET_PDEATHSIG = 1


class Site:
    def __init__(self, server: list[str]):
        self.is_stopping = False
        self.server = start(server)
        self.worker = start(WORKER)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)

    def stop(self, number, frame):
        self.is_stopping = True
        self.server.send_signal(number)
        self.worker.send_signal(number)

    def serve(self) -> int:
        """Wait for the server to end; return its exit status, as a shell has it."""
        while True:
            ended, status = os.wait()
            if ended == self.server.pid:
                status = os.waitstatus_to_exitcode(status)
                return status if status >= 0 else 128 - status
            if ended == self.worker.pid and not self.is_stopping:
                time.sleep(PAUSE)
                self.worker = start(WORKER)

    def end_worker(self):
        self.worker.terminate()
        try:
            self.worker.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.worker.kill()


def start(arguments: list[str]) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, *arguments], preexec_fn=end_with_parent)


def end_with_parent():
    """Let Linux end a child whose parent was killed before it could."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def main(server):
    site = Site(server)
    try:
        return site.serve()
    finally:
        site.end_worker()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
