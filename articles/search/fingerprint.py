"""Which code writes what is searched, so that it is written anew when that changes."""

from functools import cache
from hashlib import sha256

from django.conf import settings

WRITERS = ["articles/**/*.py", "templates/components/**/*.html", "requirements.lock"]


@cache
def fingerprint() -> str:
    """The same for as long as the code and the packages are the same."""
    base, digest = settings.BASE_DIR, sha256()
    for file in sorted(each for pattern in WRITERS for each in base.glob(pattern)):
        digest.update(str(file.relative_to(base)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
