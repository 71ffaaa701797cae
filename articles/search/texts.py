"""The passages of what editors write in Markdown: chapters, questions, body areas."""

from collections.abc import Callable, Collection, Iterator

from django.db.models import Model

from ..markdown.renderer import documents
from ..models import Article, BodyArea, Passage, Question
from .plain import sections

STOP_SIGN = "Stop sign: "

Kind = Passage.Kind
Keys = Collection[int]


def rendered(texts: dict[int, str]) -> dict[int, str]:
    """The HTML of texts by their numbers; its anchors begin with number and hyphen."""
    found = documents({f"{number}-": text for number, text in texts.items()})
    return {int(key[:-1]): document.html for key, document in found.items()}


def text_of(html: str) -> str:
    parts = [part for section in sections(html) for part in section[1:] if part]
    return "\n".join(parts)


def chapters(keys: Keys) -> Iterator[Passage]:
    """The sections of each chapter. Its title and lead belong to the first."""
    rows = list(Article.objects.filter(pk__in=keys))
    texts = rendered({row.pk: row.body for row in rows})
    for row in rows:
        path, html = row.get_absolute_url(), texts[row.pk]
        lead, rest = row.summary, sections(html)
        if rest and not rest[0].anchor:
            lead = f"{lead}\n{rest.pop(0).text}"
        chapter = {"kind": Kind.CHAPTER, "row_id": row.pk}
        yield Passage(title=row.title, text=lead, path=path, place=0, **chapter)
        for place, section in enumerate(rest, start=1):
            if section.text:
                yield Passage(
                    title=section.heading,
                    part_of=row.title,
                    text=section.text,
                    path=f"{path}#{section.anchor.removeprefix(f'{row.pk}-')}",
                    place=place,
                    **chapter,
                )


def questions(keys: Keys) -> Iterator[Passage]:
    rows = list(Question.objects.filter(pk__in=keys))
    texts = rendered({row.pk: row.answer for row in rows})
    for row in rows:
        yield Passage(
            kind=Kind.QUESTION,
            title=row.question,
            text=text_of(texts[row.pk]),
            path=row.get_absolute_url(),
            row_id=row.pk,
            place=row.order,
        )


def reliefs(keys: Keys) -> Iterator[Passage]:
    rows = list(BodyArea.objects.with_relief().filter(pk__in=keys))
    texts = rendered({row.pk: row.advice for row in rows})
    for row in rows:
        relief = row.quick_relief
        lines = [
            row.summary,
            STOP_SIGN + relief.stop_sign,
            f"{relief.tool}. {relief.action}",
            f"Hold for {relief.spoken_hold}.",
            text_of(texts[row.pk]),
        ]
        yield Passage(
            kind=Kind.RELIEF,
            title=row.name,
            text="\n".join(lines),
            path=row.get_absolute_url(),
            row_id=row.pk,
            place=row.order,
        )


# By kind, whose text it is, in which field, and how it is put into passages.
TEXTS: dict[str, tuple[type[Model], str, Callable[[Keys], Iterator[Passage]]]] = {
    Kind.CHAPTER: (Article, "body", chapters),
    Kind.QUESTION: (Question, "answer", questions),
    Kind.RELIEF: (BodyArea, "advice", reliefs),
}
