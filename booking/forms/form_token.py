"""The one-time key of a form: what is sent twice with it is one request. It is signed with
its time of issue, which only tells how fast the form was sent: no key is too old."""

import time
import uuid
from datetime import timedelta

from django.core.signing import BadSignature, TimestampSigner, b62_decode

HASTY = timedelta(seconds=3)

signer = TimestampSigner(salt="booking.forms.form_token")


def new() -> str:
    return signer.sign(uuid.uuid4().hex)


def read(signed: str) -> uuid.UUID | None:
    """The key, or None where it isn't one of ours."""
    try:
        return uuid.UUID(signer.unsign(signed))
    except BadSignature:
        return None


def another(key: uuid.UUID, content: str) -> uuid.UUID:
    """The key of something else that is asked with the form of this key: always the same
    for the same `content`."""
    return uuid.uuid5(key, content)


def is_hasty(signed: str) -> bool:
    """Whether the form of this valid key was issued within the last three seconds; not
    where it was issued in the future, as when the clock was set back since."""
    _, issued, _ = signed.rsplit(signer.sep, 2)
    age = timedelta(seconds=time.time() - b62_decode(issued))
    return timedelta(0) <= age <= HASTY
