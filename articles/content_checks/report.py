"""The checks over everything that readers see."""

from collections.abc import Iterator
from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as date_format

from ..models import Draft
from ..utils.text import one_line
from .context import Guide
from .finding import Finding
from .registry import findings
from .subjects import checked_rows, text_of


class Checked(NamedTuple):
    """A text of the guide, where to edit it, and what was found in it."""

    name: str
    address: str
    findings: list[Finding]


def checked_guide() -> Iterator[Checked]:
    """Every text that readers see, or will see, with its findings."""
    guide = Guide()
    for row in checked_rows():
        yield Checked(name_of(row), address_of(row), findings(text_of(row), guide))


def name_of(row: models.Model) -> str:
    if isinstance(row, Draft):
        return name_of_draft(row)
    return one_line(f"{row._meta.verbose_name.capitalize()} “{row}”")


def name_of_draft(row: Draft) -> str:
    """Draft of chapter “Rest”, to appear on March 5, 2027"""
    name = f"Draft of chapter “{row.title}”"
    if row.publish_at:
        day = date_format(timezone.localtime(row.publish_at), "F j, Y")
        name += f", to appear on {day}"
    return one_line(name)


def address_of(row: models.Model) -> str:
    """Where the row is edited, a draft on the page of its chapter."""
    row = row.article if isinstance(row, Draft) else row
    path = reverse(f"admin:articles_{row._meta.model_name}_change", args=[row.pk])
    return settings.SITE_URL + path
