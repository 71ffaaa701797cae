"""Where the guide uses a row or an image: in which texts, and beside which rows."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst
from markdown_it.token import Token

from .images.renditions import FOLDER
from .markdown.renderer import cited_in, parse, references_in
from .markdown.shortcodes import KINDS
from .markdown.syntax import walk
from .models import Article, Draft, Question, Source
from .models.base import models_with_markdown

AT_ONCE = 50  # texts in memory
ESCAPES = ("\\", "&")  # with one of these, a slug can be written otherwise
KEY = re.compile(FOLDER + r"/([0-9a-f]{32})-")  # of an image


def uses(row: models.Model) -> Iterator[models.Model]:
    """The rows whose text names or links to `row`, or beside which it is shown, each once.

    A draft stands for its chapter. The row itself is left out. Who takes only the first
    does not wait for the others to be found.
    """
    seen = {row}
    for found in chain(in_texts(row), beside(row)):
        use = found.article if isinstance(found, Draft) else found
        if use not in seen:
            seen.add(use)
            yield use


def in_texts(row: models.Model) -> Iterator[models.Model]:
    kinds, addresses = kinds_of(row), set(addresses_of(row))
    for model, field in models_with_markdown().items():
        for other in model.objects.filter(with_a_slug_of(row, field)).iterator(AT_ONCE):
            tokens = parse(getattr(other, field))
            if (
                any(
                    reference.kind in kinds and reference.slug == row.slug
                    for reference in references_in(tokens)
                )
                or (isinstance(row, Source) and row.slug in cited_in(tokens))
                or addresses.intersection(linked_in(tokens))
            ):
                yield other


def with_a_slug_of(row: models.Model, field: str) -> Q:
    """Texts in which the row can be named: parsing all of a long guide takes too long."""
    slugs = [row.slug, *(former.slug for former in former_slugs(row)), *ESCAPES]
    return Q.create([Q(**{f"{field}__contains": each}) for each in slugs], Q.OR)


def former_slugs(row: models.Model) -> Iterable[models.Model]:
    return row.former_slugs.all() if isinstance(row, Article | Question) else ()


def kinds_of(row: models.Model) -> set[str]:
    """The words by which a text can name the row, such as “care-card”."""
    return {
        name
        for name, kind in KINDS.items()
        if not kind.whole and kind.find({row.slug}).get(row.slug) == row
    }


def addresses_of(row: models.Model) -> Iterator[str]:
    """The paths at which the row is or once was, with its place on a shared page."""
    if hasattr(row, "get_absolute_url"):
        yield row.get_absolute_url()
    for former in former_slugs(row):
        yield type(row)(slug=former.slug).get_absolute_url()


def linked_in(tokens: Iterable[Token]) -> Iterator[str]:
    """The paths on this site to which the tokens link, with and without their place."""
    for token in walk(tokens):
        if token.type == "link_open":
            link = urlsplit(str(token.attrs["href"]).removeprefix(settings.SITE_URL))
            if not link.netloc:
                yield link.path
                yield f"{link.path}#{link.fragment}"


def beside(row: models.Model) -> Iterator[models.Model]:
    """The rows of the guide that were given this one: areas their care cards, …"""
    for relation in row._meta.related_objects:
        if relation.many_to_many:
            yield from getattr(row, relation.get_accessor_name()).all()


class Place(NamedTuple):
    """A text that shows an image, and the page on which an editor changes it."""

    label: str
    url: str


def places() -> dict[str, list[Place]]:
    """The places of each image that any text names, by the image's key.

    A query for each kind of row. Even an address in a code sample counts: it is better
    to keep an image too long. Versions that a text had before do not count.
    """
    found = defaultdict(list)
    for model, field in models_with_markdown().items():
        for row in model.objects.filter(**{f"{field}__contains": FOLDER}):
            for key in dict.fromkeys(KEY.findall(getattr(row, field))):
                found[key].append(place_of(row))
    return dict(found)


def place_of(row: models.Model) -> Place:
    opts = row._meta
    try:
        name = f"admin:{opts.app_label}_{opts.model_name}_change"
        url = reverse(name, args=[row.pk])
    except NoReverseMatch:  # a kind of text that is edited on the page of another
        url = ""
    return Place(f"{capfirst(opts.verbose_name)} “{row}”", url)
