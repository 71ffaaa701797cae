"""The summary of a form's errors, each linked to the field that it is about."""

from collections.abc import Iterable

from django.forms import BoundField


def error_links(fields: Iterable[BoundField]) -> list[dict]:
    """The control and the message of every error, in the order of `fields`."""
    return [
        {"target": first_control(field), "message": message}
        for field in fields
        for message in field.errors
    ]


def first_control(field: BoundField) -> str:
    """The id of the control to go to: of a group of radios its first."""
    return f"{field.auto_id}_0" if field.use_fieldset else field.auto_id
