"""The checks over everything that readers see."""

from collections.abc import Iterator
from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.urls import reverse

from ..plain_text import one_line
from . import findings
from .finding import Finding
from .guide import Guide
from .rows import checked_rows, text_of


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
    return one_line(f"{row._meta.verbose_name.capitalize()} “{row}”")


def address_of(row: models.Model) -> str:
    path = reverse(f"admin:articles_{row._meta.model_name}_change", args=[row.pk])
    return settings.SITE_URL + path
