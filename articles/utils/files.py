"""Files that are either the old or the new, never half of it."""

from pathlib import Path


def put_file(path: Path, data: bytes) -> bool:
    """Make `path` hold `data`; return whether it did not yet. Raises OSError."""
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(data)
    new.replace(path)
    return True
