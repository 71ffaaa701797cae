"""Keeping what is searched true to the guide."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db import models, transaction
from django.db.models import OuterRef, QuerySet, Subquery

from ..models import Article, BodyArea, Mention, Passage, Question, Word, Writing
from .cards import KINDS as CARDS
from .cards import cards
from .dictionary import recount
from .engine import engine
from .fingerprint import fingerprint
from .mentions import mentions, texts_that_name
from .query import MARK_END, MARK_START
from .texts import TEXTS, Keys

NO_MARKS = str.maketrans("", "", MARK_START + MARK_END + "\0")
AT_ONCE = 100  # texts in memory
VALUES = ("kind", "title", "part_of", "text", "path", "row_id", "place", "urgency")


@transaction.atomic
def rebuild() -> None:
    """Write everything anew: after the guide was loaded."""
    with engine().rewriting():
        engine().forget_all()
        for model in (Passage, Mention, Word, Writing):
            model.objects.all().delete()
        for kind, (model, _field, _passages) in TEXTS.items():
            write(kind, model.objects.order_by("pk").values_list("pk", flat=True))
        put_short_last()
        Writing.objects.create(code=fingerprint())


def is_current() -> bool:
    """Whether everything was written by this code; since then, `renew` keeps it true."""
    return Writing.objects.filter(code=fingerprint()).exists()


@transaction.atomic
def renew(*rows: models.Model) -> None:
    """Make the search know what became of these rows: changed, made, deleted, or moved
    among their kind. Whoever changes the guide calls this in the same transaction.

    A text that names one of them is read again; all else stays as it is. Of a deleted
    row, key and slug are asked.
    """
    with engine().rewriting():
        for kind, keys in texts_about(rows).items():
            write(kind, sorted(keys))
        put_short_last()
        put_in_places()


def texts_about(rows: Iterable[models.Model]) -> dict[str, set[int]]:
    """By kind, the keys of the texts that are those of `rows`, or name one of them."""
    found = defaultdict(set)
    for row in rows:
        for kind, (model, _field, _passages) in TEXTS.items():
            if isinstance(row, model):
                found[kind].add(row.pk)
        # Chapters and questions are linked to, but never named.
        if not isinstance(row, Article | Question):
            for kind, key in texts_that_name(row.slug):
                found[kind].add(key)
    return found


def write(kind: str, keys: Keys) -> None:
    """Write the passages of these texts, and what they name."""
    _model, _field, passages = TEXTS[kind]
    for some in groups(list(keys)):
        stored = {"kind": kind, "row_id__in": some}
        put(passages(some), Passage.objects.filter(**stored))
        Mention.objects.filter(**stored).delete()
        Mention.objects.bulk_create(mentions(kind, some))


def groups(keys: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(keys), AT_ONCE):
        yield keys[start : start + AT_ONCE]


def put(wanted: Iterable[Passage], stored: QuerySet[Passage]) -> None:
    """Have the passages `wanted` in the place of those `stored`. What is the same in both
    stays."""
    old = {values(passage): passage for passage in stored}
    new = {values(passage): passage for passage in map(without_marks, wanted)}
    gone = [passage for key, passage in old.items() if key not in new]
    come = [passage for key, passage in new.items() if key not in old]
    keys = [passage.pk for passage in gone]
    engine().forget(keys)
    Passage.objects.filter(pk__in=keys).delete()
    engine().learn([passage.pk for passage in Passage.objects.bulk_create(come)])
    recount(come, gone)


def put_short_last() -> None:
    """Write cards and relief anew, after all else: a search of a long guide ranks only
    what was written last, and neither a warning nor an area's page must be missed."""
    _model, _field, relief = TEXTS[Passage.Kind.RELIEF]
    put([], Passage.objects.filter(kind__in=[*CARDS, Passage.Kind.RELIEF]))
    areas = list(BodyArea.objects.values_list("pk", flat=True))
    put([*relief(areas), *cards()], Passage.objects.none())


def values(passage: Passage) -> tuple:
    return tuple(getattr(passage, name) for name in VALUES)


def without_marks(passage: Passage) -> Passage:
    passage.title = passage.title.translate(NO_MARKS)
    passage.text = passage.text.translate(NO_MARKS)
    return passage


def put_in_places() -> None:
    """Let the passages of questions and areas follow the order of their rows."""
    for kind, (model, _field, _passages) in TEXTS.items():
        if model is Article:  # its order is asked when it is found
            continue
        place = model.objects.filter(pk=OuterRef("row_id")).values("order")
        moved = Passage.objects.filter(kind=kind).exclude(place=Subquery(place))
        moved.update(place=Subquery(place))
