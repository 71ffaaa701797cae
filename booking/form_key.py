"""The one-time key of a form: one form is one request. It is signed with its time of
issue, which only tells how fast the form was sent: no key is too old."""

import uuid
from datetime import timedelta

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner

HASTY = timedelta(seconds=3)

signer = TimestampSigner(salt="booking.form_key")


def new() -> str:
    return signer.sign(uuid.uuid4().hex)


def read(signed: str) -> uuid.UUID | None:
    """The key, or None where it isn't one of ours."""
    try:
        return uuid.UUID(signer.unsign(signed))
    except BadSignature:
        return None


def is_hasty(signed: str) -> bool:
    """Whether the form of this valid key was issued within the last three seconds."""
    try:
        signer.unsign(signed, max_age=HASTY)
    except SignatureExpired:
        return False
    return True
