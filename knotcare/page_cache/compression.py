"""Content codings: which are spoken, and which of them a client takes."""

import gzip
import sys
from functools import lru_cache

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

IDENTITY = "identity"

# The one that makes pages smallest comes first. The levels are those beyond which a page
# that was just edited would keep its first reader waiting for a few bytes less.
ENCODERS = {
    "br": lambda body: brotli.compress(body, quality=5),
    "zstd": lambda body: zstd.compress(body, level=12),
    "gzip": lambda body: gzip.compress(body, compresslevel=9, mtime=0),
    IDENTITY: bytes,
}


@lru_cache(maxsize=256)
def best_encoding(accept_encoding: str) -> str:
    """The coding that a client likes best by its Accept-Encoding, the smallest where it
    likes several equally; plain bytes where it takes none (RFC 9110, section 12.5.3)."""
    weights = dict(map(weighed, accept_encoding.lower().split(",")))
    if "x-gzip" in weights:
        weights.setdefault("gzip", weights["x-gzip"])
    others = weights.get("*", 0)
    liked = {name: weights.get(name, others) for name in ENCODERS if name != IDENTITY}
    best = max(liked, key=liked.get)
    return best if liked[best] > weights.get(IDENTITY, 0) else IDENTITY


def weighed(element: str) -> tuple[str, float]:
    """One element of the field, `gzip;q=0.5`, as its name and its weight."""
    name, *parameters = (part.strip() for part in element.split(";"))
    weights = [each[2:] for each in parameters if each.startswith("q=")]
    try:
        return name, min(max(float(*weights[:1] or [1]), 0), 1)
    except ValueError:
        return name, 0
