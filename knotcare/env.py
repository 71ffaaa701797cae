"""What settings need to know before Django is there."""

import ipaddress
import os
import secrets
from pathlib import Path


def is_loopback(host: str | None) -> bool:
    """Whether a server listening on `host` can be reached from this machine alone.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address((host or "").strip("[]")).is_loopback
    except ValueError:
        return False


def local_secret_key(path: Path) -> str:
    """The secret key of a local site, made once and kept in the file `path`.

    Raises OSError where the folder can't be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    key = secrets.token_urlsafe(50)
    with os.fdopen(descriptor, "w") as file:
        file.write(key)
    return key
