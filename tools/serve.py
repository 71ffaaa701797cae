"""Runs a server of the site, Python with the arguments given here, and the site's worker.

Whoever is told to end, both do, and the exit status is the server's. A worker that dies is
started again. Told to begin anew (SIGHUP), it starts the code as it is now on the same
socket; as soon as that serves, it ends the old one, which finishes what it has begun
(gunicorn.conf.py). New code that does not start changes nothing.
"""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress

WORKER = ["manage.py", "worker"]
PAUSE = 2  # seconds before a dead worker's successor starts
PATIENCE = 30  # seconds for the worker to finish the mail in flight
PR_SET_PDEATHSIG = 1


class Site:
    def __init__(self, server: list[str]):
        self.is_stopping = False
        self.command, self.successor = server, None
        self.listener = listener() if "gunicorn" in server else None
        self.server = self.start_server()
        self.worker = start(WORKER)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        if self.listener:
            signal.signal(signal.SIGHUP, self.renew)

    def start_server(self, **environment: str) -> subprocess.Popen:
        if not self.listener:
            return start(self.command)
        number = self.listener.fileno()
        environment["LISTENER"] = str(number)
        return start(self.command, os.environ | environment, (number,))

    def renew(self, number, frame):
        if not (self.successor or self.is_stopping):
            self.successor = self.start_server(REPLACES=str(self.server.pid))

    def stop(self, number, frame):
        self.is_stopping = True
        for process in filter(None, (self.server, self.successor, self.worker)):
            tell(process, number)

    def serve(self) -> int:
        """Wait for the server to end; return its exit status, as a shell has it."""
        while True:
            ended, status = os.wait()
            if self.successor and ended in (self.server.pid, self.successor.pid):
                self.succeed(ended)
            elif ended == self.server.pid:
                status = os.waitstatus_to_exitcode(status)
                return status if status >= 0 else 128 - status
            elif ended == self.worker.pid and not self.is_stopping:
                time.sleep(PAUSE)
                self.worker = start(WORKER)

    def succeed(self, ended: int):
        """Go on with the one of two servers that has not ended."""
        if ended == self.server.pid:
            self.server = self.successor
            tell(
                self.worker, signal.SIGTERM
            )  # the next one starts with the new code, too
        elif not self.is_stopping:
            print("The new code did not start; the old serves on.", file=sys.stderr)
        self.successor = None

    def end_worker(self):
        self.worker.terminate()
        try:
            self.worker.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.worker.kill()


def start(arguments: list[str], environment=None, files=()) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, *arguments],
        env=environment,
        pass_fds=files,
        preexec_fn=end_with_parent,
    )


def tell(process: subprocess.Popen, number: int):
    """Not by Popen's own way, which may take the exit status that `os.wait` waits for."""
    with suppress(ProcessLookupError):
        os.kill(process.pid, number)


def listener() -> socket.socket:
    """The socket at which all servers listen, one after the other."""
    host = os.environ.get("HOST", "127.0.0.1").strip("[]")
    port = int(os.environ.get("PORT", "8000"))
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    family = min(each[0] for each in found)  # of a name with both, IPv4
    is_any = host == "::" and socket.has_dualstack_ipv6()
    return socket.create_server((host, port), family=family, dualstack_ipv6=is_any)


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
