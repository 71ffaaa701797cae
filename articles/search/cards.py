"""The passages of rows that stand on the page of an area or in a chapter, wherever that
is by now: stretches and care cards."""

from collections.abc import Iterator

from django.db.models import Prefetch

from ..models import BodyArea, CareCard, Passage, Stretch
from .mentions import shown_at
from .texts import STOP_SIGN

KINDS = (Passage.Kind.STRETCH, Passage.Kind.WARNING)


def cards() -> Iterator[Passage]:
    yield from stretches()
    yield from warnings()


def stretches() -> Iterator[Passage]:
    """Each stretch on the page of the first area that it follows, or in a chapter."""
    shown = shown_at("stretch")
    for row in with_areas(Stretch, "areas"):
        area = next(iter(row.areas.all()), None)
        page = area.get_absolute_url() if area else shown.get(row.slug, "")
        if not page:
            continue
        lines = [row.target, STOP_SIGN + row.caution, *row.step_list]
        yield Passage(
            kind=Passage.Kind.STRETCH,
            title=row.name,
            text="\n".join([*lines, f"Hold for {row.spoken_hold}."]),
            path=f"{page.partition('#')[0]}#stretch-{row.slug}",
            row_id=row.pk,
            place=row.order,
        )


def warnings() -> Iterator[Passage]:
    """Each care card where a chapter shows it, or on the page of an area."""
    shown = shown_at("care-card")
    for urgency, row in enumerate(with_areas(CareCard, "bodyarea_set"), start=1):
        area = next(iter(row.bodyarea_set.all()), None)
        path = shown.get(row.slug) or (area and f"{area.get_absolute_url()}#more")
        if not path:
            continue
        yield Passage(
            kind=Passage.Kind.WARNING,
            title=row.heading,
            part_of=row.get_level_display(),
            text="\n".join(row.bullet_list),
            path=path,
            row_id=row.pk,
            place=row.order,
            urgency=urgency,
        )


def with_areas(model, relation: str):
    areas = Prefetch(relation, BodyArea.objects.with_relief())
    return model.objects.prefetch_related(areas)
