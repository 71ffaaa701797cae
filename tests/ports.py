"""A port for a server of the tests."""

import random
import socket


def free_port() -> int:
    """A port that is free, and below those that systems give to outgoing connections, so
    that none of these takes it before the server does."""
    while True:
        port = random.randrange(20_000, 32_000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
