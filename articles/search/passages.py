"""The guide in passages: each is a place that a search can lead to."""

from collections.abc import Iterator

from ..markdown import documents
from ..markdown_finish import finish
from ..markdown_syntax import parser
from ..models import Article, BodyArea, CareCard, Passage, Question, Stretch
from .plain import sections

STOP_SIGN = "Stop sign: "

_parser = parser()


def passages() -> Iterator[Passage]:
    """Every passage of the guide, those of drafts too: who may see them is asked when
    they are searched."""
    yield from warnings()
    yield from reliefs()
    yield from stretches()
    yield from chapters()
    yield from questions()


def rendered(texts: dict[int, str]) -> dict[int, str]:
    """The HTML of texts by their numbers; its anchors begin with number and hyphen."""
    found = documents({f"{number}-": text for number, text in texts.items()})
    return {int(key[:-1]): document.html for key, document in found.items()}


def text_of(html: str) -> str:
    parts = [part for section in sections(html) for part in section[1:] if part]
    return "\n".join(parts)


def chapters() -> Iterator[Passage]:
    """The sections of each chapter. Its title and lead belong to the first."""
    rows = list(Article.objects.all())
    texts = rendered({row.pk: row.body for row in rows})
    for row in rows:
        path, html = row.get_absolute_url(), texts[row.pk]
        lead, rest = row.summary, sections(html)
        if rest and not rest[0].anchor:
            lead = f"{lead}\n{rest.pop(0).text}"
        chapter = {"kind": Passage.Kind.CHAPTER, "chapter_id": row.pk}
        yield Passage(title=row.title, text=lead, path=path, **chapter)
        for section in rest:
            if section.text:
                yield Passage(
                    title=section.heading,
                    part_of=row.title,
                    text=section.text,
                    path=f"{path}#{section.anchor.removeprefix(f'{row.pk}-')}",
                    **chapter,
                )


def questions() -> Iterator[Passage]:
    rows = list(Question.objects.all())
    texts = rendered({row.pk: row.answer for row in rows})
    for row in rows:
        yield Passage(
            kind=Passage.Kind.QUESTION,
            title=row.question,
            text=text_of(texts[row.pk]),
            path=row.get_absolute_url(),
        )


def reliefs() -> Iterator[Passage]:
    rows = list(BodyArea.objects.with_relief())
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
            kind=Passage.Kind.RELIEF,
            title=row.name,
            text="\n".join(lines),
            path=row.get_absolute_url(),
        )


def stretches() -> Iterator[Passage]:
    """Each stretch on the page of the first area that it follows, or in a chapter."""
    shown = places("stretch")
    for row in Stretch.objects.all():
        area = row.areas.with_relief().first()
        page = area.get_absolute_url() if area else shown.get(row.slug, "")
        if not page:
            continue
        lines = [row.target, STOP_SIGN + row.caution, *row.step_list]
        yield Passage(
            kind=Passage.Kind.STRETCH,
            title=row.name,
            text="\n".join([*lines, f"Hold for {row.spoken_hold}."]),
            path=f"{page.partition('#')[0]}#stretch-{row.slug}",
        )


def warnings() -> Iterator[Passage]:
    """Each care card where a chapter shows it, or on the page of an area."""
    shown = places("care-card")
    for urgency, row in enumerate(CareCard.objects.all(), start=1):
        area = row.bodyarea_set.with_relief().first()
        path = shown.get(row.slug) or (area and f"{area.get_absolute_url()}#more")
        if not path:
            continue
        yield Passage(
            kind=Passage.Kind.WARNING,
            title=row.heading,
            part_of=row.get_level_display(),
            text="\n".join(row.bullet_list),
            path=path,
            urgency=urgency,
        )


def places(kind: str) -> dict[str, str]:
    """By slug, where a public chapter shows a row of the kind; of several, the chapter
    that shows the most."""
    found = []
    for chapter in Article.objects.published():
        path = chapter.get_absolute_url()
        found.append(
            {slug: path + place for slug, place in shown_in(chapter.body, kind)}
        )
    return {
        slug: path for shown in sorted(found, key=len) for slug, path in shown.items()
    }


def shown_in(text: str, kind: str) -> Iterator[tuple[str, str]]:
    """The slugs of the rows of the kind that a text shows, each with its place."""
    tokens, place = _parser.parse(text), ""
    finish(tokens)
    for token in tokens:
        if token.type == "heading_open" and token.tag == "h2":
            place = f"#{token.attrGet('id')}"
        elif token.type == "card" and token.meta["reference"].kind == kind:
            yield token.meta["reference"].slug, place
