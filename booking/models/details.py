"""What visitors say of themselves in a request, each with its label and value: pages,
mails, exports and the admin read this one list.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.text import capfirst
from phonenumber_field.phonenumber import PhoneNumber

from ..utils.formatting import spoken_phone

TYPED = ("name", "email", "phone", "note")
DETAILS = ("area", *TYPED)


@dataclass(frozen=True)
class Detail:
    """`is_long` says that the value may have several lines."""

    name: str
    label: str
    value: str
    is_long: bool


def label_of(field: models.Field) -> str:
    return capfirst(field.verbose_name)


def details_of(booking: models.Model) -> list[Detail]:
    fields = [booking._meta.get_field(name) for name in DETAILS]
    return [
        Detail(
            field.name,
            label_of(field),
            in_words(getattr(booking, field.name)),
            isinstance(field, models.TextField),
        )
        for field in fields
    ]


def in_words(value) -> str:
    return spoken_phone(value) if isinstance(value, PhoneNumber) else str(value or "")
