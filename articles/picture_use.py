"""In which texts a picture stands. The texts themselves are asked: no list to keep."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from django.apps import apps
from django.db.models import Model, Q
from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst
from markdownx.models import MarkdownxField

from .images.renditions import FOLDER

KEY = re.compile(FOLDER + r"/([0-9a-f]{32})-")


class Place(NamedTuple):
    """A text that names a picture, and the page on which an editor changes it."""

    label: str
    url: str


def places() -> dict[str, list[Place]]:
    """The places of each picture that any text names, by the picture's key.

    A query for each kind of row. Even an address in a code sample counts: it is better
    to keep a picture too long. Versions that a text had before do not count.
    """
    found = defaultdict(list)
    for model, fields in models_with_texts():
        shows = Q.create([Q(**{f"{each}__contains": FOLDER}) for each in fields], Q.OR)
        for row in model._default_manager.filter(shows):
            texts = " ".join(getattr(row, field) or "" for field in fields)
            for key in dict.fromkeys(KEY.findall(texts)):
                found[key].append(place_of(row))
    return dict(found)


def models_with_texts() -> Iterator[tuple[type[Model], list[str]]]:
    for model in apps.get_app_config("articles").get_models():
        fields = model._meta.get_fields()
        texts = [field.name for field in fields if isinstance(field, MarkdownxField)]
        if texts and not is_history(model):
            yield model, texts


def is_history(model: type[Model]) -> bool:
    return any(field.name == "history_id" for field in model._meta.get_fields())


def place_of(row: Model) -> Place:
    opts = row._meta
    try:
        name = f"admin:{opts.app_label}_{opts.model_name}_change"
        url = reverse(name, args=[row.pk])
    except NoReverseMatch:  # a kind of text that is edited on the page of another
        url = ""
    return Place(f"{capfirst(opts.verbose_name)} “{row}”", url)
